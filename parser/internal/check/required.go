package check

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// requiredSent reports what the pages require of a new value and the body of an
// example lacks. A change need not have all properties.
func requiredSent(op *model.Operation, v *lenient.Value) []mismatch {
	body := op.Request
	if op.Method != http.MethodPost || v.Kind != lenient.Object || body.Collection || body.Struct != nil && body.Struct.AnyJSON {
		return nil
	}
	var missing []mismatch
	listed := map[string]bool{}
	for _, row := range body.Parameters {
		p := body.Struct.Property(row.Name)
		listed[row.Name] = true
		if isDue(row, p, body) && !has(v, row.Name) {
			missing = append(missing, lacking(v, row.Name, "the page requires it"))
		}
	}
	if op.Kind == model.Create && body.Struct != nil {
		for _, p := range body.Struct.AllProperties() {
			if p.Required && !p.ReadOnly && !p.Key && !p.Navigation && !listed[p.Name] && !has(v, p.Name) {
				missing = append(missing, lacking(v, p.Name, "the page of "+body.Struct.Qualified()+" requires it"))
			}
		}
	}
	return missing
}

// requiredAnswered reports the required properties that a response lacks, if its
// annotation says that it is not truncated, and the request does not select some.
func requiredAnswered(e *note.Example, result *model.Response, v *lenient.Value) []mismatch {
	selects := func(o model.NameValue) bool { return strings.EqualFold(o.Name, "$select") }
	if !e.Answered.Whole || result.Struct == nil || slices.ContainsFunc(e.Request.Query, selects) {
		return nil
	}
	var missing []mismatch
	for _, object := range payload.Objects(v) {
		for _, p := range result.Struct.AllProperties() {
			if p.Required && !p.Navigation && !p.SelectOnly && !has(object, p.Name) {
				missing = append(missing, lacking(object, p.Name, "the page of "+result.Struct.Qualified()+" requires it, and the response is not truncated"))
			}
		}
	}
	return missing
}

// isDue reports whether the row of a body, and the property of its name, are
// required of each new value. A row that is no property of the type may be for a
// subtype.
func isDue(row *model.Parameter, p *model.Property, body *model.Body) bool {
	return row.Required && !row.ByTable && (p == nil && body.Struct == nil || p != nil && !p.ReadOnly)
}

func lacking(v *lenient.Value, name, why string) mismatch {
	return mismatch{offset: v.Offset, rule: ruleRequired, message: strconv.Quote(name) + " is missing: " + why}
}

// has reports whether an object has a member with the name, or an annotation of
// it, such as "keeper@odata.bind".
func has(v *lenient.Value, name string) bool {
	return slices.ContainsFunc(v.Members, func(m lenient.Member) bool {
		return strings.EqualFold(m.Key, name) || len(m.Key) > len(name) && m.Key[len(name)] == '@' && strings.EqualFold(m.Key[:len(name)], name)
	})
}
