package baseline

import "github.com/docwright/docwright/parser/source"

// The rules about the baseline itself.
var (
	ruleStale   = source.Declare(source.Rule{Name: "baseline-stale", Severity: source.Warning, Summary: "An entry of the baseline is for a finding that is no longer there."})
	ruleExpired = source.Declare(source.Rule{Name: "baseline-expired", Severity: source.Error, Summary: "An entry of the baseline is past its date; its finding is told again."})
)
