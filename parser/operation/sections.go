package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// role says what a section of an API page is about.
type role uint8

const (
	roleNone role = iota
	roleIntro
	roleLines
	rolePermissions
	roleQuery
	rolePath
	roleFunction
	roleHeaders
	roleBody
	roleResponse
	roleExample
	roleAside // remarks, errors, notifications: nothing of the model
)

// headings tells roles by what a heading begins with, in lower case. The
// first row that fits counts.
var headings = []struct {
	prefix string
	role   role
}{
	{"http request", roleLines},
	{"permission", rolePermissions},
	{"prerequisite", rolePermissions},
	{"example", roleExample},
	{"request body", roleBody},
	{"request header", roleHeaders},
	{"optional request header", roleHeaders},
	{"response header", roleAside},
	{"optional quer", roleQuery},
	{"query", roleQuery},
	{"odata query", roleQuery},
	{"supported query", roleQuery},
	{"path param", rolePath},
	{"uri param", rolePath},
	{"url param", rolePath},
	{"function param", roleFunction},
	{"parameters", roleFunction},
	{"request 1", roleExample},
	{"request 2", roleExample},
	{"response 1", roleExample},
	{"response 2", roleExample},
	{"response code", roleAside},
	{"response", roleResponse},
	{"error", roleAside},
	{"exceptions", roleAside},
	{"notification", roleAside},
	{"remarks", roleAside},
	{"see also", roleAside},
	{"related content", roleAside},
	{"known issues", roleAside},
	{"next steps", roleAside},
}

// roles returns the role of each section. What stands under an example is an
// example; a heading that says nothing takes the role of the one above it.
func roles(sections []*page.Section) map[*page.Section]role {
	of := make(map[*page.Section]role, len(sections))
	for _, s := range sections {
		of[s] = roleOf(s, of[s.Parent])
	}
	return of
}

func roleOf(s *page.Section, parent role) role {
	switch {
	case s.Level == 0:
		return roleNone
	case s.Level == 1:
		return roleIntro
	case parent == roleExample:
		return roleExample
	}
	title := strings.ToLower(s.Title)
	for _, h := range headings {
		if strings.HasPrefix(title, h.prefix) {
			return h.role
		}
	}
	if strings.Contains(title, "request header") {
		return roleHeaders
	}
	if strings.Contains(title, "query parameter") {
		return roleQuery
	}
	if title == "request" || strings.HasPrefix(title, "request ") {
		return roleExample
	}
	if parent == roleIntro {
		return roleNone
	}
	return parent
}

// plain is the text of spans without their markup, white space folded.
func plain(t page.Text) string {
	if len(t) == 1 && t[0].Kind != page.Break {
		return strings.TrimSpace(t[0].Text)
	}
	var b strings.Builder
	for _, span := range t {
		if span.Kind == page.Break {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(span.Text)
	}
	return strings.TrimSpace(b.String())
}

// resourceLink reports whether a link goes to a page of a type.
func resourceLink(s page.Span) bool {
	if s.Kind != page.Link || s.Target == "" {
		return false
	}
	target, _, _ := strings.Cut(s.Target, "#")
	if !strings.HasSuffix(strings.ToLower(target), ".md") {
		return false
	}
	return strings.Contains(target, "resources/") || !strings.Contains(target, "/") && strings.Contains(s.Target, "#")
}

// prose calls f for each text of a section that is no table and no code.
func prose(s *page.Section, f func(t page.Text, quote bool, pos source.Position)) {
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *page.Prose:
			f(b.Text, b.Quote, b.Pos)
		case *page.List:
			for i := range b.Items {
				f(b.Items[i].Text, false, b.Items[i].Pos)
			}
		}
	}
}

// columns are the columns of a table of parameters, -1 where there is none.
type columns struct{ name, kind, description, required int }

// describes reports whether more than names is in the table.
func (c columns) describes() bool { return c.kind >= 0 || c.description >= 0 }

var columnNames = map[string]int{
	"property": 0, "property name": 0, "name": 0, "parameter": 0, "parameters": 0, "parameter name": 0,
	"relationship": 0, "relationship name": 0, "required parameter": 0, "required parameters": 0,
	"query parameter": 0, "header": 0, "header name": 0, "query option": 0, "argument": 0, "option": 0,
	"type": 1, "value": 1, "data type": 1, "value type": 1,
	"description": 2, "details": 2, "meaning": 2,
	"required": 3, "required?": 3, "required (y/n)": 3, "required/optional": 3, "mandatory": 3,
}

// columnsOf finds the columns of a table by its header.
func columnsOf(t *page.Table) (columns, bool) {
	found := [4]int{-1, -1, -1, -1}
	for i := range t.Header {
		kind, ok := columnNames[strings.ToLower(strings.TrimSpace(plain(t.Header[i].Text)))]
		if ok && found[kind] < 0 {
			found[kind] = i
		}
	}
	return columns{found[0], found[1], found[2], found[3]}, found[0] >= 0
}

// cell is the text of a column of a row, nil where there is no such column.
func cell(row *page.Row, column int) page.Text {
	if column < 0 || column >= len(row.Cells) {
		return nil
	}
	return row.Cells[column].Text
}

// requires reads a row's "Required" column, or what its description says.
func (c columns) requires(row *page.Row) bool {
	if c.required >= 0 {
		said := strings.ToLower(plain(cell(row, c.required)))
		return strings.HasPrefix(said, "y") || strings.HasPrefix(said, "req") || said == "true"
	}
	said := strings.ToLower(plain(cell(row, c.description)))
	return strings.HasPrefix(said, "required") || strings.HasSuffix(strings.TrimRight(said, " ."), ". required") ||
		strings.Contains(said, " required.") && !strings.Contains(said, "not required")
}
