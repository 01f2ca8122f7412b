package openapi

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// content is the body that a part of the description has.
type content struct {
	schema *tree.Node
	json   bool
	media  []string
}

// contentOf returns the body of a request or response: the one in JSON, if there is one.
// It returns nil if there is no body.
func contentOf(n *tree.Node) *content {
	fields := n.Get("content").Each()
	if len(fields) == 0 {
		return nil
	}
	c := &content{schema: fields[0].Value.Get("schema")}
	for _, f := range fields {
		media, _, _ := strings.Cut(strings.ToLower(f.Key), ";")
		media = strings.TrimSpace(media)
		c.media = append(c.media, media)
		if !c.json && (media == "*/*" || media == "application/*" || strings.HasSuffix(media, "json")) {
			c.json, c.schema = true, f.Value.Get("schema")
		}
	}
	return c
}

// body sets a reference to the type of a body, and reports whether the value is in a
// wrapper although it is no list.
func (d *document) body(to *model.Ref, c *content, name string) (wrapped bool) {
	switch {
	case !c.json && c.isText():
		if d.ref(to, c.schema, use{name: name}); to.Type == edm.String {
			*to = untyped() // text is a string, or bytes
		}
		return false
	case !c.json:
		*to = model.Ref{Type: edm.Stream}
		return false
	}
	if w := d.wrapper(c.schema); w != nil {
		d.ref(to, w.value.Value, use{name: name})
		return !to.Collection
	}
	d.ref(to, c.schema, use{name: name})
	return false
}

func (c *content) isText() bool { return len(c.media) == 1 && c.media[0] == "text/plain" }

// request reads the request body.
func (d *document) request(op *model.Operation, f *tree.Field) {
	if f == nil {
		return
	}
	n := d.deref(f.Value)
	c := contentOf(n)
	if c == nil {
		return
	}
	b := &model.Body{Parameters: []*model.Parameter{}, MediaTypes: c.media, Optional: !n.Get("required").IsTrue()}
	if c.json {
		d.ref(&b.Ref, c.schema, use{name: op.Method + " " + op.Paths[0] + " request"})
	} else {
		d.body(&b.Ref, c, "")
	}
	op.Request = b
	op.Reasons.Add("request", whyDescribed, d.tree.Position(f.At), "")
}

// responses reads the responses by status.
func (d *document) responses(op *model.Operation, n *tree.Node) {
	if !d.want(n, tree.Object, "responses") {
		return
	}
	success := false
	for _, f := range n.Fields {
		success = success || strings.HasPrefix(f.Key, "2")
	}
	for _, f := range n.Fields {
		list := statuses(f.Key, success)
		for _, status := range list {
			d.response(op, status, f)
		}
		if len(list) == 0 || list[0] >= http.StatusBadRequest {
			d.failure(f.Value)
		}
	}
}

// failure records the type of an error, which pages rarely describe.
func (d *document) failure(n *tree.Node) {
	var to model.Ref
	if c := contentOf(d.deref(n)); c != nil && c.json {
		if d.ref(&to, c.schema, use{name: "error"}); to.Struct != nil {
			d.errors = append(d.errors, to.Struct)
		}
	}
}

// covered are the statuses that services answer with, of those that 2XX stands for.
var covered = [...]int{http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent}

// statuses returns the statuses that a key stands for. If no key is for a success, the
// default is.
func statuses(key string, success bool) []int {
	key = strings.ToLower(key)
	if key == "2xx" || key == "default" && !success {
		return covered[:]
	}
	if status, err := strconv.Atoi(key); err == nil && 100 <= status && status < 600 {
		return []int{status}
	}
	return nil
}

func (d *document) response(op *model.Operation, status int, f tree.Field) {
	n := d.deref(f.Value)
	r := &model.Response{Status: status}
	if c := contentOf(n); c != nil {
		r.Wrapped = d.body(&r.Ref, c, op.Method+" "+op.Paths[0]+" "+strconv.Itoa(status))
	}
	for _, h := range n.Get("headers").Each() {
		r.Headers = append(r.Headers, h.Key)
	}
	op.Responses = append(op.Responses, r)
	op.Reasons.Add(model.ResponseAspect(status), whyDescribed, d.tree.Position(f.At), "")
}
