package settle

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// settleResponse chooses the type of a response, and whether it is a
// collection.
func settleResponse(n *note.Operation, res *model.Response, findings *source.Findings) {
	settleType(n, res, findings)
	settlePlace(n, res, findings)
	res.Unseen = res.Type != "" && n.Op.Method != "GET" && isNeverShown(n.Op, res.Status)
	narrow(n.Op, res)
	if res.Wrapped && res.Struct.Property("value") != nil {
		res.Wrapped = false
	}
	res.Collection = res.Collection && !showsObject(n.Op, res)
	if res.Type == "" && res.Collection {
		res.Type = edm.Untyped
	}
	res.Collection = res.Collection && res.Type != edm.Stream // bytes are a single value
}

// settleType takes the type of a response from the annotations of its examples. An
// annotation that names a type of the model takes precedence over the link in the
// text. If text and annotations name several related types, their common type is
// used. If both the body and the text contradict an annotation, they take precedence.
func settleType(n *note.Operation, res *model.Response, findings *source.Findings) {
	s := settler{n.Op, res, res.Ref, false, findings}
	for _, e := range n.Examples {
		if e.Response != nil && e.Response.Status == res.Status && e.Answered.Annotated.Type != "" {
			s.annotation(e)
		}
	}
}

// settlePlace changes the type of a response to the type at the end of the paths, if
// the examples have that type and the text names another one. An operation that
// creates a value of this type returns a single one.
func settlePlace(n *note.Operation, res *model.Response, findings *source.Findings) {
	var shown []*lenient.Value
	var at source.Position
	for _, e := range n.Examples {
		if e.Response == nil || e.Response.Status != res.Status || e.Response.JSON == "" {
			continue
		}
		if e.Answered.Annotated.Type != "" {
			return // annotations take precedence
		}
		if v, err := note.Body(e.Answered.Body, e.Response.JSON); err == nil {
			shown = append(shown, v)
			at = e.Answered.Position
		}
	}
	if res.Struct != nil && n.Place.Struct != nil && slices.ContainsFunc(n.Expanded, func(name string) bool { return dialect.Fold(name) == dialect.Fold(res.Struct.Name) }) {
		res.Type, res.Struct = n.Place.Type, n.Place.Struct
		n.Op.Reasons.Add(model.ResponseAspect(res.Status), whyExpanded, n.Op.Position(), res.Type)
	}
	if said := res.Ref; byPlace(&res.Ref, n.Place, shown) {
		text := textPosition(n.Op, res, at)
		findings.Add(at, rulePlace, "%s says %s, the path and the body %s: these are believed", textAt(text, at), said.Type, res.Type)
		res.Claims = append(res.Claims, model.Claim{Ref: said, Position: text})
		n.Op.Reasons.Add(model.ResponseAspect(res.Status), whyPlace, at, res.Type)
	}
	if n.Op.Kind == model.Create && res.Struct != nil && res.Struct == n.Place.Struct {
		res.Collection = false
	}
}

// textAt names a text for a finding at a position: the line, and the page if it is
// another one.
func textAt(text, at source.Position) string {
	switch {
	case text == at:
		return "the text"
	case text.File == at.File:
		return fmt.Sprintf("the text at line %d", text.Line)
	}
	return fmt.Sprintf("%s at line %d", path.Base(text.File), text.Line)
}

// textPosition returns the position of the text that names the type of a
// response, or else the given one.
func textPosition(op *model.Operation, res *model.Response, otherwise source.Position) source.Position {
	at := otherwise
	for _, r := range op.Reasons {
		if r.Aspect == model.ResponseAspect(res.Status) && r.Words != "" {
			at = r.Position
		}
	}
	return at
}

// settler settles the type of a response.
type settler struct {
	op       *model.Operation
	res      *model.Response
	said     model.Ref // the type in the text
	settled  bool      // an annotation set the type
	findings *source.Findings
}

// annotation applies the annotated type of an example.
func (s *settler) annotation(e *note.Example) {
	res, annotated := s.res, &e.Answered.Annotated
	if !s.holds(annotated) {
		return
	}
	if isOutvoted(e.Response, annotated.Struct, s.said.Struct) {
		s.keepSaid(e, "the body")
		annotated.Type, annotated.Struct = s.said.Type, s.said.Struct
		return
	}
	ref, collection := *annotated, res.Collection
	if e.Response.JSON == "" {
		collection = collection || ref.Collection
	}
	common := res.Struct.Covering(ref.Struct)
	if s.settled && common == nil && res.Struct != nil && s.said.Struct == res.Struct && ref.Struct != nil {
		s.keepSaid(e, "another example")
		return
	}
	if s.settled && common != res.Struct {
		common = res.Struct.CommonBase(ref.Struct) // the examples show both
	}
	if s.settled && common != nil && common != res.Struct && s.said.Struct == res.Struct {
		res.Claims = append(res.Claims, model.Claim{Ref: res.Ref, Position: textPosition(s.op, res, e.Answered.Position)})
	}
	switch {
	case common != nil:
		ref = model.Ref{Type: common.Qualified(), Struct: common}
	case s.settled:
		return
	case res.Struct != nil && ref.Struct != nil:
		s.findings.Add(e.Answered.Position, ruleDiffers, "the type is %s in the annotation and %s in the text; the annotation is used", ref.Type, res.Type)
		s.res.Claims = append(s.res.Claims, model.Claim{Ref: res.Ref, Position: textPosition(s.op, res, e.Answered.Position)})
	}
	if res.Type != ref.Type {
		s.op.Reasons.Add(model.ResponseAspect(res.Status), whyAnnotation, e.Answered.Position, ref.Type)
	}
	res.Ref = ref
	res.Collection = collection
	s.settled = true
}

// keepSaid keeps the type in the text, which a witness shows too, although the
// annotation of e names another one.
func (s *settler) keepSaid(e *note.Example, witness string) {
	annotated := &e.Answered.Annotated
	s.findings.Add(e.Answered.Position, ruleDiffers, "the type is %s in the annotation, but %s in the text and in %s; the latter is used", annotated.Type, s.said.Type, witness)
	s.res.Claims = append(s.res.Claims, model.Claim{Ref: model.Ref{Type: annotated.Type, Struct: annotated.Struct, Collection: s.res.Collection}, Position: e.Answered.Position})
}

// holds reports whether an annotated type counts. It must be in the model, or
// a primitive type if no better type is known.
func (s *settler) holds(annotated *model.Ref) bool {
	switch {
	case annotated.Struct != nil || annotated.Enum != nil:
		return true
	case annotated.IsUndescribed():
		return s.res.Type == ""
	}
	return s.res.Struct == nil
}

// narrow gives a response the type at the end of all request lines, if it
// derives from the documented type: GET /places/microsoft.graph.room returns
// rooms (OData URL Conventions 4.01, section 4.11).
func narrow(op *model.Operation, res *model.Response) {
	if res.Struct == nil || len(op.Routes) == 0 {
		return
	}
	var to *model.Type
	for _, route := range op.Routes {
		last := route.Segments[len(route.Segments)-1]
		if len(last) != 1 || last[0].Param != nil || !strings.Contains(last[0].Text, ".") {
			return
		}
		t := res.Struct.Subtype(last[0].Text)
		if t == nil || to != nil && t != to {
			return
		}
		to = t
	}
	res.Struct, res.Type = to, to.Qualified()
	op.Reasons.Add(model.ResponseAspect(res.Status), whyCast, op.Routes[0].Position, to.Name)
}

// showsObject reports whether an example of a collection response is in fact an
// object of the item type. The type then has a property "value" and another
// property that the example has.
func showsObject(op *model.Operation, res *model.Response) bool {
	if res.Struct.Property("value") == nil {
		return false
	}
	return slices.ContainsFunc(op.Examples, func(e *model.Example) bool {
		if e.Response == nil || e.Response.Status != res.Status || e.Response.JSON == "" {
			return false
		}
		v, _, err := lenient.Parse(string(e.Response.JSON))
		return err == nil && payload.HoldsList(v) && slices.ContainsFunc(v.Members, func(m lenient.Member) bool {
			return m.Key != "value" && res.Struct.Property(m.Key) != nil
		})
	})
}

// isNeverShown reports whether an operation has examples with the status, and
// none of them has a body.
func isNeverShown(op *model.Operation, status int) bool {
	some := false
	for _, e := range op.Examples {
		if e.Response == nil || e.Response.Status != status {
			continue
		}
		if !isBlank(e.Response) {
			return false
		}
		some = true
	}
	return some
}

// isBlank reports whether a response has no body or an empty object.
func isBlank(r *model.ExampleResponse) bool {
	return r.Text == "" && (r.JSON == "" || strings.Join(strings.Fields(string(r.JSON)), "") == "{}")
}
