package check

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// checkRows compares the rows of a request table with the properties of the
// request type. A table without any of these properties is about another type.
func checkRows(body *model.Body, findings *source.Findings) {
	if body == nil || body.Struct == nil || body.Struct.Implied {
		return
	}
	if !slices.ContainsFunc(body.Parameters, func(row *model.Parameter) bool { return body.Struct.Property(row.Name) != nil }) {
		reportOther(body, findings)
		return
	}
	for _, row := range body.Parameters {
		p := body.Struct.Property(row.Name)
		switch {
		case p == nil:
			if isForeign(row, body.Struct) {
				findings.Add(row.Position, ruleParameterUnknown, "%q is not a property of the request type %s", row.Name, body.Struct.Qualified())
			}
		case !agrees(row, p):
			findings.Add(row.Position, ruleParameterType, "%q is %s here and %s on the page of %s (%s:%d); the latter is used", row.Name, row.CSDL(), p.CSDL(), body.Struct.Qualified(), p.Position.File, p.Position.Line)
		}
	}
}

// reportOther reports a table without any property of the request type.
func reportOther(body *model.Body, findings *source.Findings) {
	i := slices.IndexFunc(body.Parameters, func(row *model.Parameter) bool { return isForeign(row, body.Struct) })
	if i >= 0 {
		findings.Add(body.Parameters[i].Position, ruleTableOther, "the table has %q but no property of the request type %s", body.Parameters[i].Name, body.Struct.Qualified())
	}
}

// agrees reports whether the type in a row agrees with the type on the page of
// the property. A row may give an enum as a string.
func agrees(row *model.Parameter, p *model.Property) bool {
	if row.IsUndescribed() || row.Type == "" || row.Struct != nil && p.Struct != nil && row.Struct.IsRelated(p.Struct) {
		return true
	}
	return row.Collection == p.Collection && (row.Type == p.Type || row.Type == edm.String && p.Enum != nil)
}

// isForeign reports whether a row of a request table describes something that a
// value of the type can't contain. Annotations, properties of subtypes, and
// rows of a related type are not foreign.
func isForeign(row *model.Parameter, t *model.Type) bool {
	if strings.Contains(row.Name, "@") || t.Open || row.Struct.IsRelated(t) {
		return false
	}
	for sub := range t.Subtypes() {
		if ownProperty(sub, row.Name) != nil {
			return false
		}
	}
	return true
}
