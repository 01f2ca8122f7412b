package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// odataOptions are the system query options of OData URL Conventions 4.01,
// section 5.1, that pages document, sorted.
var odataOptions = []struct {
	name       string
	kind       string
	collection bool
	single     bool // makes sense for one value too, not for lists only
}{
	{"$count", "Edm.Boolean", false, false},
	{"$expand", "Edm.String", true, true},
	{"$filter", "Edm.String", false, false},
	{"$orderby", "Edm.String", true, false},
	{"$search", "Edm.String", false, false},
	{"$select", "Edm.String", true, true},
	{"$skip", "Edm.Int32", false, false},
	{"$top", "Edm.Int32", false, false},
}

// otherOptions are options that pages document for some functions only, so
// that a page has to name them.
var otherOptions = [...]string{"$format", "$skiptoken"}

// odataOption makes the parameter of a query option by its lower-case name.
// Names that are no system query option are strings.
func odataOption(name string, pos source.Position) *model.Parameter {
	p := &model.Parameter{Name: name, Aliases: []string{}, Position: pos}
	p.Type = "Edm.String"
	for _, o := range odataOptions {
		if o.name == name {
			p.Type, p.Collection = o.kind, o.collection
		}
	}
	return p
}

// queryParameters reads the sections on query parameters: the options that
// prose and lists name, the rows of tables, and all options that fit the kind
// where the page supports "the OData query parameters" as such.
func (r *reader) queryParameters(op *model.Operation) {
	list := op.QueryParameters
	named, general, none := false, false, false
	for _, s := range r.page.Sections {
		if r.roles[s] != roleQuery {
			continue
		}
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok {
				list = r.queryTable(list, op, t)
				named = named || len(t.Rows) > 0
			}
		}
		prose(s, func(t page.Text, quote bool, pos source.Position) {
			for _, sentence := range sentences(plain(t)) {
				lower := strings.ToLower(sentence)
				if negative(lower) {
					none = none || refusesAll(lower)
					op.Refused = append(op.Refused, refused(lower)...)
					continue
				}
				before := len(list)
				list = optionsIn(list, lower, pos)
				named = named || len(list) > before
				general = general || strings.Contains(lower, "odata")
			}
		})
	}
	if general && !named {
		single := op.Kind != model.List && op.Kind != model.Delta && op.Kind != model.Function
		for _, o := range odataOptions {
			if o.single || !single {
				p := odataOption(o.name, source.Position{File: r.page.Path, Line: op.Line})
				p.General = true
				list = addParam(list, p)
			}
		}
	}
	for _, route := range op.Routes {
		for _, p := range route.Query {
			list = addParam(list, p)
		}
	}
	op.QueryParameters = nonNil(r.taken(op, list))
	op.NoOptions = none && !named && !general
}

// taken leaves out the options that a request line can't take and that the page
// supports as such, or for other request lines that it has.
func (r *reader) taken(op *model.Operation, list []*model.Parameter) []*model.Parameter {
	return slices.DeleteFunc(list, func(p *model.Parameter) bool {
		if takes(op, p.Name) {
			return false
		}
		return p.General || slices.ContainsFunc(r.drafts, func(d *draft) bool { return takes(d.op, p.Name) })
	})
}

// takes reports whether an operation can take a system query option: a number and
// bytes have no properties to select, and neither has a reference (OData Protocol
// 4.01, sections 11.2.4 to 11.2.6).
func takes(op *model.Operation, name string) bool {
	if !isSystemOption(name) {
		return true
	}
	switch op.Kind {
	case model.Counting:
		return name == "$filter" || name == "$search"
	case model.Content:
		return false
	case model.Reference:
		return op.Method == "GET" && name != "$select" && name != "$expand"
	}
	return true
}

// negative reports whether a sentence says what is not supported.
func negative(lower string) bool {
	return strings.Contains(lower, "not support") || strings.Contains(lower, "n't support") || strings.Contains(lower, "not supported") || strings.HasPrefix(lower, "none")
}

// refusesAll reports whether a negative sentence is about query parameters as such,
// and not about some that it names: "does not support the OData query parameters".
func refusesAll(lower string) bool {
	before, _, ok := strings.Cut(lower, "query parameters")
	return ok && !strings.Contains(before, "$") || strings.HasPrefix(lower, "none")
}

// refused returns the options that a negative sentence is about, and about nothing
// else: "does not support $search and $top", "$filter is not supported".
func refused(lower string) []string {
	before, after, _ := strings.Cut(lower, "support")
	var names []string
	for _, side := range [...]string{before, after} {
		for _, word := range strings.FieldsFunc(side, func(c rune) bool { return c != '$' && !isWordRune(c) && c != '\'' }) {
			switch {
			case isSystemOption(word):
				names = append(names, word)
			case side == after && !refusing[word]:
				return nil // under some condition only
			}
		}
	}
	return names
}

// refusing are the words that stand beside the names of options that are refused.
var refusing = map[string]bool{"ed": true, "and": true, "or": true, "the": true, "any": true, "odata": true, "query": true, "parameter": true, "parameters": true, "option": true, "options": true, "here": true}

// sentences cuts text at full stops that end a sentence.
func sentences(text string) []string {
	var list []string
	for {
		i := strings.Index(text, ". ")
		if i < 0 {
			return append(list, text)
		}
		list = append(list, text[:i+1])
		text = text[i+2:]
	}
}

// optionsIn adds the options that a sentence names with their dollar sign.
func optionsIn(list []*model.Parameter, lower string, pos source.Position) []*model.Parameter {
	for i := strings.IndexByte(lower, '$'); i >= 0; {
		end := i + 1
		for end < len(lower) && isLetter(lower[end]) {
			end++
		}
		if name := lower[i:end]; isSystemOption(name) || slices.Contains(otherOptions[:], name) {
			list = addParam(list, odataOption(name, pos))
		}
		next := strings.IndexByte(lower[end:], '$')
		if next < 0 {
			return list
		}
		i = end + next
	}
	return list
}

func (r *reader) queryTable(list []*model.Parameter, op *model.Operation, t *page.Table) []*model.Parameter {
	c, ok := columnsOf(t)
	if !ok {
		return list
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		r.decl.Rows.Of++
		name := paramName(cell(row, c.name))
		if name == "" {
			r.finding(row.Pos, ruleRowUnread, "%q names no query parameter", plain(cell(row, c.name)))
			continue
		}
		r.decl.Rows.Read++
		if r.inPath(op, name) {
			r.describeInLine(op, name, c, row)
			continue
		}
		lower := strings.ToLower(name)
		if !strings.HasPrefix(name, "$") && isSystemOption("$"+lower) {
			lower = "$" + lower
		}
		var p *model.Parameter
		if strings.HasPrefix(lower, "$") {
			p = odataOption(lower, row.Pos)
		} else {
			p = &model.Parameter{Name: name, Aliases: []string{}, Position: row.Pos}
			p.Type = "Edm.String"
			if kind := cell(row, c.kind); plain(kind) != "" && typeLike(kind) {
				r.decl.Refer(&p.Ref, kind, cell(row, c.description), "", name, row.Pos)
			}
			p.Required = c.requires(row)
		}
		p.Description = plain(cell(row, c.description))
		list = addParam(list, p)
	}
	return list
}

// describeInLine gives what a row says to an option that request lines name, unless a
// table has done so before.
func (r *reader) describeInLine(op *model.Operation, name string, c columns, row *page.Row) {
	for _, route := range op.Routes {
		for _, p := range route.Query {
			if !strings.EqualFold(p.Name, name) || p.Description != "" {
				continue
			}
			p.Position, p.Description = row.Pos, plain(cell(row, c.description))
			if kind := cell(row, c.kind); plain(kind) != "" && typeLike(kind) {
				r.decl.Refer(&p.Ref, kind, cell(row, c.description), "", p.Name, row.Pos)
			}
		}
	}
}

// typeLike reports whether a cell can name a type: "Value" columns often hold
// an example instead.
func typeLike(t page.Text) bool {
	text := plain(t)
	for _, span := range t {
		if resourceLink(span) {
			return true
		}
	}
	return len(text) < 40 && !strings.ContainsAny(text, "$=%") && strings.Count(text, " ") < 3
}

func isSystemOption(name string) bool {
	for _, o := range odataOptions {
		if o.name == name {
			return true
		}
	}
	return false
}

// inPath reports whether a request line of the operation has the parameter.
func (r *reader) inPath(op *model.Operation, name string) bool {
	for _, route := range op.Routes {
		for _, q := range route.Query {
			if strings.EqualFold(q.Name, name) {
				return true
			}
		}
	}
	for _, p := range op.PathParameters {
		if rowKey(p.Name) == rowKey(name) || p.Literal != "" && rowKey(p.Literal) == rowKey(name) {
			return true
		}
	}
	return false
}

// ownHeader reports whether the client sets a header by itself.
func ownHeader(name string) bool {
	lower := strings.ToLower(name)
	return lower == "authorization" || lower == "accept" || lower == "host" || strings.HasPrefix(lower, "content-")
}

// headerParameters reads the tables of request headers.
func (r *reader) headerParameters() []*model.Parameter {
	list := []*model.Parameter{}
	for _, s := range r.page.Sections {
		if r.roles[s] != roleHeaders {
			continue
		}
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok || len(t.Header) == 0 {
				continue
			}
			c, _ := columnsOf(t)
			if c.name < 0 {
				c.name = 0
			}
			if c.description < 0 {
				c.description = c.kind
				if c.description < 0 {
					c.description = len(t.Header) - 1
				}
			}
			for i := range t.Rows {
				list = r.headerRow(list, c, &t.Rows[i])
			}
		}
	}
	return list
}

func (r *reader) headerRow(list []*model.Parameter, c columns, row *page.Row) []*model.Parameter {
	r.decl.Rows.Of++
	said := strings.Trim(plain(cell(row, c.name)), " `*:\u00a0")
	name, value := said, ""
	if i := strings.IndexAny(said, ": =("); i > 0 {
		name, value = said[:i], strings.Trim(said[i:], ": =")
		if said[i] == ' ' && !strings.Contains(name, "-") && (name[0] < 'A' || name[0] > 'Z') {
			name = said // prose
		}
	}
	if !headerName(name) {
		r.finding(row.Pos, ruleHeaderUnread, "%q names no header", said)
		return list
	}
	r.decl.Rows.Read++
	if ownHeader(name) {
		return list
	}
	description := plain(cell(row, c.description))
	if value != "" {
		description = strings.TrimSpace(value + ": " + description)
	}
	for _, p := range list {
		if strings.EqualFold(p.Name, name) {
			p.Description = strings.TrimSpace(p.Description + " " + description)
			return list
		}
	}
	p := &model.Parameter{Name: name, Aliases: []string{}, Description: description, Position: row.Pos, Required: c.requires(row)}
	p.Type = "Edm.String"
	return append(list, p)
}

// headerName reports whether s can name a header (RFC 9110, section 5.1).
func headerName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isLetter(c) && !isDigit(c) && c != '-' && c != '_' {
			return false
		}
	}
	return s != "" && isLetter(s[0])
}

func nonNil(list []*model.Parameter) []*model.Parameter {
	if list == nil {
		return []*model.Parameter{}
	}
	return list
}
