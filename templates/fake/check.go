package fake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// check holds a request against what its page and the pages of its types say.
// It returns nil where nothing is wrong.
func (s *Server) check(op *operation, ask *asked) *reply {
	for _, name := range op.Headers {
		if len(ask.header[canonical(name)]) == 0 {
			return refusal(http.StatusBadRequest, "BadRequest", fmt.Sprintf("The request must have the header %s.", name))
		}
	}
	for _, name := range op.Query {
		if _, ok := ask.option(name); !ok {
			return refusal(http.StatusBadRequest, "BadRequest", fmt.Sprintf("The request must have the query parameter %s.", name))
		}
	}
	if wrong := s.checkBody(op, ask); wrong != "" {
		return refusal(http.StatusBadRequest, "BadRequest", wrong)
	}
	return nil
}

// checkBody says what is wrong with the body; empty for nothing.
func (s *Server) checkBody(op *operation, ask *asked) string {
	b := op.Request
	if b == nil || b.Type == "Edm.Stream" || !ask.saysJSON() {
		return ""
	}
	members, isObject := ask.value.(map[string]any)
	switch {
	case len(ask.text) > 0 && !ask.isJSON:
		var v any
		return fmt.Sprintf("The body is no JSON: %v.", json.Unmarshal(ask.text, &v))
	case b.Collection && len(ask.text) > 0:
		return s.checkValue("body", ask.value, b.valueType, b)
	case len(ask.text) > 0 && !isObject:
		return "The body must be a JSON object."
	}
	for _, p := range b.Parameters {
		if _, ok := lookup(members, p.Name); !ok && p.Required && b.Type == "" {
			return fmt.Sprintf("The request must have '%s'.", p.Name)
		}
	}
	switch {
	case s.api.structures[b.Type] != nil:
		return s.checkObject("", ask.value, b.Type, b)
	case b.Type != "" || len(b.Parameters) == 0:
		return ""
	}
	return s.checkMembers("", members, b.Parameters, false, b)
}

// saysJSON reports whether the body is meant to be JSON: bytes of another kind
// take the place of some, a mail that of a message.
func (r *asked) saysJSON() bool {
	is := strings.ToLower(r.header.Get("Content-Type"))
	return is == "" || strings.Contains(is, "json") || is == "application/x-www-form-urlencoded" // which is curl's, not the caller's
}

// lookup returns the member whose name is this one but for its case.
func lookup(members map[string]any, name string) (any, bool) {
	if v, ok := members[name]; ok {
		return v, true
	}
	for _, other := range names(members) {
		if strings.EqualFold(other, name) {
			return members[other], true
		}
	}
	return nil, false
}

func names(members map[string]any) []string {
	list := make([]string, 0, len(members))
	for name := range members {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// checkMembers holds the members of an object against its properties.
func (s *Server) checkMembers(where string, members map[string]any, known []*property, open bool, b *body) string {
	for _, name := range names(members) {
		if strings.Contains(name, "@") {
			continue // an annotation
		}
		i := slices.IndexFunc(known, func(p *property) bool { return strings.EqualFold(p.Name, name) })
		at := strings.TrimPrefix(where+"."+name, ".")
		switch {
		case i < 0 && open:
			continue
		case i < 0:
			return fmt.Sprintf("The property '%s' does not exist%s.", at, meant(name, known))
		case known[i].ReadOnly && !b.ReadOnly && (where == "" || !known[i].Key): // what is inside is told by its key
			return fmt.Sprintf("The property '%s' is read-only and cannot be set.", at)
		}
		if wrong := s.checkValue(at, members[name], known[i].valueType, b); wrong != "" {
			return wrong
		}
	}
	return ""
}

// meant names the property that has the letters of name in another order or
// nearly; the words are empty where there is none.
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

// checkObject holds an object against the type that it says it has, or else
// against that which is declared. A type that no page describes may have any
// property.
func (s *Server) checkObject(at string, v any, declared string, b *body) string {
	members, isObject := v.(map[string]any)
	if tag, ok := members["@odata.type"].(string); ok {
		declared = strings.TrimPrefix(tag, "#")
		if s.api.structures[declared] == nil {
			return ""
		}
	}
	var known []*property
	open := false
	s.api.lineage(declared, func(t *structure) {
		known = append(known, t.Properties...)
		open = open || t.Open || t.Base != "" && s.api.structures[t.Base] == nil
	})
	open = open || len(known) == 0 // the page says that there is such a type, and no more
	if at == "" {
		known = append(known, b.Parameters...) // rows that only the operation's own page has
	}
	if !open && !isObject && v != nil {
		return fmt.Sprintf("'%s' must be an object.", at)
	}
	return s.checkMembers(at, members, known, open, b)
}

// check holds a value against the members of the enum.
func (e *enum) check(at string, v any) string {
	text, ok := v.(string)
	if !ok {
		if _, isNumber := v.(json.Number); isNumber && e.Flags {
			return ""
		}
		return fmt.Sprintf("The value of '%s' must be a string.", at)
	}
	values := []string{text}
	if e.Flags {
		values = strings.Split(text, ",")
		if strings.TrimSpace(text) == "" {
			return "" // no member is in the set
		}
	}
	for _, value := range values {
		value = strings.TrimSpace(value)
		if !slices.ContainsFunc(e.Members, func(m string) bool { return strings.EqualFold(m, value) }) {
			return fmt.Sprintf("'%s' can't be '%s': want one of %s.", at, value, strings.Join(e.Members, ", "))
		}
	}
	return ""
}

func isText(v any) bool   { _, ok := v.(string); return ok }
func isBool(v any) bool   { _, ok := v.(bool); return ok }
func isNumber(v any) bool { _, ok := v.(json.Number); return ok }

// isNumeric takes the strings too that stand for what JSON numbers can't say
// (OData JSON Format 4.01, section 7.1).
func isNumeric(v any) bool { return isNumber(v) || isText(v) }

// kinds says which JSON values the primitive types take.
var kinds = map[string]func(any) bool{
	"Edm.String": isText, "Edm.Guid": isText, "Edm.Date": isText, "Edm.DateTimeOffset": isText,
	"Edm.TimeOfDay": isText, "Edm.Duration": isText, "Edm.Binary": isText,
	"Edm.Boolean": isBool,
	"Edm.Byte":    isNumber, "Edm.SByte": isNumber, "Edm.Int16": isNumber, "Edm.Int32": isNumber,
	"Edm.Int64": isNumeric, "Edm.Decimal": isNumeric, "Edm.Single": isNumeric, "Edm.Double": isNumeric,
}
