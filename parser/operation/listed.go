package operation

import (
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
)

// typeByList makes a type for a response whose list is in another member than
// "value", according to the annotation of an example. It is named after the
// operation, and has the members that the example shows.
func typeByList(d *draft, decl *schema.Declarations) {
	for _, e := range d.shown {
		if e.Response == nil || e.Response.ListProperty == "" || e.Response.JSON == nil {
			continue
		}
		b := e.Response
		for _, res := range d.op.Responses {
			if res.Status != b.Response.Status || b.JSON.Get(b.ListProperty) == nil {
				continue
			}
			t := &model.Type{Namespace: decl.Namespace, Name: word.LowerFirst(d.op.Name) + "Result", Kind: model.Complex, Implied: true, Pages: []string{decl.Page.Path}, Line: b.Pos.Line}
			for i := range b.JSON.Members {
				if m := &b.JSON.Members[i]; !payload.IsAnnotation(m.Key) && t.Property(m.Key) == nil {
					p := &model.Property{Name: m.Key, Position: b.BodyPos}
					t.Properties = append(t.Properties, p)
					if m.Key == b.ListProperty && b.Type != "" {
						decl.ReferName(&p.Ref, b.Type, "", b.Pos)
						p.Collection = true
					} else {
						valueType(&p.Ref, m.Value)
					}
				}
			}
			decl.Make(t, &res.Ref, b.Pos)
			decl.ReferMade(t, &e.note.Answered.Annotated, b.Pos)
			res.Collection, res.Wrapped = false, false
			becauseResponse(d.op, res, whyAnswerList, b.Pos, b.ListProperty)
			return
		}
	}
}

// valueType sets a reference to the primitive type that a value has.
func valueType(ref *model.Ref, v *lenient.Value) {
	if ref.Collection = v.Kind == lenient.Array; ref.Collection && len(v.Items) > 0 {
		v = v.Items[0]
	}
	if ref.Type = payload.ScalarType(v); ref.Type == "" {
		ref.Type = edm.Untyped
	}
}
