package permissions

import "github.com/docwright/docwright/parser/source"

var (
	ruleKeyDuplicate    = source.Declare(source.Rule{Name: "permissions-key-duplicate", Severity: source.Error, Summary: "An object of the permissions file has a key twice; the first one is used."})
	ruleSchemeUnknown   = source.Declare(source.Rule{Name: "permissions-scheme-unknown", Severity: source.Warning, Cause: source.OneName, Summary: "The permissions file names callers that are not known; they are left out."})
	rulePathInvalid     = source.Declare(source.Rule{Name: "permissions-path-invalid", Severity: source.Warning, Summary: "A path of the permissions file does not begin with a slash; it is left out."})
	rulePropertyUnknown = source.Declare(source.Rule{Name: "permissions-property-unknown", Severity: source.Warning, Cause: source.OneName, Summary: "A path of the permissions file has a property that is not known; it is left out."})
)
