package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/internal/statement"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// hints has the parts of a page that may imply the type of a request body.
type hints struct {
	names   *naming.Page
	answers []*statement.Answer
	body    *statement.Body
	subject subject
}

// implied returns the type of a body that the page does not name: that of the
// examples, of the response, or of the subject. The first known type counts.
func (h *hints) implied(d *draft, sample *lenient.Value) (name, target string) {
	if name := shownType(d.shown, requestOf); name != "" {
		return name, ""
	}
	if tag := payload.Tag(sample); strings.Contains(tag, ".") {
		name, _ := payload.CutCollection(tag)
		return name, ""
	}
	for _, a := range h.answers {
		if a.Status < 300 && a.Type != "" && !a.Collection && edm.InProse(a.Type).Name == "" {
			return a.Type, a.Target
		}
	}
	if name := shownType(d.shown, responseOf); name != "" {
		return name, ""
	}
	if d.op.Kind == model.Update && h.body.Mention != "" {
		return h.body.Mention, h.body.MentionTarget
	}
	if h.subject.name != "" {
		return h.subject.name, h.subject.target
	}
	if d.op.Kind == model.Update {
		return h.names.UpdatedEntity(), ""
	}
	return "", ""
}

// shownType returns the first type in the annotations of the selected blocks
// that is not a primitive type, or an empty string.
func shownType(examples []shown, block func(shown) *example.Block) string {
	for _, e := range examples {
		if b := block(e); b != nil && b.Type != "" && edm.InCell(b.Type).Name == "" {
			return b.Type
		}
	}
	return ""
}

// requestOf returns the request of an example, or nil if the annotation has a
// type requestBodyResourceFor…. A tool generates these names; they are not
// types of the API.
func requestOf(e shown) *example.Block {
	if strings.HasPrefix(e.Request.Type, "requestBodyResourceFor") {
		return nil
	}
	return e.Request
}

// responseOf returns the response of an example if it is successful, or nil.
func responseOf(e shown) *example.Block {
	if e.Response == nil || e.Response.Response.Status >= 300 {
		return nil
	}
	return e.Response
}
