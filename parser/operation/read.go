package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Read reads the operations of a page. The types that they name are referred
// to through d, and are settled by [schema.Link].
func Read(p *page.Page, d *schema.Declarations) *Operations {
	r := &reader{page: p, decl: d, out: &Operations{}, roles: roles(p.Sections)}
	r.file = fileWords(p.Path)
	r.title = readTitle(p.Title)
	r.readTables()
	r.readLines()
	blocks := r.exampleBlocks()
	if len(r.lines) == 0 {
		r.linesFromExamples(blocks)
		r.fromExamples = true
	}
	if len(r.lines) == 0 {
		return r.out
	}
	r.addCalls()
	r.leaveOptional()
	r.nameHoles()
	r.group()
	if r.extendLines(blocks) {
		r.drafts, r.out.Ops = nil, nil
		r.nameHoles()
		r.group()
	}
	examples := r.pair(blocks)
	r.assign(examples)
	r.describe()
	r.unusedRows()
	r.unsentRows()
	return r.out
}

// reader is the state of reading one page.
type reader struct {
	page  *page.Page
	decl  *schema.Declarations
	out   *Operations
	roles map[*page.Section]role
	file  []string // the words of the file name, in lower case
	title title

	pathRows  map[string]*paramRow // by [rowKey] of the name: path and function parameters
	rows      []*paramRow          // of pathRows, in the order of their tables
	arguments map[string]bool      // names of function parameters in lower case
	calls     []string             // names of function parameters, in the order of their table
	lines     []*line
	drafts    []*draft
	words     *speller // made when first needed
	// permissionsAt is where the first table of permissions is.
	permissionsAt source.Position
	// fromExamples is set where the request lines are those of examples.
	fromExamples bool
}

// line is a request line.
type line struct {
	method   string
	template *template
	pos      source.Position
	names    map[*piece]string // final names of placeholders
}

// draft is an operation while it is read.
type draft struct {
	op     *model.Operation
	lines  []*line
	end    string    // see [reader.endOf]
	tokens [][]token // of op's routes, made when first needed
	// examples are those whose URL fits, or that are nearest to it.
	examples []*pairing
}

func (r *reader) finding(at source.Position, rule *source.Rule, format string, args ...any) {
	r.out.Findings.Add(at, rule, format, args...)
}

// paramRow is a row of a table of path or function parameters.
type paramRow struct {
	kind, description page.Text
	pos               source.Position
	required          bool
	name              string
	used              bool // a parameter has it
}

// rowKey makes the spellings of a name equal: item-id, itemId and item_id.
func rowKey(name string) string {
	if strings.ContainsAny(name, "-_ {}") {
		var b strings.Builder
		for i := 0; i < len(name); i++ {
			if c := name[i]; c != '-' && c != '_' && c != ' ' && c != '{' && c != '}' {
				b.WriteByte(c)
			}
		}
		name = b.String()
	}
	return strings.ToLower(name)
}

// readTables reads the tables of path and function parameters, which the
// request lines are read with.
func (r *reader) readTables() {
	for _, s := range r.page.Sections {
		switch r.roles[s] {
		case rolePath, roleFunction:
		default:
			continue
		}
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok {
				continue
			}
			c, ok := columnsOf(t)
			if !ok {
				continue
			}
			for i := range t.Rows {
				r.paramRow(c, &t.Rows[i], r.roles[s] == roleFunction)
			}
		}
	}
}

func (r *reader) paramRow(c columns, row *page.Row, function bool) {
	r.decl.Rows.Of++
	name := paramName(cell(row, c.name))
	if name == "" {
		r.finding(row.Pos, ruleRowUnread, "%q names no parameter", plain(cell(row, c.name)))
		return
	}
	r.decl.Rows.Read++
	r.rows = append(r.rows, r.addPathRow(c, row))
	if function {
		r.call(name)
	}
}

// call notes the name of a parameter of a function.
func (r *reader) call(name string) {
	if r.arguments == nil {
		r.arguments = map[string]bool{}
	}
	r.arguments[strings.ToLower(name)] = true
	r.calls = append(r.calls, name)
}

// addPathRow keeps a row for the parameter of its name, if it is the first.
func (r *reader) addPathRow(c columns, row *page.Row) *paramRow {
	name := paramName(cell(row, c.name))
	key := rowKey(name)
	if r.pathRows == nil {
		r.pathRows = map[string]*paramRow{}
	}
	if r.pathRows[key] == nil {
		r.pathRows[key] = &paramRow{name: name, kind: cell(row, c.kind), description: cell(row, c.description), pos: row.Pos, required: c.requires(row)}
	}
	return r.pathRows[key]
}

// unusedRows reports the rows of the tables of path and function parameters that
// describe none of the page's operations' parameters.
func (r *reader) unusedRows() {
	for _, row := range r.rows {
		if !row.used && !r.hasParameter(row.name) {
			r.finding(row.pos, ruleRowUnused, "no request line has a placeholder for the parameter %q", row.name)
			r.decl.Rows.Read--
		}
		row.used = true
	}
}

// unsentRows reports the tables of the section on the request body on a page whose
// operations send none, unless they are those of a function's parameters.
func (r *reader) unsentRows() {
	if len(r.calls) > 0 || slices.ContainsFunc(r.out.Ops, func(op *model.Operation) bool { return op.Request != nil }) {
		return
	}
	for t, c := range r.bodyTables() {
		if !c.describes() {
			continue
		}
		r.decl.Rows.Of += len(t.Rows)
		r.finding(t.Pos, ruleBodyTable, "nothing is sent that the table could be about (rows: %d)", len(t.Rows))
	}
}

// hasParameter reports whether a request line has a placeholder of the name, or an
// operation a parameter of it elsewhere than in its path.
func (r *reader) hasParameter(name string) bool {
	is := func(p *model.Parameter) bool {
		return rowKey(strings.TrimPrefix(p.Name, "$")) == rowKey(strings.TrimPrefix(name, "$"))
	}
	if slices.ContainsFunc(r.lines, func(l *line) bool { return l.template.has(name) }) {
		return true
	}
	return slices.ContainsFunc(r.out.Ops, func(op *model.Operation) bool {
		return slices.ContainsFunc(op.PathParameters, is) || slices.ContainsFunc(op.QueryParameters, is) || slices.ContainsFunc(op.Headers, is) ||
			op.Request != nil && slices.ContainsFunc(op.Request.Parameters, is)
	})
}

// paramName reads a name cell: the first word, without brackets, emphasis and
// what some pages add to it.
func paramName(t page.Text) string {
	name := strings.Trim(plain(t), " \u00a0\u200b\u202f`*{}<>:\"'")
	name = strings.TrimPrefix(name, "_")
	if i := strings.IndexAny(name, "(=,"); i > 0 {
		name = strings.TrimRight(name[:i], " \u00a0")
	}
	name = strings.TrimSuffix(name, "_")
	if name == "" || !nameLike(name) {
		return ""
	}
	return name
}

func nameLike(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !isLetter(c) && !isDigit(c) && !strings.ContainsRune("_-.@$/|", rune(c)) {
			return false
		}
	}
	return isLetter(name[0]) || name[0] == '@' || name[0] == '$' || name[0] == '_'
}

// singular cuts the plural ending of an English word.
func singular(word string) string {
	lower := strings.ToLower(word)
	for _, e := range plurals {
		if strings.HasSuffix(lower, e.plural) && (len(word) > len(e.plural) || e.plural == e.singular || e.plural == "people") {
			return word[:len(word)-len(e.plural)] + e.singular
		}
	}
	return word
}

// plurals is the table of endings, most particular first.
var plurals = []struct{ plural, singular string }{
	{"series", "series"}, {"ies", "y"}, {"sses", "ss"}, {"shes", "sh"}, {"ches", "ch"}, {"xes", "x"}, {"uses", "us"},
	{"people", "person"}, {"ics", "ics"}, {"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"news", "news"}, {"s", ""},
}

// plural puts an English word into the plural.
func plural(word string) string {
	lower := strings.ToLower(word)
	switch {
	case lower == "":
		return word
	case strings.HasSuffix(lower, "series"), singular(word) != word:
		return word // in the plural already
	case strings.HasSuffix(lower, "y") && len(lower) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return word[:len(word)-1] + "ies"
	case strings.HasSuffix(lower, "s"), strings.HasSuffix(lower, "x"), strings.HasSuffix(lower, "ch"), strings.HasSuffix(lower, "sh"):
		return word + "es"
	}
	return word + "s"
}
