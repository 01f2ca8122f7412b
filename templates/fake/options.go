package fake

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// query holds the parsed system query options (OData Protocol 4.01, section
// 11.2).
type query struct {
	filter  *node
	search  *node
	orderBy []order
	fields  fields // nil for all
	expand  []*expansion
	top     int // -1 for all
	skip    int
	count   bool
	during  *during  // nil for all
	typ     string   // the type that the pages document for the entities; may be unknown
	dynamic []string // see optionContext
}

// order is an item of $orderby.
type order struct {
	by         *node
	descending bool
}

// fields is a tree of selected properties.
type fields map[string]fields

// expansion parses an item of $expand with its nested options.
type expansion struct {
	name  string
	query *query
}

// optionReaders maps each system query option to its parser. The fake can't
// evaluate options without a parser.
var optionReaders map[string]optionReader

type optionReader struct {
	read        func(*query, *optionContext, string) error
	collections bool
}

// optionContext says which properties an option can name.
type optionContext struct {
	api   *api
	typ   string   // the structure of the entities; may be unknown
	types []string // all structures that the pages document
	depth int      // of nested $expand
	// dynamic has the undocumented properties of an open type that have no prefix.
	dynamic []string
}

// property returns the property of a type. For the type of the request it also
// looks in the other types that the pages document.
func (c *optionContext) property(typ, name string) (p *property, known bool) {
	p, known = c.api.property(typ, name)
	if typ != c.typ {
		return p, known
	}
	for _, other := range c.types {
		if !known {
			p, known = c.api.property(other, name)
		}
	}
	if p == nil && known && c.depth == 0 && c.api.isOpen(typ) && !strings.ContainsAny(name, "_.@") {
		c.dynamic = append(c.dynamic, name)
	}
	return p, known
}

func init() { // the parser of $expand uses the others
	optionReaders = map[string]optionReader{
		"$filter":     {(*query).readFilter, true},
		"$search":     {(*query).readSearch, true},
		"$orderby":    {(*query).readOrderBy, true},
		"$top":        {(*query).readTop, true},
		"$skip":       {(*query).readSkip, true},
		"$count":      {(*query).readCount, true},
		"$select":     {(*query).readSelect, false},
		"$expand":     {(*query).readExpand, false},
		"$format":     {(*query).readFormat, false},
		"$skiptoken":  {pass, true},
		"$deltatoken": {pass, true},
		"$id":         {pass, false},
		"$apply":      {},
		"$compute":    {},
		"$index":      {},
		"$levels":     {},
	}
}

func pass(*query, *optionContext, string) error { return nil }

// checkOptions checks for unknown and repeated query options.
func (v *visit) checkOptions() error {
	seen := map[string]bool{}
	for _, q := range v.ask.options {
		name := strings.ToLower(q[0])
		if seen[name] {
			return bad("The query option '%s' appears twice.", q[0])
		}
		seen[name] = true
		if v.op.knowsOption(name) {
			continue
		}
		if _, ok := optionReaders["$"+name]; ok {
			return bad("The query option '%s' does not exist; there is '$%s'.", q[0], name)
		}
		if _, ok := optionReaders[name]; !ok {
			return bad("The query option '%s' does not exist.", q[0])
		}
	}
	if v.stateless || v.op.Method != http.MethodGet {
		return nil
	}
	return v.checkScope()
}

// checkScope rejects options for collections where the operation returns a
// single entity.
func (v *visit) checkScope() error {
	t := v.op.result()
	if t.Collection || v.op.Kind != kindGet || v.api.structures[t.Type] == nil {
		return nil
	}
	for _, q := range v.ask.options {
		name := strings.ToLower(q[0])
		if optionReaders[name].collections && !v.op.knowsOption(name) {
			return bad("The query option '%s' is for collections; %s returns one %s.", q[0], shownPath(v.ask.path), t.Type)
		}
	}
	return nil
}

// knowsOption reports whether the page documents the option, or an example has
// it. The name is in lower case.
func (op *operation) knowsOption(name string) bool {
	is := func(other string) bool { return strings.EqualFold(name, other) }
	if slices.ContainsFunc(op.Query, is) || slices.ContainsFunc(op.Options, is) {
		return true
	}
	for _, e := range op.Examples {
		for _, q := range e.Query {
			if is(q[0]) {
				return true
			}
		}
	}
	return false
}

// readOptions parses the system query options. The types are those that the
// operation may return, the most likely first.
func (s *Server) readOptions(options [][2]string, types []string) (*query, error) {
	c := &optionContext{api: s.api, types: types}
	if len(types) > 0 && s.api.structures[types[0]] != nil {
		c.typ = types[0]
	}
	return c.read(options)
}

func (c *optionContext) read(options [][2]string) (*query, error) {
	q := &query{top: -1, typ: c.typ}
	for _, option := range options {
		reader, ok := optionReaders[strings.ToLower(option[0])]
		if !ok {
			continue // a parameter of the page
		}
		if reader.read == nil {
			return nil, beyond("The fake does not evaluate %s.", option[0])
		}
		if err := reader.read(q, c, strings.TrimSpace(option[1])); err != nil {
			return nil, err
		}
	}
	q.dynamic = c.dynamic
	return q, nil
}

// checkDynamic rejects undocumented properties of open types that none of the
// entries has. The service knows which properties exist; the pages do not say.
func (v *visit) checkDynamic(entries ...*entry) error {
	for _, name := range v.query.dynamic {
		has := func(e *entry) bool { _, ok := lookup(e.members, name); return ok }
		if !slices.ContainsFunc(entries, has) {
			return bad("There is no property '%s' on type '%s', and no entity has it.", name, v.types[0])
		}
	}
	return nil
}

func (q *query) readTop(_ *optionContext, text string) (err error) {
	q.top, err = readNumber("$top", text)
	return err
}

func (q *query) readSkip(_ *optionContext, text string) (err error) {
	q.skip, err = readNumber("$skip", text)
	return err
}

// readNumber parses the value of $top or $skip.
func readNumber(option, text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, bad("The value of %s can't be '%s': want a number that is not below zero.", option, text)
	}
	return int(n), nil
}

func (q *query) readCount(_ *optionContext, text string) error {
	q.count = strings.EqualFold(text, "true")
	if !q.count && !strings.EqualFold(text, "false") {
		return bad("The value of $count can't be '%s': want true or false.", text)
	}
	return nil
}

func (q *query) readFormat(_ *optionContext, text string) error {
	if format, _, _ := strings.Cut(text, ";"); !strings.EqualFold(format, "json") && !strings.EqualFold(format, "application/json") {
		return &problem{http.StatusUnsupportedMediaType, "UnsupportedMediaType", "The format '" + text + "' is not supported; there is json."}
	}
	return nil
}

func (q *query) readFilter(c *optionContext, text string) (err error) {
	q.filter, err = c.parse("$filter", text, (*parser).condition)
	return err
}

func (q *query) readSearch(c *optionContext, text string) (err error) {
	q.search, err = c.parseSearch(text)
	return err
}

func (q *query) readOrderBy(c *optionContext, text string) error {
	_, err := c.parse("$orderby", text, func(p *parser) *node {
		for {
			item := order{by: p.or()}
			item.descending = p.takeWord("asc", "desc") == "desc"
			q.orderBy = append(q.orderBy, item)
			if !p.take(",") {
				return item.by
			}
		}
	})
	return err
}

func (q *query) readSelect(c *optionContext, text string) error {
	q.fields = fields{}
	for item := range strings.SplitSeq(text, ",") {
		item = strings.TrimSpace(item)
		if item == "*" {
			q.fields["*"] = nil
			continue
		}
		into := q.fields
		names, err := c.path("$select", item)
		if err != nil {
			return err
		}
		for _, name := range names {
			name = strings.ToLower(name)
			if into[name] == nil {
				into[name] = fields{}
			}
			into = into[name]
		}
	}
	return nil
}

// path parses a property path and drops type casts.
func (c *optionContext) path(option, text string) (names []string, err error) {
	typ := c.typ
	for name := range strings.SplitSeq(text, "/") {
		switch {
		case c.api.named(name) != "":
			typ = c.api.named(name)
			continue
		case !isName(name):
			return nil, bad("%s: '%s' is not a property path.", option, text)
		}
		p, known := c.property(typ, name)
		if !known {
			return nil, noProperty(option, name, typ)
		}
		typ = ""
		if p != nil {
			typ = p.Type
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return nil, bad("%s: '%s' is not a property path.", option, text)
	}
	return names, nil
}

func noProperty(option, name, typ string) error {
	return bad("%s: there is no property '%s' on type '%s'.", option, name, typ)
}

// isName reports whether the text can name a property or an annotation.
func isName(text string) bool {
	for i, c := range text {
		if !isLetter(c) && c != '@' && (i == 0 || c != '.' && (c < '0' || c > '9')) {
			return false
		}
	}
	return text != ""
}

func isLetter(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c > 127
}

// maxDepth is the maximum nesting of $expand and of parentheses.
const maxDepth = 20

func (q *query) readExpand(c *optionContext, text string) error {
	if c.depth >= maxDepth {
		return bad("$expand is nested too deeply.")
	}
	items, err := split("$expand", text, ',')
	if err != nil {
		return err
	}
	for _, item := range items {
		name, inside, ok := strings.Cut(item, "(")
		if ok && !strings.HasSuffix(inside, ")") {
			return bad("$expand: '%s' lacks a closing parenthesis.", item)
		}
		e, err := c.expansion(strings.TrimSpace(name), strings.TrimSuffix(inside, ")"))
		if err != nil {
			return err
		}
		q.expand = append(q.expand, e)
	}
	return nil
}

// expansion reads an item of $expand and the options in its parentheses.
func (c *optionContext) expansion(name, options string) (*expansion, error) {
	if name == "*" || strings.Contains(name, "/$") {
		return nil, beyond("The fake does not evaluate '%s' in $expand.", name)
	}
	names, err := c.path("$expand", name)
	if err != nil {
		return nil, err
	}
	if len(names) > 1 {
		return nil, beyond("The fake does not expand '%s', which is inside of another property.", name)
	}
	inner := &optionContext{api: c.api, depth: c.depth + 1}
	if p, _ := c.property(c.typ, names[0]); p != nil {
		if edmClasses[p.Type] != anything || c.api.enums[p.Type] != nil {
			return nil, bad("$expand: the property '%s' of type '%s' is not a relationship.", names[0], c.typ)
		}
		inner.typ = c.api.named(p.Type)
	}
	parts, err := split("$expand", options, ';')
	if err != nil {
		return nil, err
	}
	list, err := optionsOf(parts)
	if err != nil {
		return nil, err
	}
	q, err := inner.read(list)
	return &expansion{names[0], q}, err
}

// optionsOf splits nested options into names and values.
func optionsOf(parts []string) (list [][2]string, err error) {
	for _, part := range parts {
		name, value, ok := strings.Cut(part, "=")
		name = strings.TrimSpace(name)
		if _, known := optionReaders[strings.ToLower(name)]; !ok || !known {
			return nil, bad("$expand: there is no option '%s'.", part)
		}
		list = append(list, [2]string{name, value})
	}
	return list, nil
}

// split cuts text at each separator outside of parentheses and quotes, and
// trims the parts.
func split(option, text string, separator byte) (parts []string, err error) {
	depth, quoted, from := 0, false, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == separator && depth == 0:
			parts, from = append(parts, strings.TrimSpace(text[from:i])), i+1
		}
		if depth < 0 {
			break
		}
	}
	if depth != 0 || quoted {
		return nil, bad("%s: '%s' has an unmatched parenthesis or quotation mark.", option, text)
	}
	if rest := strings.TrimSpace(text[from:]); rest != "" || len(parts) > 0 {
		parts = append(parts, rest)
	}
	return parts, nil
}
