package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
)

// sketches adds the members of the body's sketches to its parameters. See
// [schema.Sketch].
func (r *requestReader) sketches(body *model.Body, owner string) {
	for _, code := range r.body.Samples {
		s := r.decl.Sketch(code.Text, code.TextPos)
		switch {
		case s == nil:
		case s.Many && body.Type == "":
			r.decl.Make(s.Type(owner+"Item"), &body.Ref, code.TextPos)
			body.Collection = true
		default:
			for _, p := range s.Parameters(owner) {
				if model.ParameterNamed(body.Parameters, p.Name) == nil {
					body.Parameters = append(body.Parameters, p)
				}
			}
		}
	}
}

// typeBySketch sets the type of a response whose body a sketch below the heading
// "Response" shows.
func typeBySketch(op *model.Operation, res *model.Response, o *outline.Outline, decl *schema.Declarations, out *Page) {
	for section := range o.Sections(dialect.Response) {
		for code := range outline.Codes(section) {
			s := decl.Sketch(code.Text, code.TextPos)
			if s == nil || !startsJSON(code) {
				continue
			}
			many, made := res.Collection || s.Many, s.Type(word.LowerFirst(op.Name)+"Result")
			decl.Make(made, &res.Ref, code.TextPos)
			res.Collection = many
			out.Findings.Add(code.TextPos, ruleResponseTabled, "the JSON shows the types of the body of the response, whose type no page names; the type is named %s", made.Name)
			return
		}
	}
}

// startsJSON reports whether a block begins as JSON does.
func startsJSON(code *page.Code) bool {
	first := notation.FirstLine(code.Text)
	return strings.HasPrefix(first, "{") || strings.HasPrefix(first, "[")
}
