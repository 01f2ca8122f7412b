package openapi

import (
	"net/url"
	"strconv"
	"strings"
)

// maxHops limits how many references, lists and compositions lead from a schema to
// what it stands for.
const maxHops = 100

// deref follows the references of a part, and returns what they lead to. It returns
// nil, and reports why, if they lead nowhere.
func (d *document) deref(n *node) *node {
	for hops := 0; ; hops++ {
		ref := n.get("$ref")
		if ref == nil {
			return n
		}
		if hops == maxHops {
			d.findings.Add(d.position(ref.at), ruleReferenceCycle, "the reference %q leads back to itself, or through more than %d others; the part is unknown", ref.str(), maxHops)
			return nil
		}
		if n = d.pointed(ref); n == nil {
			return nil
		}
	}
}

// pointed returns what a reference refers to, or nil.
func (d *document) pointed(ref *node) *node {
	if !d.want(ref, text, "$ref") {
		return nil
	}
	target := ref.str()
	pointer, isLocal := strings.CutPrefix(target, "#")
	if !isLocal {
		d.findings.Add(d.position(ref.at), ruleReferenceUnread, "%q is in another document, which is not read; bundle the description into one document, for example with redocly bundle", target)
		return nil
	}
	n, known := d.pointers[pointer]
	if !known {
		n = d.find(pointer)
		d.pointers[pointer] = n
	}
	if n == nil {
		d.findings.Add(d.position(ref.at), ruleReferenceUnknown, "the description has no %q; correct the reference, or add what it refers to", target)
	}
	return n
}

// find returns the value at a JSON pointer in the form of a URI fragment (RFC 6901,
// section 6).
func (d *document) find(pointer string) *node {
	if decoded, err := url.PathUnescape(pointer); err == nil {
		pointer = decoded
	}
	parts := strings.Split(pointer, "/")
	if parts[0] != "" {
		return nil // the name of an anchor
	}
	n := d.root
	for _, part := range parts[1:] {
		part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		switch {
		case n == nil:
			return nil
		case n.form == list:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(n.fields) {
				return nil
			}
			n = n.fields[i].value
		default:
			n = n.get(part)
		}
	}
	return n
}
