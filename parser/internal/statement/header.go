package statement

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Headers are the request headers in the tables of a page.
type Headers struct {
	List []*model.Parameter // without headers that clients set automatically
	// MediaTypes has the media types in the row of Content-Type, in lower case and
	// without duplicates.
	MediaTypes []string
	Rows       model.Count
	Findings   source.Findings

	named map[string]*model.Parameter // by the name in lower case
}

// ReadHeaders reads the tables of request headers. Unless the table header says
// otherwise, the first column has the names and the last one the descriptions.
func ReadHeaders(o *outline.Outline) *Headers {
	h := &Headers{List: []*model.Parameter{}}
	for s := range o.Sections(dialect.RequestHeaders) {
		for t := range outline.Tables(s) {
			c := &t.Columns
			c.Name = max(c.Name, 0)
			if c.Description < 0 {
				c.Description = c.Type
			}
			if c.Description < 0 {
				c.Description = len(t.Header) - 1
			}
			for row := range t.Rows() {
				h.row(row)
			}
		}
	}
	return h
}

// ResponseHeaders reads the tables of response headers.
func ResponseHeaders(o *outline.Outline) *Headers {
	h := &Headers{List: []*model.Parameter{}}
	for s := range o.Sections(dialect.ResponseHeaders) {
		for t := range outline.Tables(s) {
			t.Columns.Name = max(t.Columns.Name, 0)
			for row := range t.Rows() {
				h.row(row)
			}
		}
	}
	return h
}

func (h *Headers) row(row outline.Row) {
	h.Rows.Of++
	label := strings.Trim(row.Label(), " `*:\u00a0")
	name, value := cutHeader(label)
	if !notation.IsHeader(name) {
		h.Findings.Add(row.Pos(), ruleHeaderUnread, "%q is not the name of a header", label)
		return
	}
	h.Rows.Read++
	description := row.Description()
	if value != "" {
		description = strings.TrimSpace(value + ": " + description)
	}
	if strings.EqualFold(name, "Content-Type") {
		h.MediaTypes = append(h.MediaTypes, mediaTypes(description)...)
	}
	if isOwn(name) {
		return
	}
	if h.named == nil {
		h.named = map[string]*model.Parameter{}
	}
	lower := strings.ToLower(name)
	if p := h.named[lower]; p != nil {
		p.Description = strings.TrimSpace(p.Description + " " + description)
		return
	}
	p := &model.Parameter{Name: name, Aliases: []string{}, Description: description, Position: row.Pos(), Required: row.Required()}
	p.Type = edm.String
	h.List = append(h.List, p)
	h.named[lower] = p
}

// mediaType matches a media type of RFC 6838, or a range of them: "image/*".
var mediaType = regexp.MustCompile(`(?i)\b(application|audio|font|image|message|model|multipart|text|video)/(\*|[a-z0-9][a-z0-9!#$&^_+-]*(\.[a-z0-9!#$&^_+-]+)*)`)

// mediaTypes returns the media types in a text, in lower case and without duplicates.
func mediaTypes(text string) []string {
	var list []string
	for _, found := range mediaType.FindAllString(text, -1) {
		if found = strings.ToLower(found); !slices.Contains(list, found) {
			list = append(list, found)
		}
	}
	return list
}

// cutHeader splits the name of a header from a value or remark: "Prefer: wait",
// "If-Match (optional)".
func cutHeader(label string) (name, value string) {
	i := strings.IndexAny(label, ": =(")
	if i <= 0 {
		return label, ""
	}
	if label[i] == ' ' && !strings.Contains(label[:i], "-") && (label[0] < 'A' || label[0] > 'Z') {
		return label, strings.Trim(label[i:], ": =") // prose
	}
	return label[:i], strings.Trim(label[i:], ": =")
}

// isOwn reports whether clients set a header automatically.
func isOwn(name string) bool {
	switch lower := strings.ToLower(name); lower {
	case "authorization", "accept", "host":
		return true
	default:
		return strings.HasPrefix(lower, "content-")
	}
}
