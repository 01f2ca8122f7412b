package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// optionReader reads the query options of operations.
type optionReader struct {
	outline  *outline.Outline
	decl     *schema.Declarations
	out      *Page
	drafts   []*draft
	literals map[*model.Parameter]string // see [router]
	rows     *parameterRows
}

// optionList is the list of an operation's query options during reading.
type optionList struct {
	op   *model.Operation
	list []*model.Parameter
	// named is set if the page names options; general, if it only says that it
	// supports "the OData query parameters"; supports, if a sentence that does so says
	// "support"; none, if one says that options as such are not supported.
	named, general, supports, none bool
	// required is set if all options that the page names are required.
	required bool
	known    map[string]bool // the names of the first options, in lower case
}

// add adds an option, unless the list has one with the same name, ignoring case.
func (l *optionList) add(p *model.Parameter) {
	if l.known == nil {
		l.known = map[string]bool{}
	}
	for _, q := range l.list[len(l.known):] {
		l.known[strings.ToLower(q.Name)] = true
	}
	if lower := strings.ToLower(p.Name); !l.known[lower] {
		l.list = append(l.list, p)
		l.known[lower] = true
	}
}

// read sets the query options of an operation: those in sentences and lists,
// and the rows of tables. If the page supports options in general, it adds all
// options that suit the kind of the operation.
func (r *optionReader) read(op *model.Operation) {
	l := &optionList{op: op, list: op.QueryParameters, named: len(op.QueryParameters) > 0}
	for s := range r.outline.Sections(dialect.QueryParameters) {
		for t := range outline.Tables(s) {
			r.table(l, t)
		}
		for p := range outline.Prose(s) {
			for _, sentence := range sentences(outline.Plain(p.Text)) {
				l.sentence(strings.ToLower(sentence), p.Pos)
			}
		}
	}
	r.inExamples(l)
	r.items(l)
	switch {
	case l.general && !l.named && (l.supports || !l.none):
		l.addUsual()
	case l.required:
		for _, p := range l.list {
			p.Required = true
		}
	}
	for _, route := range op.Routes {
		for _, p := range route.Query {
			l.add(p)
		}
	}
	op.NoOptions = l.none && !l.named && !l.supports
	op.QueryParameters = slices.DeleteFunc(append([]*model.Parameter{}, l.list...), func(p *model.Parameter) bool { return r.isLost(op, p) })
	explainOptions(op)
}

// explainOptions says why an operation has its options. Those that callers have to give
// are explained as parameters of the path are.
func explainOptions(op *model.Operation) {
	for _, p := range op.QueryParameters {
		switch {
		case slices.ContainsFunc(op.Routes, func(r *model.Route) bool { return slices.Contains(r.Query, p) }):
		case p.General:
			op.Reasons.Add("parameter "+p.Name, whyOptionGeneral, p.Position, p.Name)
		default:
			op.Reasons.Add("parameter "+p.Name, whyOptionNamed, p.Position, p.Name)
		}
	}
}

// addUsual adds the options that a page supports in general, without naming
// them.
func (l *optionList) addUsual() {
	many := l.op.Kind == model.List || l.op.Kind == model.Delta || l.op.Kind == model.Function
	for _, o := range edm.Options() {
		if o.Usual && (o.Entity || many) {
			p := queryOption(o.Name, source.Position{File: l.op.Page, Line: l.op.Line})
			p.General = true
			l.add(p)
		}
	}
}

// isLost reports whether an operation lacks an option of its page. This is the
// case if its request lines can't take the option, and the page either supports
// options in general or has other request lines that can take it.
func (r *optionReader) isLost(op *model.Operation, p *model.Parameter) bool {
	if takes(op, p.Name) {
		return false
	}
	return p.General || slices.ContainsFunc(r.drafts, func(d *draft) bool { return takes(d.op, p.Name) })
}

// takes reports whether an operation can take a query option. Counts, bytes and
// references have no properties to select (OData Protocol 4.01, sections 11.2.4
// to 11.2.6).
func takes(op *model.Operation, name string) bool {
	o := edm.OptionNamed(name)
	switch {
	case !o.Usual:
		return true
	case op.Kind == model.Counting:
		return o.Count
	case op.Kind == model.Content:
		return false
	case op.Kind == model.Reference:
		return op.Method == "GET" && o.References
	}
	return true
}

// sentences splits text at the full stops between sentences.
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

// sentence adds the options that a sentence in lower case names with their dollar
// sign. It skips sentences about unsupported options.
func (l *optionList) sentence(lower string, pos source.Position) {
	if dialect.Says(dialect.NotSupported, lower) {
		l.none = l.none || refusesAll(lower)
		l.op.Refused = append(l.op.Refused, refused(lower)...)
		return
	}
	l.required = l.required || dialect.Says(dialect.OptionsRequired, strings.TrimRight(lower, " .:"))
	before := len(l.list)
	for rest := lower; ; {
		i := strings.IndexByte(rest, '$')
		if i < 0 {
			break
		}
		end := i + 1
		for end < len(rest) && word.IsLetter(rest[end]) {
			end++
		}
		if o := edm.OptionNamed(rest[i:end]); o.Prose {
			l.add(queryOption(o.Name, pos))
		}
		rest = rest[end:]
	}
	l.named = l.named || len(l.list) > before
	if dialect.Says(dialect.GeneralOptions, lower) {
		l.general = true
		l.supports = l.supports || strings.Contains(lower, "support")
	}
}

// table reads a table of options. A table without descriptions lists other
// names, such as the properties that $filter supports. Rows for path parameters
// are skipped. Rows for options in the request line describe these.
func (r *optionReader) table(l *optionList, t outline.Table) {
	l.named = l.named || len(t.Table.Rows) > 0
	if !t.IsNamed() || !t.Describes() {
		return
	}
	for row := range t.Rows() {
		r.out.Rows.Of++
		name := row.Name()
		if name == "" {
			r.out.Findings.Add(row.Pos(), ruleRowUnread, "%q is not the name of a query parameter", row.Label())
			continue
		}
		r.out.Rows.Read++
		if !r.describe(l.op, name, row) {
			l.add(r.option(name, row))
		}
	}
}

// items adds the options of a GET that the items of a list describe, below a heading
// about parameters: "`lookBack` (default = 30): How many days ago". Those that a request
// line has a placeholder for are none.
func (r *optionReader) items(l *optionList) {
	if l.op.Method != "GET" || l.op.Kind == model.Function {
		return
	}
	for s := range r.outline.Sections(dialect.FunctionParameters) {
		for _, b := range s.Blocks {
			list, ok := b.(*page.List)
			if !ok {
				continue
			}
			for _, item := range list.Items {
				label, says, ok := strings.Cut(outline.Plain(item.Text), ":")
				label, remark, _ := strings.Cut(strings.TrimSpace(label), " ")
				if name := strings.TrimPrefix(label, "$"); !ok || !notation.IsName(name) || !strings.HasPrefix(remark, "(") && remark != "" {
					continue
				}
				p := queryOption(strings.TrimSpace(label), item.Pos)
				p.Description = strings.TrimSpace(says)
				if o := edm.OptionNamed(strings.ToLower(p.Name)); o.Usual {
					p = queryOption(o.Name, item.Pos)
				}
				if !hasPlaceholder(l.op, p.Name) {
					l.named = true
					l.add(p)
				}
			}
		}
	}
}

// hasPlaceholder reports whether a parameter of the path has the name.
func hasPlaceholder(op *model.Operation, name string) bool {
	return slices.ContainsFunc(op.PathParameters, func(p *model.Parameter) bool { return notation.Key(p.Name) == notation.Key(name) })
}

// inExamples adds the rows of tables of path parameters that no request line has a
// placeholder for, and that the examples give in the query.
func (r *optionReader) inExamples(l *optionList) {
	for _, e := range l.op.Examples {
		if e.Request == nil {
			continue
		}
		for _, q := range e.Request.Query {
			row := r.rows.of(q.Name)
			if row != nil && !row.used && strings.EqualFold(row.name, q.Name) && !r.describe(l.op, row.name, row.Row) {
				l.add(r.option(row.name, row.Row))
			}
		}
	}
}

// option returns the parameter that a row describes. The row may omit the
// dollar sign of a system query option.
func (r *optionReader) option(name string, row outline.Row) *model.Parameter {
	lower := strings.ToLower(name)
	if edm.OptionNamed("$" + lower).Usual {
		lower = "$" + lower
	}
	p := queryOption(lower, row.Pos())
	if !strings.HasPrefix(lower, "$") {
		p.Name = name
		r.refer(p, row)
		p.Required = row.Required()
	}
	p.Description = row.Description()
	return p
}

// describe adds the description in a row to the parameter of the same name in
// the request lines, unless it has one. It reports whether there is such a
// parameter.
func (r *optionReader) describe(op *model.Operation, name string, row outline.Row) bool {
	found := false
	for _, route := range op.Routes {
		for _, p := range route.Query {
			if !strings.EqualFold(p.Name, name) {
				continue
			}
			found = true
			if p.Description == "" {
				p.Position, p.Description = row.Pos(), row.Description()
				r.refer(p, row)
			}
		}
	}
	return found || slices.ContainsFunc(op.PathParameters, func(p *model.Parameter) bool {
		return notation.Key(p.Name) == notation.Key(name) || r.literals[p] != "" && notation.Key(r.literals[p]) == notation.Key(name)
	})
}

// refer sets the type of a parameter to that in its row, if there is one.
func (r *optionReader) refer(p *model.Parameter, row outline.Row) {
	switch {
	case isInstant(row):
		p.Ref = model.Ref{Type: edm.Instant}
	case row.HasType() && isType(row.Type()):
		r.decl.Refer(&p.Ref, row.Type(), row.Text(), "", p.Name, row.Pos())
	}
}

// isInstant reports whether the row of an option calls it a string, or gives no
// type, and the description says that it is a date and time in ISO 8601.
func isInstant(row outline.Row) bool {
	says := strings.ToLower(row.Description())
	plain := !row.HasType() || strings.EqualFold(outline.Plain(row.Type()), "string")
	return plain && dialect.Says(dialect.Instant, says) && dialect.Says(dialect.TimeFormat, says)
}

// isType reports whether a cell can be the name of a type. Columns with the
// header "Value" often have an example instead.
func isType(t page.Text) bool {
	if slices.ContainsFunc(t, outline.IsTypeLink) {
		return true
	}
	text := outline.Plain(t)
	return len(text) < 40 && !strings.ContainsAny(text, "$=%") && strings.Count(text, " ") < 3
}

// refusesAll reports whether a sentence says that query options as such are not
// supported, and not some that it names.
func refusesAll(lower string) bool {
	before, _, found := strings.Cut(lower, "query parameters")
	return found && !strings.Contains(before, "$") || strings.HasPrefix(lower, "none")
}

// refused returns the query options that a sentence says are not supported. A
// sentence that says so of some condition only refuses none: "$skip is not supported
// with $search".
func refused(lower string) []string {
	before, after, _ := strings.Cut(lower, "support")
	var names []string
	for i, side := range [...]string{before, after} {
		for w := range strings.FieldsFuncSeq(side, func(c rune) bool { return c != '$' && !('a' <= c && c <= 'z') }) {
			switch o := edm.OptionNamed(w); {
			case o.Usual:
				names = append(names, o.Name)
			case i > 0 && !besideRefused[w]:
				return nil
			}
		}
	}
	return names
}

// besideRefused are the words that may follow "support" in a sentence that refuses
// options without a condition.
var besideRefused = map[string]bool{
	"ed": true, "and": true, "or": true, "the": true, "any": true, "odata": true, "query": true, "parameter": true, "parameters": true, "option": true, "options": true, "here": true,
}
