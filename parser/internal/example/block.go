package example

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Block is a request or a response among the examples. Exactly one of Request
// and Response is set.
type Block struct {
	Request  *model.ExampleRequest
	Response *model.ExampleResponse
	Pos      source.Position // the first line
	BodyPos  source.Position // the first line of the body
	JSON     *lenient.Value  // the body, or nil if it is missing or not JSON
	Strict   *lenient.Value  // JSON, or nil if the body in the model is a correction of the one on the page
	// Type and Collection are the annotated type. Type is empty without one.
	Type       string
	Collection bool
	// Template is set if the request is also a request line of the page.
	Template bool
	// Own is set for a block that is not below the heading of an example. It documents
	// its content.
	Own bool

	// ListProperty is the member of the body with the list of values, if the annotation
	// says that it is another one than "value".
	ListProperty string
	// Idempotent is set if the annotation says that the request changes nothing: it
	// calls a function.
	Idempotent bool

	// Ignored is set if the annotation says so: the block need not be a correct
	// example, and has no findings.
	Ignored bool
	// Whole is set if the annotation says that the body is not truncated.
	Whole bool
	// Opaque is set if the annotation marks the URL as one outside the API.
	Opaque bool
	// SampleKeys are the values in the URL that the annotation marks as keys.
	SampleKeys []string

	request bool     // the annotation calls the block a request
	names   []string // the names in the annotation
}

// Examples are the requests and responses of a page, in order.
type Examples struct {
	Blocks   []*Block
	Count    model.Count
	Findings source.Findings

	status int // see [Read]
}

// Read reads the requests and responses of a page: annotated blocks, blocks
// below the heading of an example, and every block that begins with a status
// line. The given status is that of responses that show only a body.
func Read(o *outline.Outline, status int) *Examples {
	e := &Examples{status: status}
	for _, s := range o.Parts {
		e.section(s, o.About(s))
	}
	return e
}

// section reads the blocks of a section, and the facts about them in its title and
// its text.
func (e *Examples) section(s *page.Section, about dialect.Section) {
	says := dialect.ExampleOf(s.Title)
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *page.Prose:
			if said := dialect.ExampleOf(outline.Plain(b.Text)); said != dialect.AnyExample {
				says = said
			}
		case *page.Code:
			if IsExample(about, b) {
				from := len(e.Blocks)
				e.read(b, about == dialect.RequestLines)
				for _, block := range e.Blocks[from:] {
					block.Own = about != dialect.Example
				}
			} else if about == dialect.Example && isBareJSON(b) {
				e.bare(b, says)
			}
		}
	}
}

// IsExample reports whether a code block of a section is a request or a response with
// a first line.
func IsExample(about dialect.Section, code *page.Code) bool {
	first := notation.FirstLine(code.Text)
	switch outline.BlockType(code) {
	case "request", "response":
		return true
	case "example": // usually the JSON of a type, but sometimes a request or response
		return notation.StartsWithMethod(first) || notation.IsStatusLine(first)
	case "resource", "simulatedResponse", "testParams":
		return false
	}
	if notation.IsStatusLine(first) {
		return about != dialect.Aside
	}
	return about == dialect.Example && notation.StartsWithMethod(first)
}

// isBareJSON reports whether a block without annotation begins as JSON does.
func isBareJSON(code *page.Code) bool {
	first := notation.FirstLine(code.Text)
	return code.Annotation == nil && (strings.HasPrefix(first, "{") || strings.HasPrefix(first, "["))
}

// bare reads a body without a first line. It belongs to the previous request or
// response without a body, or else to a response of its own.
func (e *Examples) bare(code *page.Code, says dialect.ExampleKind) {
	var last *Block
	if len(e.Blocks) > 0 {
		last = e.Blocks[len(e.Blocks)-1]
	}
	switch {
	case last != nil && last.Response != nil && says != dialect.RequestExample:
		if last.isEmpty() && hasContent(last.Response.Status) {
			e.body(last, code)
		} else if says == dialect.ResponseExample {
			e.read(code, false)
		}
	case last == nil || last.Request == nil:
		if says == dialect.ResponseExample {
			e.read(code, false)
		}
	case says == dialect.ResponseExample || last.Request.Method == "GET" || !last.isEmpty() && says != dialect.RequestExample:
		e.read(code, false)
	case last.isEmpty():
		e.body(last, code)
	}
}

// hasContent reports whether a response of a status can have a body.
func hasContent(status int) bool { return status >= 200 && status != 204 && status != 304 }

// isEmpty reports whether a block has no body.
func (b *Block) isEmpty() bool {
	if b.Request != nil {
		return b.Request.JSON == "" && b.Request.Text == ""
	}
	return b.Response.JSON == "" && b.Response.Text == ""
}

// body adds the body in a separate block to a block.
func (e *Examples) body(b *Block, code *page.Code) {
	e.Count.Of++
	e.Count.Read++
	headers, json, text := e.content(b, code.Text, code.TextPos)
	if b.Request != nil {
		b.Request.Headers, b.Request.JSON, b.Request.Text = append(b.Request.Headers, headers...), json, text
	} else {
		b.Response.Headers, b.Response.JSON, b.Response.Text = append(b.Response.Headers, headers...), json, text
	}
}

// read reads the messages of a block.
func (e *Examples) read(code *page.Code, template bool) {
	for _, m := range split(code) {
		b := &Block{Pos: m.pos, Template: template}
		if a := code.Annotation; a != nil && a.Fields != nil {
			b.Whole = isFalse(a.Fields.GetFold("truncated"))
			b.request, b.Ignored = a.BlockType == "request", a.BlockType == "ignored"
			b.SampleKeys = SampleKeys(a)
			b.Opaque = a.Fields.GetFold("opaqueUrl").Bool()
			b.Idempotent = a.Fields.GetFold("idempotent").Bool()
			if b.ListProperty = a.Fields.GetFold("collectionProperty").Str(); b.ListProperty == "value" {
				b.ListProperty = ""
			}
			b.names = a.Fields.GetFold("name").Strings()
			b.Type, b.Collection = payload.CutCollection(outline.AnnotatedType(a))
			if isNone(b.Type) {
				b.Type = ""
			}
			b.Collection = b.Collection || a.Fields.GetFold("isCollection").Bool()
		}
		before := len(e.Findings)
		e.message(b, m)
		e.checkAnnotation(b, code.Annotation)
		if b.Ignored {
			e.Findings = e.Findings[:before]
		}
		if !b.Template {
			e.Count.Of++
		}
		if b.Request == nil && b.Response == nil {
			e.Findings.Add(b.Pos, ruleUnread, "%.60q begins neither a request nor a response", notation.FirstLine(m.text))
			continue
		}
		e.Blocks = append(e.Blocks, b)
	}
}

// checkAnnotation compares an annotation with the request or response of its
// block.
func (e *Examples) checkAnnotation(b *Block, a *page.Annotation) {
	if a == nil || a.Fields == nil {
		return
	}
	if v := a.Fields.GetFold("expectError"); v.Bool() && b.Response != nil && b.Response.Status < 400 && b.JSON.GetFold("error") == nil {
		e.Findings.Add(a.At(v.Offset), ruleNoError, "the annotation expects an error, and the response has the status %d and no error", b.Response.Status)
	}
	if b.Request == nil {
		return
	}
	keys := a.Fields.GetFold("sampleKeys")
	for _, key := range b.SampleKeys {
		if !hasKey(b.Request.URL, key) {
			e.Findings.Add(a.At(keys.Offset), ruleNoKey, "the annotation marks %.60q as a key in the URL, which does not have it", key)
		}
	}
}

// hasKey reports whether a URL has a key, which either may escape.
func hasKey(address, key string) bool {
	unescaped := func(s string) string {
		if plain, err := url.PathUnescape(s); err == nil {
			s = plain
		}
		return strings.ToLower(s)
	}
	return strings.Contains(unescaped(address), unescaped(key))
}

// SampleKeys returns the values in the URL of a request that its annotation marks as
// keys.
func SampleKeys(a *page.Annotation) []string {
	if a == nil || a.Fields == nil {
		return nil
	}
	return a.Fields.GetFold("sampleKeys").Strings()
}

// isFalse reports whether a value is present and false.
func isFalse(v *lenient.Value) bool { return v != nil && strings.EqualFold(v.Text, "false") }

// isNone reports whether an annotated type means that there is no body, as
// "microsoft.graph.None" does.
func isNone(typ string) bool {
	return strings.EqualFold(typ[strings.LastIndexByte(typ, '.')+1:], "none")
}

// message reads the first line, the headers and the body.
func (e *Examples) message(b *Block, m message) {
	first, rest, _ := strings.Cut(m.text, "\n")
	pos := m.pos
	first = strings.TrimSpace(first)
	method, url := notation.CutMethod(first)
	switch {
	case method != "":
		pos.Line++
		for rest != "" {
			next, more, _ := strings.Cut(rest, "\n")
			next = strings.TrimSpace(next)
			if next == "" || !notation.Continues(next) {
				break
			}
			url, rest = notation.Join(url, next), more
			pos.Line++
		}
		r := &model.ExampleRequest{Method: method, URL: notation.CutHTTPVersion(url), Position: m.pos}
		r.Headers, r.JSON, r.Text = e.content(b, rest, pos)
		b.Request = r
	case notation.IsStatusLine(first):
		pos.Line++
		e.response(b, notation.StatusIn(first), rest, pos)
	case b.request:
	case strings.HasPrefix(first, "{") || strings.HasPrefix(first, "["):
		e.response(b, e.status, m.text, pos)
	}
}

func (e *Examples) response(b *Block, status int, text string, pos source.Position) {
	r := &model.ExampleResponse{Status: status}
	r.Headers, r.JSON, r.Text = e.content(b, text, pos)
	b.Response = r
}

// content reads headers and body.
func (e *Examples) content(b *Block, text string, pos source.Position) (headers []model.Header, json model.RawJSON, plain string) {
	c := readContent(text, pos)
	b.BodyPos, b.Strict = c.pos, nil
	if c.joined && c.body != "" && (c.body[0] == '{' || c.body[0] == '[') {
		e.Findings.Add(c.pos, ruleNoBlank, "the body follows the headers without a blank line: put one between them")
	}
	switch {
	case c.body == "":
		return c.headers, "", ""
	case c.isJSON():
		json, b.JSON = e.json(c.body, c.pos, IsOtherMedia(c.headers))
		if string(json) == c.body {
			b.Strict = b.JSON
		}
		if json != "" {
			return c.headers, json, ""
		}
	}
	return c.headers, "", c.body
}

// json returns the body as strict JSON, corrected if necessary. It returns an
// empty text if the body can't be corrected, which is no fault if the headers say
// that it is of another media type.
func (e *Examples) json(body string, pos source.Position, other bool) (model.RawJSON, *lenient.Value) {
	value, fixes, err := lenient.Parse(body)
	if err != nil && other {
		return "", nil
	}
	if err != nil {
		at := pos
		if bad := new(lenient.Error); errors.As(err, &bad) {
			at = pos.At(body, bad.Offset)
		}
		e.Findings.Add(at, ruleJSON, "not JSON: %v", err)
		return "", nil
	}
	if len(fixes) == 0 {
		return model.RawJSON(body), value
	}
	e.reportFixes(body, pos, fixes)
	strict, err := lenient.Strict(body)
	if err != nil {
		return "", nil
	}
	return model.RawJSON(strings.TrimRight(strict, " \t\r\n")), value
}

// reportFixes reports the first correction of each kind, and the number of
// corrections. The first finding has the edits for the whole body.
func (e *Examples) reportFixes(body string, pos source.Position, fixes []lenient.Fix) {
	var edits []source.Edit
	for _, edit := range lenient.Edits(body) {
		edits = append(edits, source.Edit{Position: pos.At(body, edit.From), Was: body[edit.From:edit.To], With: edit.With})
	}
	count := map[lenient.Mend]int{}
	for _, f := range fixes {
		count[f.Mend]++
	}
	for _, f := range fixes {
		n := count[f.Mend]
		if n == 0 {
			continue // already reported
		}
		count[f.Mend] = 0
		more := ""
		if n > 1 {
			more = ", here and at " + strconv.Itoa(n-1) + " other places"
		}
		e.Findings.AddFix(pos.At(body, f.Offset), ruleMended, edits, "not strict JSON: %s%s", f.Mend, more)
		edits = nil
	}
}
