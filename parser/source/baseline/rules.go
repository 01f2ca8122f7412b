package baseline

import "github.com/docwright/docwright/parser/source"

// The rules about the baseline itself.
var (
	ruleStale   = source.Declare(source.Rule{Name: "baseline-stale", Severity: source.Warning, Cause: source.OnePage, Summary: "An entry of the baseline matches no finding, or fewer findings than its count."})
	ruleExpired = source.Declare(source.Rule{Name: "baseline-expired", Severity: source.Error, Summary: "An entry of the baseline has expired; its finding is reported again."})
)
