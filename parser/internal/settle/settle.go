// Package settle decides what can't be decided before all pages are read and
// their types are linked: the base URL of the service, and the types of
// responses.
package settle

import (
	"slices"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Page settles the operations of a page. It needs the base URL of the service and the
// entity sets.
func Page(n *note.Page, base string, sets Sets) source.Findings {
	var findings source.Findings
	for i := range n.Mended {
		reportMended(&n.Mended[i], base, &findings)
	}
	home := notation.Host(base)
	for _, op := range n.Operations {
		for _, e := range op.Examples {
			reportUnfit(e, home, &findings)
		}
		for _, res := range op.Op.Responses {
			if slices.Contains(op.Responses, res) {
				settleResponse(op, res, &findings)
				sets.settleMany(op.Op, res)
			}
		}
		settleKind(op.Op)
		settleBody(op, &findings)
		settleRows(op, &findings)
		settleRequest(op.Op.Request)
		for _, p := range op.Guessed {
			findings.Add(p.Position, ruleParameterExample, "the parameter %q is only in the example; its type is taken to be %s", p.Name, p.Words())
		}
	}
	return findings
}

// settleBody changes the type of a request body to the type at the end of the paths,
// if the examples have that type and the text names another one.
func settleBody(op *note.Operation, findings *source.Findings) {
	body := op.Op.Request
	if body == nil {
		return
	}
	if said := body.Ref; byPlace(&body.Ref, op.Place, op.Sent) {
		at := op.Op.Position()
		if op.Unnamed != nil {
			at = op.Unnamed.Position
		}
		findings.Add(at, rulePlace, "the text says %s, the path and the body %s: these are believed", said.Type, body.Type)
		body.Claims = append(body.Claims, model.Claim{Ref: said, Position: at})
		op.Op.Reasons.Add("request", whyPlace, at, body.Type)
	}
}

// settleKind changes an operation from List to Get if it returns a single
// value.
func settleKind(op *model.Operation) {
	if res := op.Result(); op.Kind == model.List && res != nil && !res.Collection {
		op.Kind = model.Get
		op.Reasons.Add("kind", whyOne, op.Position(), res.Type)
	}
}

// settleRequest settles the body of a request. The parameters of a body with a
// known type have the types of its properties.
func settleRequest(body *model.Body) {
	if body == nil {
		return
	}
	if body.Type == edm.Untyped && body.Struct == nil && len(body.Parameters) > 0 {
		body.Type = ""
	}
	body.ReadOnlyToo = slices.ContainsFunc(body.Parameters, func(row *model.Parameter) bool {
		p := body.Struct.Property(row.Name)
		return p != nil && p.ReadOnly && !schema.SaysReadOnly(row.Description)
	})
}
