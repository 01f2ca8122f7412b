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

// hints are what the page says that may tell the type of a request body.
type hints struct {
	names   *naming.Page
	answers []*statement.Answer
	body    *statement.Body
	subject subject
}

// implied is the type of a body that the page doesn't name: what the examples say,
// what the page answers with, or what it is about. The first that is known counts.
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

// shownType is the first type that the annotations of examples name, of the blocks
// that are asked for, and that is no primitive; empty where there is none.
func shownType(examples []shown, block func(shown) *example.Block) string {
	for _, e := range examples {
		if b := block(e); b != nil && b.Type != "" && edm.InCell(b.Type).Name == "" {
			return b.Type
		}
	}
	return ""
}

// requestOf is the request of an example. A tool that makes pages names the types
// of request bodies that are none of the API's requestBodyResourceFor….
func requestOf(e shown) *example.Block {
	if strings.HasPrefix(e.Request.Type, "requestBodyResourceFor") {
		return nil
	}
	return e.Request
}

// responseOf is the response of an example that is a success.
func responseOf(e shown) *example.Block {
	if e.Response == nil || e.Response.Response.Status >= 300 {
		return nil
	}
	return e.Response
}
