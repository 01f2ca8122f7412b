package operation

import (
	"fmt"
	"iter"
	"net/url"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// match is how the URL of an example fits a route.
type match struct {
	draft *draft
	route *model.Route
	args  []model.Argument
	// respelled is set where only the case of letters sets the path apart.
	respelled bool
	// literals is how many bytes of the path are the route's own text: of
	// several routes that fit, the one with most of them is meant.
	literals int
}

// assign puts each example to the operation whose route its URL fits. Where
// none fits, the request has a gap, and the example goes to the operation of
// the same method that is most like it.
func (r *reader) assign(examples []*pairing) {
	done := map[*model.ExampleRequest]*match{}
	for _, p := range examples {
		m, ok := done[p.example.Request]
		if !ok {
			m = r.locate(p.example.Request)
			done[p.example.Request] = m
		}
		p.example.Route, p.example.Arguments = m.route, m.args
		m.draft.op.Examples = append(m.draft.op.Examples, p.example)
		m.draft.examples = append(m.draft.examples, p)
	}
}

// locate finds the route of a request and sets its path and query.
func (r *reader) locate(req *model.ExampleRequest) *match {
	path, query, _ := cutQuery(req.URL)
	path, first, absolute := exampleBase(path)
	req.Query = parseQuery(query)
	m := r.bestMatch(req.Method, path, req.Query)
	if m == nil && absolute && first != "" {
		if rest := strings.TrimPrefix(path, "/"+first); rest != path {
			second, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
			if m = r.bestMatch(req.Method, rest, req.Query); m != nil || !r.knowsSegment(first) && r.knowsSegment(second) {
				r.finding(req.Position, ruleExampleBase, "%q is no version: the URL is read without it", first)
				path = rest
			}
		}
	}
	if m == nil {
		req.Gap = ruleURLMismatch
		req.Path = samplePath(path)
		sampleQuery(req.Query, nil)
		r.finding(req.Position, ruleURLMismatch, "%s %s fits no request line of the page", req.Method, path)
		return &match{draft: r.nearest(req.Method, path)}
	}
	if m.respelled {
		r.finding(req.Position, ruleURLCase, "%s differs from the request line %s in the case of letters: it is read as that", path, m.route.Path)
	}
	sampleQuery(req.Query, m)
	req.Path = expand(m.route, m.args)
	return m
}

// extendLines adds request lines that only examples have.
func (r *reader) extendLines(blocks []*exampleBlock) bool {
	known := len(r.lines)
	shapes := map[string]bool{}
	for _, b := range blocks {
		if b.request == nil {
			continue
		}
		for _, text := range r.undocumented(b.request) {
			l := &line{method: b.request.Method, template: parsePath(text, r.arguments), pos: b.pos}
			shape := l.method + l.template.shape()
			if shapes[shape] {
				continue
			}
			shapes[shape] = true
			r.finding(b.pos, ruleLineFromExample, "no request line has %s: it is taken from the example", l.template.path)
			r.lines = append(r.lines, l)
		}
	}
	return len(r.lines) > known
}

// undocumented returns the paths that the request of an example documents and
// no request line does: one that is written as request lines are, relative to
// the service and with placeholders, or an extended one.
func (r *reader) undocumented(req *model.ExampleRequest) []string {
	path, query, hasQuery := cutQuery(req.URL)
	path, _, _ = exampleBase(path)
	if r.bestMatch(req.Method, path, nil) != nil {
		return nil
	}
	if req.Method == "GET" {
		if texts := r.extendedPaths(path); texts != nil {
			return texts
		}
	}
	if text := r.ofSignedIn(req.Method, path); text != "" {
		return []string{text}
	}
	if !strings.HasPrefix(req.URL, "/") || !isTemplate(path) {
		return nil
	}
	if hasQuery && !strings.Contains(query, "$") {
		path += "?" + query
	}
	return []string{path}
}

// ofSignedIn returns the documented path that a path below /me is for the user
// who is signed in: /me/messages where the page has /users/{id}/messages. It is
// empty for all others.
func (r *reader) ofSignedIn(method, path string) string {
	rest, ok := strings.CutPrefix(path, "/me")
	if !ok || rest != "" && rest[0] != '/' {
		return ""
	}
	m := r.bestMatch(method, "/users/id"+rest, nil)
	if m == nil || len(m.route.Segments) < 2 || len(m.route.Segments[1]) != 1 || m.route.Segments[1][0].Param == nil {
		return ""
	}
	if known := r.bestMatch(method, "/users/me"+rest, nil); known != nil && strings.HasPrefix(known.route.Path, "/users/me/") {
		return "" // that is the same
	}
	users := strings.TrimPrefix(m.route.Path, "/users/")
	if users == m.route.Path {
		return ""
	}
	_, below, ok := strings.Cut(users, "/")
	if !ok {
		return "/me"
	}
	return "/me/" + below
}

// extendedPaths returns the documented paths that a path is with something
// after it: a count or a cast, which are the same resource in another form
// (OData URL Conventions 4.01, sections 4.8 and 4.11), or the arguments of a
// function, which all its request lines then have. It is nil for all others.
func (r *reader) extendedPaths(path string) []string {
	if stem, tail := cutForms(path); tail != "" {
		if m := r.bestMatch("GET", stem, nil); m != nil {
			return []string{m.route.Path + tail}
		}
		return nil
	}
	stem, call := cutArguments(path)
	if call == "" || r.bestMatch("GET", stem, nil) == nil {
		return nil
	}
	call = r.argumentHoles(call)
	function := stem[strings.LastIndexByte(stem, '/')+1:]
	var texts []string
	for _, l := range r.lines {
		if l.method == "GET" && strings.EqualFold(l.template.lastWord(), function) && strings.HasSuffix(l.template.path, l.template.lastWord()) {
			texts = append(texts, l.template.path+call)
		}
	}
	return texts
}

// cutArguments cuts the arguments off a path that ends in a call of a function.
func cutArguments(path string) (stem, tail string) {
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") || !strings.Contains(path[open:], "=") || strings.Contains(path[open:], "/") {
		return path, ""
	}
	return path[:open], path[open:]
}

// argumentHoles puts placeholders in the place of the values in "(row=5,name='a')".
func (r *reader) argumentHoles(call string) string {
	r.readBodyRows()
	var holes []string
	for argument := range strings.SplitSeq(call[1:len(call)-1], ",") {
		name, value, ok := strings.Cut(argument, "=")
		if name = strings.TrimSpace(name); !ok || name == "" || !nameLike(name) {
			return call
		}
		hole := "{" + name + "}"
		if strings.HasPrefix(strings.TrimSpace(value), "'") {
			hole = "'" + hole + "'"
		}
		holes = append(holes, name+"="+hole)
	}
	return "(" + strings.Join(holes, ",") + ")"
}

// readBodyRows takes the types of a function's arguments from where pages of
// functions sometimes have their table: in the section on the request body.
func (r *reader) readBodyRows() {
	for t, c := range r.bodyTables() {
		for i := range t.Rows {
			r.addPathRow(c, &t.Rows[i])
		}
	}
}

// bodyTables yields the tables of the sections on the request body that have the
// columns of parameters.
func (r *reader) bodyTables() iter.Seq2[*page.Table, columns] {
	return func(yield func(*page.Table, columns) bool) {
		for _, s := range r.page.Sections {
			if r.roles[s] != roleBody {
				continue
			}
			for _, b := range s.Blocks {
				t, ok := b.(*page.Table)
				if !ok {
					continue
				}
				if c, ok := columnsOf(t); ok && !yield(t, c) {
					return
				}
			}
		}
	}
}

// isTemplate reports whether a path has nothing in it that stands for one
// resource only: its segments are names and placeholders.
func isTemplate(path string) bool {
	t := parsePath(path, nil)
	for _, s := range t.segments {
		for i := range s {
			p := &s[i]
			if !p.hole && (strings.ContainsAny(p.text, ".%'()=~!") || strings.ContainsAny(p.text, "0123456789")) {
				return false
			}
		}
	}
	// A path below root: stands for one file, unless it is a placeholder.
	return len(t.segments) > 0 && !t.literalID && (!strings.Contains(path, ":/") || strings.Contains(path, ":/{"))
}

// cutForms cuts a cast and a count off the end of a path.
func cutForms(path string) (stem, tail string) {
	stem = strings.TrimSuffix(path, "/$count")
	if i := strings.LastIndexByte(stem, '/'); i >= 0 && strings.Count(stem[i:], ".") >= 2 && nameLike(stem[i+1:]) && !strings.ContainsAny(stem[i:], "-@") && !isDigit(stem[len(stem)-1]) {
		stem = stem[:i]
	}
	return stem, path[len(stem):]
}

// exampleBase cuts scheme, host and version off a path. first is the first
// segment that is left where the URL was absolute and had no version.
func exampleBase(path string) (rest, first string, absolute bool) {
	if i := strings.Index(path, "://"); i >= 0 && i <= 5 {
		_, after, _ := strings.Cut(path[i+3:], "/")
		path, absolute = after, true
	} else if host, after, ok := strings.Cut(path, "/"); ok && strings.Count(host, ".") >= 2 && !strings.HasPrefix(host, "microsoft.") {
		path, absolute = after, true
	}
	path = strings.TrimPrefix(path, "/")
	cut := cutVersion(path)
	if absolute && len(cut) == len(path) {
		first, _, _ = strings.Cut(path, "/")
	}
	return "/" + strings.TrimRight(cut, "/ "), first, absolute
}

// knowsSegment reports whether a request line of the page begins with the
// segment.
func (r *reader) knowsSegment(first string) bool {
	for _, l := range r.lines {
		if s := l.template.segments; len(s) > 0 && first != "" && strings.EqualFold(segmentWord(s[0]), first) {
			return true
		}
	}
	return false
}

// bestMatch returns the route that the path fits; where there is none, that which
// it fits but for the case of letters, which services don't tell apart.
func (r *reader) bestMatch(method, path string, query []model.NameValue) *match {
	m := r.matchBy(strings.HasPrefix, method, path, query)
	if m == nil {
		if m = r.matchBy(hasPrefixFold, method, path, query); m != nil {
			m.respelled = true
		}
	}
	return m
}

// beginning reports whether a path begins with the text of a route.
type beginning func(path, text string) bool

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func (r *reader) matchBy(begins beginning, method, path string, query []model.NameValue) *match {
	var best *match
	for _, d := range r.drafts {
		if d.op.Method != method {
			continue
		}
		if d.tokens == nil {
			for _, route := range d.op.Routes {
				d.tokens = append(d.tokens, tokens(route))
			}
		}
		for i, route := range d.op.Routes {
			m := matchRoute(begins, route, d.tokens[i], path, query)
			if m != nil && (best == nil || m.literals > best.literals || m.literals == best.literals && len(m.route.Query) > len(best.route.Query)) {
				m.draft = d
				best = m
			}
		}
	}
	return best
}

// nearest is the operation that an example belongs to whose URL fits no route.
func (r *reader) nearest(method, path string) *draft {
	best, most := r.drafts[0], -1
	last := strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
	for _, d := range r.drafts {
		n := 0
		if d.op.Method == method {
			n = 2
		}
		if name, _, _ := strings.Cut(last, "("); d.end == last || d.end == name+"()" || d.end == "" && ends[last] == "" {
			n++
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}

// token is literal text of a route or a parameter.
type token struct {
	text string
	part model.Part
}

// tokens flattens a route; slashes become literal text.
func tokens(route *model.Route) []token {
	var list []token
	text := ""
	for _, s := range route.Segments {
		text += "/"
		for _, part := range s {
			if part.Param == nil {
				text += part.Text
				continue
			}
			if text != "" {
				list = append(list, token{text: text})
			}
			text = ""
			list = append(list, token{part: part})
		}
	}
	if text != "" {
		list = append(list, token{text: text})
	}
	return list
}

// matchRoute holds a path against a route. It returns nil where it doesn't fit.
func matchRoute(begins beginning, route *model.Route, list []token, path string, query []model.NameValue) *match {
	if len(list) > 0 && !begins(path, list[0].text) {
		return nil
	}
	captured := make([]string, 0, 4)
	if !fits(begins, list, path, &captured) {
		return nil
	}
	m := &match{route: route}
	for _, t := range list {
		m.literals += len(t.text)
	}
	i := 0
	for _, t := range list {
		if t.part.Param != nil {
			m.args = append(m.args, model.Argument{Param: t.part.Param, Value: argumentValue(t.part, captured[i])})
			i++
		}
	}
	for _, q := range route.Query {
		value, ok := queryValue(query, q.Name)
		if !ok {
			return nil
		}
		m.args = append(m.args, model.Argument{Param: q, Value: fillSamples(value, q)})
	}
	return m
}

func queryValue(query []model.NameValue, name string) (string, bool) {
	for _, q := range query {
		if q.Name == name {
			return q.Value, true
		}
	}
	return "", false
}

// fits matches tokens against all of s and appends what parameters take.
func fits(begins beginning, list []token, s string, captured *[]string) bool {
	if len(list) == 0 {
		return s == ""
	}
	t := list[0]
	if t.part.Param == nil {
		return begins(s, t.text) && fits(begins, list[1:], s[len(t.text):], captured)
	}
	n := len(*captured)
	depth := 0
	for end := 1; end <= len(s); end++ {
		switch s[end-1] {
		case '{', '<':
			depth++
		case '}', '>':
			depth = max(0, depth-1)
		case '/':
			if !t.part.Path && !t.part.Quoted && depth == 0 {
				return false
			}
		}
		if t.part.Quoted && doubledQuote(s, end) {
			end++
			continue
		}
		if depth > 0 || len(list) == 1 && end < len(s) || len(list) > 1 && list[1].part.Param == nil && !begins(s[end:], list[1].text) {
			continue
		}
		*captured = append((*captured)[:n], s[:end])
		if fits(begins, list[1:], s[end:], captured) {
			return true
		}
	}
	*captured = (*captured)[:n]
	return false
}

// doubledQuote reports whether the quote at i is followed by another, and so
// stands for itself (OData ABNF, SQUOTE-in-string).
func doubledQuote(s string, i int) bool {
	return i+1 < len(s) && s[i] == '\'' && s[i+1] == '\''
}

// argumentValue decodes what a parameter took.
func argumentValue(part model.Part, raw string) string {
	value := raw
	if decoded, err := url.PathUnescape(raw); err == nil {
		value = decoded
	}
	if part.Quoted {
		value = strings.ReplaceAll(value, "''", "'")
	}
	return fillSamples(value, part.Param)
}

// expand is the decoded path of a route with its arguments.
func expand(route *model.Route, args []model.Argument) string {
	var b strings.Builder
	i := 0
	for _, s := range route.Segments {
		b.WriteByte('/')
		for _, part := range s {
			if part.Param == nil {
				b.WriteString(part.Text)
				continue
			}
			value := args[i].Value
			i++
			if part.Quoted {
				value = strings.ReplaceAll(value, "'", "''")
			}
			b.WriteString(value)
		}
	}
	return b.String()
}

func samplePath(path string) string {
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	return fillSamples(path, nil)
}

// parseQuery reads query options in their order, decoded.
func parseQuery(query string) []model.NameValue {
	var list []model.NameValue
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, model.NameValue{Name: strings.TrimSpace(decodeQuery(name)), Value: strings.TrimSpace(decodeQuery(value))})
	}
	return list
}

// decodeQuery decodes a query component. A plus sign is a blank, but not in
// an offset of time, which pages leave unescaped.
func decodeQuery(s string) string {
	if strings.IndexByte(s, '+') >= 0 {
		b := []byte(s)
		for i, c := range b {
			if c == '+' && !(i > 0 && isDigit(b[i-1]) && i+2 < len(b) && isDigit(b[i+1]) && isDigit(b[i+2])) {
				b[i] = ' '
			}
		}
		s = string(b)
	}
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

// sampleQuery fills samples into the query's values.
func sampleQuery(query []model.NameValue, m *match) {
	for i := range query {
		var p *model.Parameter
		if m != nil {
			for _, q := range m.route.Query {
				if q.Name == query[i].Name {
					p = q
				}
			}
		}
		query[i].Value = fillSamples(query[i].Value, p)
	}
}

// fillSamples replaces the placeholders in a value. One that is all of the
// value gets a sample of the parameter's type.
func fillSamples(value string, p *model.Parameter) string {
	if strings.IndexByte(value, '{') < 0 && strings.IndexByte(value, '<') < 0 {
		return value
	}
	if open, inner, _ := unwrap(value); open != "" && strings.IndexByte(inner, open[0]) < 0 {
		return sample(placeholder(inner).name, p)
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if c := value[i]; c == '{' || c == '<' {
			if end := closing(value, i); end > i+1 && nameLike(strings.ReplaceAll(strings.TrimSpace(value[i+1:end]), " ", "")) {
				b.WriteString(sample(placeholder(value[i+1:end]).name, nil))
				i = end
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.String()
}

// typeSamples are sample values by type.
var typeSamples = map[string]string{
	"Edm.Boolean": "true", "Edm.Byte": "1", "Edm.SByte": "1", "Edm.Int16": "1", "Edm.Int32": "1", "Edm.Int64": "1",
	"Edm.Single": "1", "Edm.Double": "1", "Edm.Decimal": "1", "Edm.Date": "2021-07-01", "Edm.DateTimeOffset": "2021-07-01T08:00:00Z",
	"Edm.TimeOfDay": "08:00:00", "Edm.Duration": "P1D",
}

// nameSamples are sample values by what a placeholder's name has in it; the
// first row that fits counts.
var nameSamples = []struct{ part, sample string }{
	{"principalname", "ann@example.com"}, {"mail", "ann@example.com"}, {"upn", "ann@example.com"},
	{"filename", "file.txt"}, {"path", "folder"}, {"datetime", "2021-07-01T08:00:00Z"}, {"timestamp", "2021-07-01T08:00:00Z"},
	{"date", "2021-07-01"}, {"index", "1"}, {"count", "1"}, {"number", "1"}, {"row", "1"}, {"column", "1"},
	{"address", "A1:B2"}, {"period", "D7"}, {"hostname", "example.com"}, {"locale", "en-US"}, {"url", "https://example.com"},
}

// sample returns a value for a placeholder that looks like what it is. It is
// a function of the type and the name, so that it never changes.
func sample(name string, p *model.Parameter) string {
	if p != nil {
		if s := typeSamples[p.Type]; s != "" {
			return s
		}
		if p.Type == "Edm.Guid" {
			return sampleGUID(name)
		}
	}
	lower := rowKey(name)
	if strings.HasSuffix(lower, "id") || strings.Contains(lower, "guid") {
		return sampleGUID(lower)
	}
	for _, s := range nameSamples {
		if strings.Contains(lower, s.part) {
			return s.sample
		}
	}
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if c := name[i]; isLetter(c) || isDigit(c) || c == '-' || c == '_' {
			b.WriteByte(c)
		}
	}
	if b.Len() == 0 {
		return "value"
	}
	return b.String()
}

// sampleGUID derives a GUID of version 4's form from a name by FNV-1a.
func sampleGUID(name string) string {
	hash := uint64(14695981039346656037)
	for i := 0; i < len(name); i++ {
		hash = (hash ^ uint64(name[i])) * 1099511628211
	}
	second := (hash ^ 0x9e3779b97f4a7c15) * 1099511628211
	return fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(hash>>32), uint16(hash>>16), hash&0xfff, second>>52, second&0xffffffffffff)
}
