package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

var methods = [...]string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE"}

// cutMethod cuts the HTTP method off a line. It is empty where the line
// begins with none.
func cutMethod(text string) (method, rest string) {
	end := strings.IndexAny(text, " \t")
	if end < 3 || end > 7 {
		return "", text
	}
	for _, m := range methods {
		if text[:end] == m {
			return m, strings.TrimSpace(text[end:])
		}
	}
	return "", text
}

// firstLine returns the first line of a block that is not blank.
func firstLine(text string) string {
	for text != "" {
		var l string
		l, text, _ = strings.Cut(text, "\n")
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}

func startsWithMethod(text string) bool {
	method, _ := cutMethod(firstLine(text))
	return method != ""
}

// readLines reads all request lines: those below the headings "HTTP request",
// or, where a page has no such heading, those that stand before its examples.
func (r *reader) readLines() {
	found := false
	for _, s := range r.page.Sections {
		if r.roles[s] == roleLines {
			found = r.linesOf(s) || found
		}
	}
	if found {
		return
	}
	for _, s := range r.page.Sections {
		switch r.roles[s] {
		case roleExample:
			return
		case roleQuery, roleAside, roleResponse:
		default:
			r.linesOf(s)
		}
	}
}

func (r *reader) linesOf(s *page.Section) bool {
	found := false
	for _, b := range s.Blocks {
		if code, ok := b.(*page.Code); ok && startsWithMethod(code.Text) {
			r.linesOfBlock(s, code)
			found = true
		}
	}
	return found
}

// linesOfBlock reads one block. Lines that begin with no method continue the
// URL above, or are a header or body, which stand here by mistake.
func (r *reader) linesOfBlock(s *page.Section, code *page.Code) {
	text, pos := code.Text, code.TextPos
	mends := func() bool { return r.maySpell(s, code) } // few lines ask
	request, from := "", pos
	flush := func() {
		if request != "" {
			r.requestLine(request, from, mends)
		}
		request = ""
	}
	inRequest := false
	for ; text != ""; pos.Line++ {
		var raw string
		raw, text, _ = strings.Cut(text, "\n")
		trimmed := strings.TrimSpace(raw)
		method, _ := cutMethod(trimmed)
		switch {
		case trimmed == "":
		case method != "":
			flush()
			request, from, inRequest = trimmed, pos, true
			from.Col = pos.Col + len(raw) - len(strings.TrimLeft(raw, " \t"))
		case inRequest && request != "" && strings.ContainsRune("?&$", rune(trimmed[0])):
			request = continued(request, trimmed)
		default:
			at := pos
			r.finding(at, ruleTemplateText, "%.60q stands among the request lines: put it into the sections of headers and body", trimmed)
		}
	}
	flush()
}

// continued appends the second line of a URL, which may lack its question mark.
func continued(request, more string) string {
	switch {
	case more[0] == '&' && !strings.Contains(request, "?"):
		return request + "?" + more[1:]
	case more[0] != '$':
		return request + more
	case strings.Contains(request, "?"):
		return request + "&" + more
	}
	return request + "?" + more
}

// maySpell reports whether the lines of a block are none but request lines, so
// that they can be written anew: a block that is an example too has its host for
// a reason, and where a fence is missing no line's place can be trusted.
func (r *reader) maySpell(s *page.Section, code *page.Code) bool {
	return r.roles[s] == roleLines && !r.isExample(s, code) && !r.lacksFence()
}

// lacksFence reports whether a fence of the page is missing.
func (r *reader) lacksFence() bool {
	for _, s := range r.page.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*page.Code); ok && code.Unclosed {
				return true
			}
		}
	}
	return false
}

func (r *reader) requestLine(text string, pos source.Position, mends func() bool) {
	r.out.RequestLines.Of++
	method, rest := cutMethod(text)
	written := cutHTTPVersion(rest)
	rest, mended := relative(written)
	switch {
	case hasEllipsis(rest):
		r.finding(pos, ruleLineEllipsis, "the path leaves something out at the ellipsis: the line is not read")
		return
	case !pathLike(rest):
		r.finding(pos, ruleLineUnread, "%.80q is no path: the line is not read", written)
		return
	case mended:
		at := pos
		at.Col += strings.Index(text, written)
		r.out.mended = append(r.out.mended, mendedLine{pos: pos, edit: source.Edit{Position: at, Was: written, With: rest}, mends: mends()})
	}
	t := parsePath(rest, r.arguments)
	if t.unbalanced {
		r.finding(pos, ruleLineUnbalanced, "a bracket of %s is never closed", t.path)
	}
	if t.literalID {
		r.finding(pos, ruleLineLiteral, "%s holds an identifier: put a placeholder there", t.path)
	}
	r.out.RequestLines.Read++
	r.lines = append(r.lines, &line{method: method, template: t, pos: pos})
}

func cutHTTPVersion(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= 0 && strings.HasPrefix(s[i+1:], "HTTP/") {
		return strings.TrimSpace(s[:i])
	}
	return s
}

// mendedLine is a request line that is not written as a path from the slash on.
type mendedLine struct {
	pos   source.Position
	edit  source.Edit
	mends bool // see [reader.maySpell]
}

// report says how the line is to be written. What may be cut off is the base URL of
// the service, or its version: another host or version is no slip of the pen. Where
// no example says what the base is, nothing is cut.
func (l *mendedLine) report(base string, findings *source.Findings) {
	cut := l.edit.Was[:len(l.edit.Was)-len(strings.TrimPrefix(l.edit.With, "/"))]
	certain := isBase(cut, base)
	if !certain && base != "" {
		findings.Add(l.pos, ruleLineElsewhere, "the line begins with %s, and the service is at %s: it is read as %s", strings.TrimSuffix(cut, "/"), base, l.edit.With)
		return
	}
	var edits []source.Edit
	if l.mends && certain {
		edits = []source.Edit{l.edit}
	}
	findings.AddFix(l.pos, ruleLineMended, edits, "write the path from the slash on, without host and version: %s", l.edit.With)
}

// isBase reports whether what stands before the first segment of a path says no
// more than the base URL: all of it, without its scheme, its version, or nothing.
func isBase(cut, base string) bool {
	cut, base = strings.ToLower(strings.Trim(cut, "/")), strings.ToLower(base)
	_, withoutScheme, _ := strings.Cut(base, "://")
	_, version, _ := strings.Cut(withoutScheme, "/")
	return cut == "" || cut == base || cut == withoutScheme || cut == version
}

// relative makes a path of what may be an absolute URL, begin with a version,
// or lack the slash. It is the end of s, but for a slash before it. mended is set
// where it did.
func relative(s string) (path string, mended bool) {
	if i := strings.Index(s, "://"); i >= 0 && i <= 5 {
		_, after, ok := strings.Cut(s[i+3:], "/")
		if !ok {
			return "/", true
		}
		return "/" + cutVersion(after), true
	}
	if host, after, ok := strings.Cut(s, "/"); ok && strings.Contains(host, ".") && !IsVersion(host) && len(cutVersion(after)) < len(after) {
		return "/" + cutVersion(after), true
	}
	if !strings.HasPrefix(s, "/") {
		return "/" + cutVersion(s), true
	}
	if rest := cutVersion(s[1:]); len(rest) != len(s)-1 {
		return "/" + rest, true
	}
	return s, false
}

// cutVersion cuts a first segment that names a version: "v1.0/", "beta/".
func cutVersion(s string) string {
	first, rest, ok := strings.Cut(s, "/")
	if ok && IsVersion(first) {
		return rest
	}
	return s
}

// IsVersion reports whether the first segment of a path names a version of the
// service and no resource: "beta", or "v" and a number ("v1", "v1.0").
func IsVersion(s string) bool {
	if strings.EqualFold(s, "beta") {
		return true
	}
	if len(s) < 2 || s[0]|0x20 != 'v' {
		return false
	}
	return strings.Trim(s[1:], "0123456789.") == ""
}

// pathLike reports whether a text can be a path at all: blanks stand only
// inside of brackets and quotes, and in a query.
func pathLike(s string) bool {
	path, _, _ := cutQuery(s)
	if path == "/" {
		return false
	}
	depth := 0
	quoted := false
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '{' || c == '<' || c == '(':
			depth++
		case c == '}' || c == '>' || c == ')':
			depth = max(0, depth-1)
		case c == '\'':
			quoted = !quoted
		case (c == ' ' || c == '\t') && depth == 0 && !quoted:
			return false
		}
	}
	return !strings.Contains(path, "**")
}

// linesFromExamples reads the request lines of examples where a page has no
// others.
func (r *reader) linesFromExamples(blocks []*exampleBlock) {
	seen := map[string]bool{}
	for _, b := range blocks {
		if b.request == nil {
			continue
		}
		path, query, _ := cutQuery(b.request.URL)
		_ = query
		path, _ = relative(path)
		if !pathLike(path) || seen[b.request.Method+path] {
			continue
		}
		seen[b.request.Method+path] = true
		r.out.RequestLines.Of++
		r.out.RequestLines.Read++
		r.finding(b.pos, ruleLineFromExample, "the page has no section \"HTTP request\": the example's %s %s is taken for it", b.request.Method, path)
		r.lines = append(r.lines, &line{method: b.request.Method, template: parsePath(path, r.arguments), pos: b.pos})
	}
}

// nameHoles gives placeholders their final names. A name that stands twice in
// one path is told apart by what it follows, in all paths of the page alike:
// /events/{id}/attachments/{id} has eventId and attachmentId.
func (r *reader) nameHoles() {
	repeated := map[string]bool{}
	for _, l := range r.lines {
		seen := map[string]bool{}
		for _, s := range l.template.segments {
			for i := range s {
				if s[i].hole && s[i].arg == "" {
					key := rowKey(s[i].name)
					repeated[key] = repeated[key] || seen[key]
					seen[key] = true
				}
			}
		}
	}
	for _, l := range r.lines {
		l.nameHoles(repeated)
	}
}

func (l *line) nameHoles(repeated map[string]bool) {
	l.names = map[*piece]string{}
	taken := map[string]bool{}
	before := ""
	for _, s := range l.template.segments {
		word := segmentWord(s)
		if word != "" {
			before = word
		}
		for i := range s {
			p := &s[i]
			if !p.hole {
				continue
			}
			name := p.name
			switch {
			case p.arg != "":
				name = p.arg
			case repeated[rowKey(name)] && before != "":
				name = lowerFirst(singular(before)) + strings.TrimPrefix(upperCamel(name), upperCamel(singular(before)))
			}
			for n := 2; taken[strings.ToLower(name)]; n++ {
				name = strings.TrimRight(name, "0123456789") + string(rune('0'+n%10))
				if n > 8 {
					break
				}
			}
			taken[strings.ToLower(name)] = true
			l.names[p] = name
		}
	}
}

// endOf says how a request line ends as far as that makes another operation of
// it: "$ref", "$value", "$count", "content", "delta", "[]" for a collection
// beside its elements, "/name" for what an element has many of, or "f()" for a
// function or action.
func (r *reader) endOf(l *line) string {
	word := strings.ToLower(l.template.lastWord())
	switch word {
	case "$ref", "$value", "$count", "content", "delta":
		return word
	}
	if l.method == "POST" && isVerb(l.template.lastWord()) {
		return word + "()"
	}
	if l.method != "GET" {
		return ""
	}
	if r.isCollection(l) {
		return endCollection
	}
	if r.isOfItem(l) {
		return ofItem + l.template.lastWord()
	}
	for _, other := range r.lines {
		if call := other.template.lastCall(); call != "" && strings.EqualFold(call, word) && !r.isKey(call) {
			return word + "()"
		}
	}
	return ""
}

// isVerb reports whether a segment can only be the name of an action: it begins
// with a verb and is in the singular.
func isVerb(word string) bool {
	camel := camelWords(word)
	return len(camel) > 0 && actionVerbs[strings.ToLower(camel[0])] && singular(word) == word
}

// endCollection is the end of a GET of a collection on a page that gets an
// element of it too: /berths beside /berths/{id}.
const endCollection = "[]"

// isCollection reports whether another GET of the page has the line's path and
// a key after it.
func (r *reader) isCollection(l *line) bool {
	n := len(l.template.segments)
	if n == 0 || l.template.endsInHole() {
		return false
	}
	for _, other := range r.lines {
		o := other.template.segments
		if other.method == "GET" && len(o) == n+1 && len(o[n]) == 1 && o[n][0].hole && strings.EqualFold(pathShape(o[:n]), pathShape(l.template.segments)) {
			return true
		}
	}
	return false
}

// ofItem is how the end of a GET begins of what an item has many of, on a page that
// gets the item too: /berths/{id}/cranes beside /berths/{id}. Its name follows.
const ofItem = "/"

// isOfItem reports whether another GET of the page has the line's path without its
// last name, which is in the plural, and ends in a key.
func (r *reader) isOfItem(l *line) bool {
	n := len(l.template.segments) - 1
	if n < 1 || l.template.endsInHole() || !isHole(l.template.segments[n-1]) || !isPlural(l.template.lastWord()) {
		return false
	}
	return slices.ContainsFunc(r.lines, func(other *line) bool {
		return other.method == "GET" && len(other.template.segments) == n && strings.EqualFold(pathShape(other.template.segments), pathShape(l.template.segments[:n]))
	})
}

// isPlural reports whether a word is in the plural, as its ending says. "Children" is
// no ending that names could be made of.
func isPlural(word string) bool {
	return singular(word) != word || strings.EqualFold(word, "children")
}

// lists reports whether the end of a path says that there are many of what it leads to.
func (d *draft) lists() bool { return d.end == endCollection || strings.HasPrefix(d.end, ofItem) }

func isHole(s []piece) bool { return len(s) == 1 && s[0].hole }

// isKey reports whether name(k='v') selects an element of the collection name
// by a key, and calls no function: some line of the page has name/{id} too.
func (r *reader) isKey(name string) bool {
	for _, l := range r.lines {
		n := len(l.template.segments)
		for i := 1; i < n; i++ {
			s := l.template.segments[i]
			if len(s) == 1 && s[0].hole && strings.EqualFold(segmentWord(l.template.segments[i-1]), name) && !strings.Contains(l.template.segments[i-1][0].text, "(") {
				return true
			}
		}
	}
	return false
}

// addCalls adds the call of a function whose parameters stand in a table and
// in no request line: /cell with the rows "row" and "column" is called as
// /cell(row={row},column={column}).
func (r *reader) addCalls() {
	if len(r.calls) == 0 && r.isFunction() {
		r.callsOfPath()
		r.callsOfBody()
	}
	if len(r.calls) == 0 || !r.lacksCalls() {
		return
	}
	for _, l := range r.lines[:len(r.lines):len(r.lines)] {
		call := strings.TrimSuffix(l.template.path, "/") + "("
		for i, name := range r.calls {
			if i > 0 {
				call += ","
			}
			quote := ""
			if primitive(plain(r.pathRows[rowKey(name)].kind)) == "Edm.String" {
				quote = "'"
			}
			call += name + "=" + quote + "{" + name + "}" + quote
		}
		call += ")"
		r.finding(l.pos, ruleLineArguments, "the table of function parameters has what the request line lacks: %s", call)
		r.lines = append(r.lines, &line{method: l.method, template: parsePath(call, r.arguments), pos: l.pos})
	}
}

// isFunction reports whether all request lines call what the title names.
func (r *reader) isFunction() bool {
	return r.title.action != "" && !slices.ContainsFunc(r.lines, func(l *line) bool {
		return l.method != "GET" || !strings.EqualFold(l.template.lastWord(), r.title.action)
	})
}

// callsOfPath takes the rows of the table of path parameters that no request line
// has for those of the function that the page is about.
func (r *reader) callsOfPath() {
	for _, row := range r.rows {
		if !slices.ContainsFunc(r.lines, func(l *line) bool { return l.template.has(row.name) }) {
			r.call(row.name)
		}
	}
}

// callsOfBody takes the rows of the table in the section on the request body for
// the parameters of the function that the page is about: a GET sends no body.
func (r *reader) callsOfBody() {
	for t, c := range r.bodyTables() {
		if c.kind < 0 {
			continue
		}
		for i := range t.Rows {
			r.paramRow(c, &t.Rows[i], true)
		}
	}
}

// lacksCalls reports whether all request lines are those of a function and none
// has its parameters. The functions that it is called on may have theirs.
func (r *reader) lacksCalls() bool {
	for _, l := range r.lines {
		t := l.template
		if l.method != "GET" || t.endsInHole() || len(t.query) > 0 || strings.HasPrefix(t.lastWord(), "$") || len(t.segments) == 0 {
			return false
		}
		for _, p := range t.segments[len(t.segments)-1] {
			if p.arg != "" || !p.hole && strings.Contains(p.text, "(") {
				return false
			}
		}
		if slices.ContainsFunc(t.segments, func(s []piece) bool {
			return slices.ContainsFunc(s, func(p piece) bool { return p.arg != "" && r.arguments[strings.ToLower(p.arg)] })
		}) {
			return false
		}
	}
	return true
}

// leaveOptional adds the call of a function without those of its arguments
// that their table calls optional (OData CSDL 4.01, section 12.9.1, has the
// same as overloads).
func (r *reader) leaveOptional() {
	for _, l := range r.lines[:len(r.lines):len(r.lines)] {
		without, ok := r.withoutOptional(l.template.path)
		if !ok || len(l.template.query) > 0 {
			continue
		}
		template := parsePath(without, r.arguments)
		if slices.ContainsFunc(r.lines, func(other *line) bool {
			return other.method == l.method && other.template.shape() == template.shape()
		}) {
			continue
		}
		r.finding(l.pos, ruleLineOptional, "the table of function parameters lets arguments away: %s", without)
		r.lines = append(r.lines, &line{method: l.method, template: template, pos: l.pos})
	}
}

// withoutOptional takes the optional arguments out of a path that ends in a
// call, and the brackets too where nothing is left.
func (r *reader) withoutOptional(path string) (without string, ok bool) {
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") {
		return "", false
	}
	var kept []string
	arguments := strings.Split(path[open+1:len(path)-1], ",")
	for _, argument := range arguments {
		name, _, named := strings.Cut(argument, "=")
		row := r.pathRows[rowKey(strings.TrimSpace(name))]
		if !named {
			return "", false
		}
		if row == nil || !strings.HasPrefix(strings.ToLower(plain(row.description)), "optional") {
			kept = append(kept, argument)
		}
	}
	if len(kept) == len(arguments) {
		return "", false
	}
	if len(kept) == 0 {
		return path[:open], true
	}
	return path[:open] + "(" + strings.Join(kept, ",") + ")", true
}

// group puts lines of one method and one end into one operation.
func (r *reader) group() {
	byKey := map[string]*draft{}
	shapes := map[string]bool{}
	for _, l := range r.lines {
		end := r.endOf(l)
		key := l.method + " " + end
		d := byKey[key]
		shape := l.method + l.template.shape()
		if shapes[shape] {
			for _, q := range l.template.query {
				r.routeQuery(d, nil, q)
			}
			continue
		}
		shapes[shape] = true
		if d == nil {
			d = &draft{end: end, op: &model.Operation{Method: l.method, Page: r.page.Path, Line: l.pos.Line, Title: r.page.Title}}
			byKey[key] = d
			r.drafts = append(r.drafts, d)
			r.out.Ops = append(r.out.Ops, d.op)
		}
		d.lines = append(d.lines, l)
	}
	for _, d := range r.drafts {
		r.routes(d)
	}
}

// routes makes the routes of an operation. Parameters of one name are one
// parameter in all of them.
func (r *reader) routes(d *draft) {
	params := map[string]*model.Parameter{}
	for _, l := range d.lines {
		route := &model.Route{Path: l.template.path, Position: l.pos}
		for _, s := range l.template.segments {
			segment := make(model.Segment, 0, len(s))
			for i := range s {
				segment = append(segment, r.part(d, l, &s[i], params))
			}
			route.Segments = append(route.Segments, segment)
		}
		for _, q := range l.template.query {
			r.routeQuery(d, route, q)
		}
		why := whyPath
		if r.fromExamples {
			why = whyPathExample
		}
		d.op.Reasons.Add("path", why, l.pos, route.Path)
		d.op.Routes = append(d.op.Routes, route)
		d.op.Paths = append(d.op.Paths, route.Path)
	}
	if d.op.PathParameters == nil {
		d.op.PathParameters = []*model.Parameter{}
	}
	r.suffixes(d.op)
}

func (r *reader) part(d *draft, l *line, p *piece, params map[string]*model.Parameter) model.Part {
	if !p.hole {
		return model.Part{Text: p.text}
	}
	name := l.names[p]
	param := params[strings.ToLower(name)]
	if param == nil {
		param = holeParam(*p, name)
		param.Position = l.pos
		params[strings.ToLower(name)] = param
		d.op.PathParameters = append(d.op.PathParameters, param)
		r.typeParam(d.op, param, p)
	}
	for _, alias := range p.aliases {
		param.Aliases = appendNew(param.Aliases, alias)
	}
	return model.Part{Param: param, Quoted: p.quoted, Path: p.path}
}

// typeParam takes a parameter's type and description from the tables. Without
// one it is a string, or the enum that a literal in the path names.
func (r *reader) typeParam(op *model.Operation, param *model.Parameter, p *piece) {
	because := func(why *model.Why, words string) {
		op.Reasons.Add("parameter "+param.Name, why, param.Position, words)
	}
	row := r.pathRows[rowKey(param.Name)]
	if row == nil {
		row = r.pathRows[rowKey(p.name)]
	}
	if row == nil {
		if p.enum != "" {
			because(whyParameterEnum, p.enum)
			r.decl.ReferName(&param.Ref, p.enum, "", param.Position)
			return
		}
		because(whyParameterHole, param.Name)
		return
	}
	row.used = true
	param.Position = row.pos
	because(whyParameterTable, plain(row.kind))
	param.Description = plain(row.description)
	if plain(row.kind) != "" {
		r.decl.Refer(&param.Ref, row.kind, row.description, "", param.Name, row.pos)
	}
	if p.quoted && unquoted[param.Type] {
		because(whyQuoted, param.Type)
		param.Type = "Edm.String" // the request line has the word: what is in quotes is a string
	}
}

// unquoted are the types whose literals stand in a URL without quotes (OData
// ABNF, primitiveLiteral).
var unquoted = map[string]bool{
	"Edm.DateTimeOffset": true, "Edm.Date": true, "Edm.TimeOfDay": true, "Edm.Guid": true, "Edm.Boolean": true,
	"Edm.Int16": true, "Edm.Int32": true, "Edm.Int64": true, "Edm.Single": true, "Edm.Double": true, "Edm.Decimal": true,
}

// routeQuery adds an option of a request line's query: system query options
// are optional and the operation's, all others the route's and required. A nil
// route is one that the operation has already.
func (r *reader) routeQuery(d *draft, route *model.Route, q queryPiece) {
	if strings.HasPrefix(q.name, "$") {
		d.op.QueryParameters = addParam(d.op.QueryParameters, odataOption(strings.ToLower(q.name), source.Position{File: r.page.Path, Line: d.op.Line}))
		return
	}
	if route == nil {
		return
	}
	for _, known := range d.op.Routes {
		for _, p := range known.Query {
			if p.Name == q.name {
				route.Query = append(route.Query, p)
				return
			}
		}
	}
	param := &model.Parameter{Name: q.name, Aliases: []string{}, Required: true, Position: route.Position}
	param.Type = "Edm.String"
	if len(q.value) == 1 && q.value[0].hole && q.value[0].name != q.name {
		param.Literal = q.value[0].name
	}
	r.typeParam(d.op, param, &piece{name: q.name})
	param.Required = true
	route.Query = append(route.Query, param)
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func addParam(list []*model.Parameter, p *model.Parameter) []*model.Parameter {
	for _, have := range list {
		if strings.EqualFold(have.Name, p.Name) {
			return list
		}
	}
	return append(list, p)
}
