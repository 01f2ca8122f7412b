package operation

import (
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/internal/permission"
	"github.com/docwright/docwright/parser/internal/statement"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
)

// Read reads the operations of a page of a reference whose URLs have the base. The
// types that they name are referred to through d, and are settled by [schema.Link].
func Read(p *page.Page, d *schema.Declarations, base *notation.Base) *Page {
	parts := part.Split(p)
	if len(parts) == 0 && !d.Kind.Actions {
		return readPage(p, p.Path, d, base)
	}
	all := &Page{page: p, decl: d}
	if d.Kind.Actions {
		if len(parts) == 0 && d.Kind.Lines {
			all.add(readPage(part.WithoutActions(p), p.Path, d, base))
		}
		actions := part.ReadActions(p)
		parts = append(parts, actions.Parts...)
		for _, name := range actions.Named {
			all.Findings.Add(name.Position, ruleActionMethod, "%s is no method; the action is read as called with POST", name.Text)
		}
		all.lost = actions.Lost
	}
	for _, one := range parts {
		all.add(readPage(one.Page, one.Name, d, base))
	}
	return all
}

// readPage reads a page, or a part of one, whose operations are named after the file.
func readPage(p *page.Page, file string, d *schema.Declarations, base *notation.Base) *Page {
	r := &reader{outline: outline.New(p), file: file, decl: d, base: base, out: &Page{page: p, decl: d}}
	r.answers = statement.Answers(r.outline)
	rows := readRows(r.outline, r.out)
	examples := example.Read(r.outline, statement.Success(r.answers))
	lines := readLines(r.outline, rows, examples, base, r.out)
	if len(lines.lines) > 0 {
		r.lines(lines, examples.Blocks)
		r.examples(lines, examples)
		r.describe(rows)
		countRows(rows, lines.lines)
		reportUnsent(rows)
	} else {
		r.out.Rows.Read += len(rows.listed)
	}
	countRequests(r.outline, lines, r.out)
	reportTables(r.outline, d.Enums, r.out)
	r.out.Examples = examples.Count
	r.out.Findings = append(r.out.Findings, examples.Findings...)
	return r.out
}

// reader is the state of reading one page.
type reader struct {
	outline *outline.Outline
	file    string
	decl    *schema.Declarations
	base    *notation.Base
	out     *Page
	answers []*statement.Answer
	names   *naming.Page
	drafts  []*draft
	// literals has the names of placeholders that differ from those of their
	// parameters.
	literals map[*model.Parameter]string
}

// lines completes the request lines and makes operations of them.
func (r *reader) lines(lines *lineReader, examples []*example.Block) {
	p := r.outline.Page
	lines.addCalls(naming.ReadTitle(p.Title))
	lines.leaveOptional()
	lines.extend(examples)
	plain := lines.plain()
	notation.NameParameters(plain)
	r.names = naming.NewPage(p.Title, r.file, plain)
	r.names.Introduction = statement.Summary(r.outline)
	r.addSpellings()
	why := whyPath
	if lines.fromExamples {
		why = whyPathExample
	}
	router := &router{decl: r.decl, rows: lines.rows, out: r.out, why: why, literals: map[*model.Parameter]string{}}
	router.group(lines.lines, plain)
	r.drafts, r.literals = router.drafts, router.literals
}

// addSpellings adds the spellings in the page's links, code, annotations and
// front matter to those in its title and request lines.
func (r *reader) addSpellings() {
	p, words := r.outline.Page, &r.names.Words
	for _, s := range r.outline.Parts {
		for paragraph := range outline.Prose(s) {
			for _, span := range paragraph.Text {
				if span.Kind == page.Link || span.Kind == page.Strong || span.Kind == page.CodeSpan {
					words.Add(span.Text)
				}
			}
		}
	}
	for _, a := range p.Annotations {
		if a.BlockType == "response" || a.BlockType == "request" {
			words.Add(outline.AnnotatedType(a))
			words.AddJoined(a.Fields.GetFold("name").Str(), r.names.File)
		}
	}
	words.Add(p.Front.Title)
	words.Add(p.Front.Description)
}

// examples pairs requests and responses, and assigns them to operations.
func (r *reader) examples(lines *lineReader, examples *example.Examples) {
	pairs := examples.Pair(lines.lines[0].Line)
	newLocator(r.drafts, lines.lines, r.base, r.out).assign(pairs)
}

// describe decides, for each operation, everything that depends on the whole
// page.
func (r *reader) describe(rows *parameterRows) {
	about := subject{}
	about.name, about.target = statement.Subject(r.outline, r.names.Mentions)
	principal := r.drafts[r.names.Principal(r.named())]

	promised := statement.ResponseHeaders(r.outline)
	r.out.addHeaders(promised)
	responses := &responseReader{r.decl, r.out, r.names, r.answers, about, promised}
	for _, d := range r.drafts {
		d.op.Kind = kindOf(d, r.names)
		responses.read(d, d == principal)
		d.op.Kind = kindOf(d, r.names)
	}
	r.name(principal)
	r.introduce()

	headers := statement.ReadHeaders(r.outline)
	r.out.addHeaders(headers)
	options := &optionReader{r.outline, r.decl, r.out, r.drafts, r.literals, rows}
	requests := &requestReader{r.decl, rows, r.out, hints{r.names, r.answers, statement.ReadBody(r.outline), about}}
	for _, d := range r.drafts {
		options.read(d.op)
		d.op.Headers = headers.List
		requests.read(d, d == principal)
		if d.op.Request != nil {
			d.op.Request.MediaTypes = headers.MediaTypes
			if headers.MediaTypes == nil && d.sendsForm() {
				d.op.Request.MediaTypes = []string{formType}
			}
		}
		d.note.Sent = sent(d)
		if !d.isCall() {
			d.note.PlaceWords, d.note.Expanded = placeWords(d), expanded(d)
		}
		typeByList(d, r.decl)
		if d == principal {
			typeByTable(d, r.outline, r.decl, r.out)
		}
		if d.op.Examples == nil {
			d.op.Examples = []*model.Example{}
		}
	}
}

// named returns the parts of the operations that their names depend on.
func (r *reader) named() []naming.Operation {
	list := make([]naming.Operation, len(r.drafts))
	for i, d := range r.drafts {
		list[i] = d.named()
	}
	return list
}

// name names the operations.
func (r *reader) name(principal *draft) {
	main := 0
	for i, d := range r.drafts {
		if d == principal {
			main = i
		}
	}
	for i, n := range r.names.Names(r.named(), main) {
		d, p := r.drafts[i], r.outline.Page
		d.op.Name, d.note.Verb, d.note.Entity, d.note.Page = n.Name, n.Verb, n.Entity, r.names
		d.op.Reasons.Add("name", naming.WhyName, p.TitlePos, p.Title)
		explainKind(d, p, r.names)
	}
}

// introduce applies the introduction and the permissions to each operation of
// the page.
func (r *reader) introduce() {
	summary := statement.Summary(r.outline)
	var lines []*notation.Path
	for _, d := range r.drafts {
		lines = append(lines, d.paths()...)
	}
	permissions := permission.Read(r.outline, lines)
	r.out.Findings = append(r.out.Findings, permissions.Findings...)
	retired, retiredAt := statement.Deprecation(r.outline)
	for _, d := range r.drafts {
		d.op.Description = summary
		d.op.Permissions = permissions.Of(d.paths())
		if permissions.Position.Line > 0 {
			d.op.Reasons.Add("permissions", whyPermissions, permissions.Position, "")
		}
		if retired != "" {
			d.op.Deprecated = true
			d.op.Reasons.Add("deprecated", whyDeprecated, retiredAt, retired)
		}
	}
}
