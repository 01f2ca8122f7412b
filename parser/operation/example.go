package operation

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// exampleBlock is a request or a response among the examples. Exactly one of
// request and response is set.
type exampleBlock struct {
	request  *model.ExampleRequest
	response *model.ExampleResponse
	pos      source.Position
	names    []string // annotated
	json     *lenient.Value
	// kind and collection are the annotated type; kind is empty where none is.
	kind       string
	collection bool
	template   bool // a request line that is an example too
}

// pairing is an example with what its blocks said beyond the model.
type pairing struct {
	example           *model.Example
	request, response *exampleBlock
}

// annotatedType is the type that an annotation names. "@type" wins over
// "@odata.type".
func annotatedType(a *page.Annotation) string {
	if a == nil || a.Fields == nil {
		return ""
	}
	if t := a.Fields.GetFold("@type").Str(); t != "" {
		return t
	}
	return a.Fields.GetFold("@odata.type").Str()
}

// exampleBlocks reads all requests and responses of the page, in order: what
// is annotated as one, what stands under an example's heading, and every block
// that begins with a status line.
func (r *reader) exampleBlocks() []*exampleBlock {
	var list []*exampleBlock
	for _, s := range r.page.Sections {
		for _, b := range s.Blocks {
			if code, ok := b.(*page.Code); ok && r.isExample(s, code) {
				list = r.exampleBlock(list, code, r.roles[s])
			}
		}
	}
	return list
}

func blockType(code *page.Code) string {
	if code.Annotation == nil {
		return ""
	}
	return code.Annotation.BlockType
}

func (r *reader) isExample(s *page.Section, code *page.Code) bool {
	in, first := r.roles[s], firstLine(code.Text)
	switch blockType(code) {
	case "request":
		return startsWithMethod(first)
	case "response":
		return true
	case "example": // mostly JSON of a type, but some are a request, and say so
		return startsWithMethod(first) || isStatusLine(first)
	case "resource", "simulatedResponse", "testParams":
		return false
	}
	switch {
	case isStatusLine(first):
		return in != roleAside
	case in == roleExample:
		return startsWithMethod(first) || code.Annotation == nil && answers(s.Title) && strings.HasPrefix(first, "{")
	}
	return false
}

// answers reports whether a heading among the examples is that of a response:
// JSON below it is one, also without a line that says so.
func answers(title string) bool {
	return len(title) >= len("response") && strings.EqualFold(title[:len("response")], "response")
}

// isStatusLine reports whether a line begins a response: "HTTP/1.1 200 OK",
// "HTTP 201 Created", "HTTP code: 200".
func isStatusLine(line string) bool {
	return strings.HasPrefix(line, "HTTP") && statusIn(line) > 0
}

// statusIn returns the status code in a line, or 0.
func statusIn(line string) int {
	_, status := findStatus(line)
	return status
}

func (r *reader) exampleBlock(list []*exampleBlock, code *page.Code, in role) []*exampleBlock {
	parts := splitMessages(code)
	for i := range parts {
		m := &parts[i]
		b := &exampleBlock{pos: m.pos, template: in == roleLines}
		if a := code.Annotation; a != nil && a.Fields != nil {
			b.names = a.Fields.GetFold("name").Strings()
			b.kind, b.collection = collectionOf(annotatedType(a))
			if isNone(b.kind) {
				b.kind = ""
			}
			b.collection = b.collection || a.Fields.GetFold("isCollection").Bool()
		}
		r.message(b, m)
		if b.template {
			list = append(list, b)
			continue
		}
		r.out.Examples.Of++
		if b.request == nil && b.response == nil {
			r.finding(b.pos, ruleExampleUnread, "%.60q begins neither a request nor a response", firstLine(m.text))
			continue
		}
		list = append(list, b)
	}
	return list
}

// collectionOf takes Collection(T) apart.
func collectionOf(name string) (string, bool) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if len(name) > 11 && strings.EqualFold(name[:11], "collection(") {
		return strings.TrimSpace(strings.TrimSuffix(name[11:], ")")), true
	}
	return name, false
}

// message is the text of one request or response of a block.
type message struct {
	text string
	pos  source.Position
}

// splitMessages cuts a block where another request begins: some hold two.
func splitMessages(code *page.Code) []message {
	var list []message
	pos, start, startPos := code.TextPos, 0, code.TextPos
	seen := false
	for i := 0; i < len(code.Text); pos.Line++ {
		end := strings.IndexByte(code.Text[i:], '\n')
		if end < 0 {
			end = len(code.Text) - i
		}
		lineText := strings.TrimSpace(code.Text[i : i+end])
		method, rest := cutMethod(lineText)
		isRequest := method != "" && (strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "http"))
		if isRequest && seen {
			list = append(list, message{code.Text[start:i], startPos})
			start, startPos = i, pos
		}
		if lineText != "" && !seen {
			seen = true
			start, startPos = i, pos
		}
		i += end + 1
	}
	return append(list, message{code.Text[min(start, len(code.Text)):], startPos})
}

// message reads the first line, the headers and the body.
func (r *reader) message(b *exampleBlock, m *message) {
	first, rest, _ := strings.Cut(m.text, "\n")
	pos := m.pos
	first = strings.TrimSpace(first)
	method, url := cutMethod(first)
	switch {
	case method != "":
		b.request = &model.ExampleRequest{Method: method, Position: m.pos}
		pos.Line++
		for rest != "" {
			next, more, _ := strings.Cut(rest, "\n")
			next = strings.TrimSpace(next)
			if next == "" || !strings.ContainsRune("?&$", rune(next[0])) {
				break
			}
			url, rest = continued(url, next), more
			pos.Line++
		}
		b.request.URL = cutHTTPVersion(url)
		c := r.content(rest, pos)
		b.request.Headers, b.request.JSON, b.request.Text, b.request.BodyPosition, b.json = c.headers, c.json, c.text, c.pos, c.value
	case isStatusLine(first):
		pos.Line++
		b.respond(statusIn(first), m.pos, r.content(rest, pos))
	case strings.HasPrefix(first, "{") || strings.HasPrefix(first, "["):
		b.respond(r.saidStatus(), m.pos, r.content(m.text, pos))
	}
}

func (b *exampleBlock) respond(status int, pos source.Position, c content) {
	b.response = &model.ExampleResponse{Status: status, Headers: c.headers, JSON: c.json, Text: c.text, Position: pos, BodyPosition: c.pos}
	b.json = c.value
}

// saidStatus is the first success status that the prose of the page names, or
// 200.
func (r *reader) saidStatus() int {
	for _, a := range r.answers() {
		if 200 <= a.status && a.status < 300 && !a.empty {
			return a.status
		}
	}
	return 200
}

// isNone reports whether an annotated type says that there is no body:
// "microsoft.graph.None".
func isNone(kind string) bool {
	return strings.EqualFold(kind[strings.LastIndexByte(kind, '.')+1:], "none")
}

// content is what follows the first line of a message.
type content struct {
	headers []model.Header
	json    model.RawJSON
	text    string
	value   *lenient.Value // of json
	pos     source.Position
}

// content reads headers and body. Blank lines may stand before the headers
// too, and none before the body. Behind a blank line only a header of HTTP's is
// one: the body may be a mail or a card, which has headers of its own.
func (r *reader) content(text string, pos source.Position) content {
	c := content{headers: []model.Header{}}
	blank := false
	for text != "" {
		first, rest, _ := strings.Cut(text, "\n")
		if trimmed := strings.TrimSpace(first); trimmed != "" {
			name, value, ok := strings.Cut(trimmed, ":")
			name = strings.TrimSpace(name)
			if !ok || !headerName(name) || strings.HasPrefix(value, "//") || blank && !ofHTTP(name) {
				break
			}
			c.headers = append(c.headers, model.Header{Name: name, Value: strings.TrimSpace(value)})
		} else {
			blank = true
		}
		text = rest
		pos.Line++
	}
	c.pos = pos
	body := strings.TrimRight(text, " \t\r\n")
	switch {
	case body == "":
	case jsonLike(body, c.headers):
		r.readJSON(&c, body)
	default:
		c.text = body
	}
	return c
}

// ofHTTP reports whether a header can be told from a line of a body: it is one of
// RFC 9110's that examples have, or of OData's, or a private one. "From", "Date"
// and "Received" are as good as any mail's.
func ofHTTP(name string) bool {
	switch name = strings.ToLower(name); name {
	case "accept", "authorization", "cache-control", "client-request-id", "consistencylevel", "content-length", "content-location",
		"content-range", "content-type", "etag", "host", "if-match", "if-none-match", "last-modified", "location", "prefer",
		"preference-applied", "request-id", "retry-after", "transfer-encoding", "www-authenticate":
		return true
	}
	return strings.HasPrefix(name, "x-") || strings.HasPrefix(name, "accept-") || strings.HasPrefix(name, "odata-")
}

// readJSON sets the body, mended where it needs to be, or as text where it
// can't be mended.
func (r *reader) readJSON(c *content, body string) {
	value, fixes, err := lenient.Parse(body)
	if err != nil {
		at := c.pos
		var e *lenient.Error
		if errors.As(err, &e) {
			at = offset(c.pos, body, e.Offset)
		}
		r.finding(at, ruleExampleJSON, "not JSON: %v", err)
		c.text = body
		return
	}
	r.reportFixes(c, body, fixes)
	if len(fixes) > 0 {
		if body, err = lenient.Strict(body); err != nil {
			c.text = body
			return
		}
		body = strings.TrimRight(body, " \t\r\n")
	}
	c.json, c.value = model.RawJSON(body), value
}

// reportFixes reports the first fix of each kind, with how many there are.
func (r *reader) reportFixes(c *content, body string, fixes []lenient.Fix) {
	if len(fixes) == 0 {
		return
	}
	var edits []source.Edit
	for _, e := range lenient.Edits(body) {
		edits = append(edits, source.Edit{Position: offset(c.pos, body, e.From), Was: body[e.From:e.To], With: e.With})
	}
	for i, f := range fixes {
		first := true
		n := 0
		for j, other := range fixes {
			if other.Mend == f.Mend {
				n++
				first = first && j >= i
			}
		}
		switch {
		case !first:
		case n == 1:
			r.out.Findings.AddFix(offset(c.pos, body, f.Offset), ruleExampleMended, edits, "not strict JSON: %s", f.Mend)
		default:
			r.out.Findings.AddFix(offset(c.pos, body, f.Offset), ruleExampleMended, edits, "not strict JSON: %s, here and %d times more", f.Mend, n-1)
		}
		if first {
			edits = nil // they mend all of it
		}
	}
}

// jsonLike reports whether a body is meant to be JSON.
func jsonLike(body string, headers []model.Header) bool {
	switch body[0] {
	case '{', '[':
		return !strings.HasPrefix(body, "{Raw ") && !strings.HasPrefix(body, "{raw ")
	}
	trimmed := strings.TrimLeft(body, " \t")
	if trimmed[0] == '{' || trimmed[0] == '[' || trimmed[0] == '/' && strings.HasPrefix(trimmed, "//") {
		return true
	}
	if contentType := header(headers, "Content-Type"); !strings.Contains(strings.ToLower(contentType), "json") {
		return false
	}
	return trimmed[0] == '"' || isDigit(trimmed[0]) || trimmed[0] == '-' || strings.HasPrefix(trimmed, "true") || strings.HasPrefix(trimmed, "false") || strings.HasPrefix(trimmed, "null")
}

func header(headers []model.Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// offset returns the position of an offset in a text that starts at a line's
// beginning at pos. All lines of the text are indented alike in the page.
func offset(pos source.Position, text string, at int) source.Position {
	at = min(at, len(text))
	pos.Line += strings.Count(text[:at], "\n")
	pos.Col += at - (strings.LastIndexByte(text[:at], '\n') + 1)
	return pos
}

// pair puts each response to its request: the one whose name it has, else the
// last one before it.
func (r *reader) pair(blocks []*exampleBlock) []*pairing {
	var list []*pairing
	for _, b := range blocks {
		switch {
		case b.request != nil:
			list = append(list, &pairing{request: b})
		case b.response != nil:
			list = r.pairResponse(list, b)
		}
	}
	list = slices.DeleteFunc(list, func(p *pairing) bool { return p.request.template && p.response == nil })
	names := map[string]bool{}
	for _, p := range list {
		if p.response == nil {
			r.finding(p.request.pos, ruleExampleNoReply, "the request has no response")
			r.count(p.request)
		}
		p.example = &model.Example{Name: r.exampleName(p, names), Line: p.request.pos.Line, Request: p.request.request}
		if p.response != nil {
			p.example.Response = p.response.response
		}
	}
	return list
}

func (r *reader) pairResponse(list []*pairing, b *exampleBlock) []*pairing {
	at := -1
	for i, p := range list {
		for _, name := range b.names {
			if slices.Contains(p.request.names, name) && (at < 0 || list[at].response != nil) {
				at = i
			}
		}
	}
	if at < 0 {
		at = len(list) - 1
	}
	if at < 0 {
		list, at = append(list, r.ownRequest(b)), 0
	}
	r.count(b)
	p := list[at]
	if p.response == nil {
		p.response = b
		r.count(p.request)
		return list
	}
	return append(list, &pairing{request: p.request, response: b})
}

// ownRequest stands for the request that a page has left out before its first
// response: that of its first request line.
func (r *reader) ownRequest(b *exampleBlock) *pairing {
	l := r.lines[0]
	r.finding(b.pos, ruleExampleAlone, "the response follows no request: it is read as the answer to %s %s", l.method, l.template.path)
	request := &model.ExampleRequest{Method: l.method, URL: l.template.path, Headers: []model.Header{}, Position: b.pos}
	return &pairing{request: &exampleBlock{request: request, pos: b.pos, names: b.names, template: true}}
}

// count counts a block that is in the model.
func (r *reader) count(b *exampleBlock) {
	if !b.template {
		r.out.Examples.Read++
	}
}

func (r *reader) exampleName(p *pairing, taken map[string]bool) string {
	name := ""
	if len(p.request.names) > 0 {
		name = cleanName(p.request.names[0])
	}
	if name == "" {
		name = "example"
	}
	base := name
	for n := 2; taken[name]; n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	taken[name] = true
	return name
}

// cleanName keeps letters, digits, "-", "." and "_" of an annotated name, so
// that it can be the name of a test; other runs become "_".
func cleanName(name string) string {
	var b strings.Builder
	gap := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !isLetter(c) && !isDigit(c) && c != '-' && c != '.' && c != '_' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteByte(c)
	}
	return b.String()
}
