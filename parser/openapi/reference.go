package openapi

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/internal/tree"
)

// maxHops limits how many references, lists and compositions lead from a schema to
// what it stands for.
const maxHops = 100

// deref follows the references of a part, and returns what they lead to. It returns
// nil, and reports why, if they lead nowhere.
func (d *document) deref(n *tree.Node) *tree.Node {
	for hops := 0; ; hops++ {
		ref := n.Get("$ref")
		if ref == nil {
			return n
		}
		if hops == maxHops {
			d.findings.Add(d.tree.Position(ref.At), ruleReferenceCycle, "the reference %q leads back to itself, or through more than %d others; the part is unknown", ref.Str(), maxHops)
			return nil
		}
		if n = d.pointed(ref); n == nil {
			return nil
		}
	}
}

// pointed returns what a reference refers to, or nil.
func (d *document) pointed(ref *tree.Node) *tree.Node {
	if !d.want(ref, tree.Text, "$ref") {
		return nil
	}
	target := ref.Str()
	pointer, isLocal := strings.CutPrefix(target, "#")
	if !isLocal {
		d.findings.Add(d.tree.Position(ref.At), ruleReferenceUnread, "%q is in another document, which is not read; bundle the description into one document, for example with redocly bundle", target)
		return nil
	}
	n, known := d.pointers[pointer]
	if !known {
		n = d.find(pointer)
		d.pointers[pointer] = n
	}
	if n == nil {
		d.findings.Add(d.tree.Position(ref.At), ruleReferenceUnknown, "the description has no %q; correct the reference, or add what it refers to", target)
	}
	return n
}

// find returns the value at a JSON pointer in the form of a URI fragment (RFC 6901,
// section 6).
func (d *document) find(pointer string) *tree.Node {
	if decoded, err := url.PathUnescape(pointer); err == nil {
		pointer = decoded
	}
	parts := strings.Split(pointer, "/")
	if parts[0] != "" {
		return nil // the name of an anchor
	}
	n := d.tree.Root
	for _, part := range parts[1:] {
		part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		switch {
		case n == nil:
			return nil
		case n.Form == tree.List:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(n.Fields) {
				return nil
			}
			n = n.Fields[i].Value
		default:
			n = n.Get(part)
		}
	}
	return n
}

// want reports a value that is not of the form, and returns whether it is. An absent
// value is neither reported nor of the form.
func (d *document) want(n *tree.Node, f tree.Form, what string) bool {
	if n == nil {
		return false
	}
	if n.Form != f {
		d.findings.Add(d.tree.Position(n.At), rulePartInvalid, "%s is %s, want %s; it is left out", what, n.Form, f)
	}
	return n.Form == f
}
