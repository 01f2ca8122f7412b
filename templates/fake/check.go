package fake

import (
	"cmp"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// check compares a request with its page and the pages of its types, and parses
// its query options. The request of an example is never wrong.
func (v *visit) check() (err error) {
	if !v.how.exact() {
		for _, check := range [...]func(*visit) error{(*visit).checkPresence, (*visit).checkOptions, (*visit).checkMedia, (*visit).checkBody} {
			if err := check(v); err != nil {
				return err
			}
		}
	}
	types := v.types
	if v.alone() {
		types = nil // the examples decide which properties exist
	}
	q, err := v.readOptions(v.ask.options, types)
	if err != nil {
		return err
	}
	if v.query = q; v.alone() {
		return nil
	}
	if _, typ := v.api.cast(v.ask.path); typ != "" {
		q.typ = typ
	}
	return v.readDuring()
}

// checkPresence checks for the required headers and query parameters.
func (v *visit) checkPresence() error {
	for _, name := range v.op.Headers {
		if len(v.ask.header[canonical(name)]) == 0 {
			return bad("The request must have the header %s.", name)
		}
	}
	for _, name := range v.op.Query {
		if _, ok := v.ask.option(name); !ok {
			return bad("The request must have the query parameter %s.", name)
		}
	}
	return nil
}

// checkMedia checks the media type of the body.
func (v *visit) checkMedia() error {
	if len(v.ask.text) == 0 || len(v.op.Consumes) == 0 {
		return nil
	}
	stated := v.ask.header.Get("Content-Type")
	is, _, err := mime.ParseMediaType(stated)
	if err == nil && slices.ContainsFunc(v.op.Consumes, func(takes string) bool { return takesMedia(takes, is) }) {
		return nil
	}
	return &problem{http.StatusUnsupportedMediaType, "UnsupportedMediaType",
		fmt.Sprintf("The Content-Type '%s' is not supported: want %s.", stated, strings.Join(v.op.Consumes, " or "))}
}

// takesMedia reports whether a documented media type covers another: "image/*"
// covers all images, application/json covers the +json suffix.
func takesMedia(takes, is string) bool {
	if family, ok := strings.CutSuffix(takes, "/*"); ok {
		return strings.HasPrefix(is, family+"/")
	}
	return strings.EqualFold(takes, is) || takes == "application/json" && strings.HasSuffix(is, "+json")
}

// checkBody compares the body with its type.
func (v *visit) checkBody() error {
	if wrong := v.wrongBody(v.op, v.ask); wrong != "" {
		return bad("%s", wrong)
	}
	return nil
}

// wrongBody describes the first problem of the body. It returns an empty string
// if there is none.
func (s *Server) wrongBody(op *operation, ask *asked) string {
	b, sent := op.Request, len(ask.text) > 0
	if b == nil || b.Type == "Edm.Stream" || !ask.saysJSON() {
		return ""
	}
	members := ask.object()
	switch {
	case sent && !ask.isJSON:
		var v any
		return fmt.Sprintf("The body is not JSON: %v.", json.Unmarshal(ask.text, &v))
	case sent && b.Collection:
		return s.checkValue("body", ask.value, b.valueType, b)
	case sent && members == nil:
		return "The body must be a JSON object."
	case !sent && op.sendsEntity() && s.api.structures[b.Type] != nil:
		return "The request must have a body."
	}
	return cmp.Or(s.wrongMembers(b, members), b.lacks(op, members))
}

// wrongMembers describes the first problem of the members of the body.
func (s *Server) wrongMembers(b *body, members map[string]any) string {
	switch {
	case s.api.structures[b.Type] != nil:
		return s.checkObject("", members, b.Type, b)
	case b.Type != "" || len(b.Parameters) == 0:
		return ""
	}
	return s.checkMembers("", members, b.Parameters, false, b)
}

// lacks describes the first required property that is missing. A PATCH may omit
// any property.
func (b *body) lacks(op *operation, members map[string]any) string {
	for _, p := range b.Parameters {
		_, ok := lookup(members, p.Name)
		if _, bound := lookup(members, p.Name+"@odata.bind"); p.Required && !ok && !bound && op.Method != http.MethodPatch {
			return fmt.Sprintf("The request must have '%s'.", p.Name)
		}
	}
	return ""
}

// saysJSON reports whether the body claims to be JSON. Some operations take
// another format as well: MIME instead of a message.
func (a *asked) saysJSON() bool {
	is := a.header.Get("Content-Type")
	return is == "" || strings.Contains(strings.ToLower(is), "json")
}

// lookup returns the member with the name, ignoring case. If several names
// match, the first in sort order wins.
func lookup(members map[string]any, name string) (any, bool) {
	if v, ok := members[name]; ok {
		return v, true
	}
	found, ok := "", false
	for other := range members {
		if strings.EqualFold(other, name) && (!ok || other < found) {
			found, ok = other, true
		}
	}
	return members[found], ok
}

// names returns the sorted names of the members.
func names(members map[string]any) []string {
	list := make([]string, 0, len(members))
	for name := range members {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// checkMembers compares the members of an object with its properties.
func (s *Server) checkMembers(where string, members map[string]any, known []*property, open bool, b *body) string {
	for _, name := range names(members) {
		if strings.Contains(name, "@") {
			continue // an annotation
		}
		p := propertyNamed(known, name)
		at := strings.TrimPrefix(where+"."+name, ".")
		switch {
		case p == nil && (open || b.sent[fold(name)]):
			continue
		case p == nil:
			return fmt.Sprintf("The property '%s' does not exist%s.", at, meant(name, known))
		case p.ReadOnly && !b.ReadOnly && where == "": // nested read-only properties identify objects
			return fmt.Sprintf("The property '%s' is read-only and cannot be set.", at)
		}
		if wrong := s.checkValue(at, members[name], p.valueType, b); wrong != "" {
			return wrong
		}
	}
	return ""
}

// meant suggests a property with a similar name. It returns an empty string if
// there is none.
func meant(name string, known []*property) string {
	for _, p := range known {
		if strings.HasPrefix(strings.ToLower(p.Name), strings.ToLower(name)) || strings.HasPrefix(strings.ToLower(name), strings.ToLower(p.Name)) {
			return fmt.Sprintf("; there is '%s'", p.Name)
		}
	}
	return ""
}

func (s *Server) checkValue(at string, v any, t valueType, b *body) string {
	if v == nil {
		return ""
	}
	if t.Collection {
		items, ok := v.([]any)
		if !ok {
			return fmt.Sprintf("'%s' must be an array.", at)
		}
		for i, item := range items {
			if wrong := s.checkValue(fmt.Sprintf("%s[%d]", at, i), item, valueType{Type: t.Type}, b); wrong != "" {
				return wrong
			}
		}
		return ""
	}
	if e := s.api.enums[t.Type]; e != nil {
		return e.check(at, v)
	}
	if s.api.structures[t.Type] != nil {
		return s.checkObject(at, v, t.Type, b)
	}
	if is, ok := kinds[t.Type]; ok && !is(v) {
		return fmt.Sprintf("The value of '%s' can't be converted to %s.", at, t.Type)
	}
	return ""
}

// checkObject compares an object with its type: the type that its annotation
// names, or else the declared type. Objects of undocumented types may have any
// property.
func (s *Server) checkObject(at string, v any, declared string, b *body) string {
	members, isObject := v.(map[string]any)
	if tag, ok := members[typeOf].(string); ok {
		if declared = s.api.named(strings.TrimPrefix(tag, "#")); declared == "" {
			return ""
		}
	}
	known, open := s.api.properties(declared)
	if at == "" {
		known = append(known, b.Parameters...) // rows of the operation's page
	}
	if !open && !isObject && v != nil {
		return fmt.Sprintf("'%s' must be an object.", at)
	}
	return s.checkMembers(at, members, known, open, b)
}

// check compares a value with the members of the enum.
func (e *enum) check(at string, v any) string {
	text, ok := v.(string)
	if !ok {
		if _, isNumber := v.(json.Number); isNumber && e.Flags {
			return ""
		}
		return fmt.Sprintf("The value of '%s' must be a string.", at)
	}
	if e.Flags && strings.TrimSpace(text) == "" {
		return "" // a set without members
	}
	for value := range strings.SplitSeq(text, ",") { // pages may not say that an enum has flags
		value = strings.TrimSpace(value)
		if !slices.ContainsFunc(e.Members, func(m string) bool { return strings.EqualFold(m, value) }) {
			return fmt.Sprintf("'%s' can't be '%s': want one of %s.", at, value, strings.Join(e.Members, ", "))
		}
	}
	return ""
}
