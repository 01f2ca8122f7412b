package example

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// message is the text of one request or response in a code block.
type message struct {
	text string
	pos  source.Position
}

// split splits a block before each further request. Some blocks have two.
func split(code *page.Code) []message {
	var list []message
	text, pos, start, startPos := code.Text, code.TextPos, 0, code.TextPos
	seen := false
	for i := 0; i < len(text); pos.Line++ {
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			end = len(text) - i
		}
		line := strings.TrimSpace(text[i : i+end])
		switch {
		case line == "":
		case !seen:
			seen, start, startPos = true, i, pos
		case isRequest(line):
			list = append(list, message{text[start:i], startPos})
			start, startPos = i, pos
		}
		i += end + 1
	}
	return append(list, message{text[min(start, len(text)):], startPos})
}

// isRequest reports whether a line is a request line with an absolute URL or a
// path.
func isRequest(line string) bool {
	method, rest := notation.CutMethod(line)
	return method != "" && (strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "http"))
}

// content is the part of a message after its first line.
type content struct {
	headers []model.Header
	body    string
	pos     source.Position // the body
	joined  bool            // no blank line separates headers and body
}

// readContent reads headers and body. Blank lines may precede the headers, and
// may be missing before the body. After a blank line, only HTTP headers count:
// the body may be an e-mail or a card with headers of its own.
func readContent(text string, pos source.Position) content {
	c := content{headers: []model.Header{}}
	blank := false
	for text != "" {
		first, rest, _ := strings.Cut(text, "\n")
		if first = strings.TrimSpace(first); first == "" || strings.HasPrefix(first, "```") {
			blank = true // the fence of a body in a separate block, after an unclosed fence of the headers
		} else {
			header, ok := readHeader(first)
			if !ok || blank && !ofHTTP(header.Name) {
				break
			}
			c.headers = append(c.headers, header)
		}
		text = rest
		pos.Line++
	}
	c.joined = !blank && len(c.headers) > 0 && text != ""
	c.pos = pos
	c.body = strings.TrimRight(text, " \t\r\n")
	return c
}

func readHeader(line string) (h model.Header, ok bool) {
	name, value, ok := strings.Cut(line, ":")
	name = strings.TrimSpace(name)
	return model.Header{Name: name, Value: strings.TrimSpace(value)}, ok && notation.IsHeader(name) && !strings.HasPrefix(value, "//")
}

// httpHeaders has the headers that can't be mistaken for a line of a body, in
// lower case: those of RFC 9110 that occur in examples, those of OData, and
// private ones. "From", "Date" and "Received" are left out because e-mails have
// them, too.
var httpHeaders = map[string]bool{
	"accept": true, "authorization": true, "cache-control": true, "client-request-id": true, "consistencylevel": true, "content-length": true,
	"content-location": true, "content-range": true, "content-type": true, "etag": true, "host": true, "if-match": true, "if-none-match": true,
	"last-modified": true, "location": true, "prefer": true, "preference-applied": true, "request-id": true, "retry-after": true,
	"transfer-encoding": true, "www-authenticate": true,
}

func ofHTTP(name string) bool {
	name = strings.ToLower(name)
	return httpHeaders[name] || strings.HasPrefix(name, "x-") || strings.HasPrefix(name, "accept-") || strings.HasPrefix(name, "odata-")
}

// isJSON reports whether the body is meant to be JSON.
func (c *content) isJSON() bool {
	switch c.body[0] {
	case '{', '[':
		return !strings.HasPrefix(c.body, "{Raw ") && !strings.HasPrefix(c.body, "{raw ")
	}
	trimmed := strings.TrimLeft(c.body, " \t")
	if trimmed[0] == '{' || trimmed[0] == '[' || strings.HasPrefix(trimmed, "//") {
		return true
	}
	if !strings.Contains(strings.ToLower(Header(c.headers, "Content-Type")), "json") {
		return false
	}
	for _, start := range [...]string{`"`, "-", "true", "false", "null"} {
		if strings.HasPrefix(trimmed, start) {
			return true
		}
	}
	return '0' <= trimmed[0] && trimmed[0] <= '9'
}

// IsOtherMedia reports whether the headers give a body a media type other than
// JSON.
func IsOtherMedia(headers []model.Header) bool {
	media := strings.ToLower(Header(headers, "Content-Type"))
	return strings.Contains(media, "/") && !strings.Contains(media, "json")
}

// Header returns the value of a header, or an empty string.
func Header(headers []model.Header, name string) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}
