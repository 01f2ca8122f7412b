// Package openapi writes a model as an OpenAPI description, version 3.1 or 3.0, in
// JSON or YAML.
//
// [New] decides the paths, names and schemas of a [Description]. Its method Write
// makes one path or schema after the other and writes it, so that the description of
// a whole reference is never in memory. Everything in it comes from the model: texts,
// examples, permissions. What OpenAPI cannot say has a finding.
//
// The objects are the structs of this package, printed by encoding/json. The
// libraries for OpenAPI are not used here, because docwright is a tool in the modules
// of other programs: kin-openapi often changes its API, so that a program that
// requires a later version of it could not build docwright, and libopenapi takes
// longer to build than docwright itself. Both check the descriptions in a module of
// their own, testdata/openapi.
//
// Paths and values are mapped as in OData to OpenAPI Mapping 1.0 (OASIS), where it
// says how.
package openapi

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The versions of OpenAPI, as the command line names them, and in descriptions.
const (
	V30 = "3.0"
	V31 = "3.1"

	full30 = "3.0.4"
	full31 = "3.1.1"
)

// Versions returns the names of the versions, the default first.
func Versions() []string { return []string{V31, V30} }

// Options are the options of [New].
type Options struct {
	Version string // an element of Versions
	// Choice selects the part of the model in the description.
	Choice choice.Choice
	// Names and Records have the Go names of functions, which are the ids of operations.
	// Reserved has the names that no function has.
	Names    []plan.Override
	Records  []plan.Record
	Reserved []string
	// Title is the title of the description. The default names the base URL.
	Title string
	// Source names the origin of the pages, and Licence their licence.
	Source, Licence string
	// DocsURL is the prefix of links to pages. If it is empty, there are none.
	DocsURL string
	// BaseURL is where the service answers. It may have placeholders.
	BaseURL string
	// AuthorizeURL and TokenURL are the addresses of the authorization server, which
	// pages do not name.
	AuthorizeURL, TokenURL string
}

// Description is a description to be written.
type Description struct {
	o        Options
	findings source.Findings

	functions *plan.Functions
	chosen    *choice.Chosen
	paths     []*place // sorted by template
	// names has the name of the schema of each type and enum.
	names map[any]string
	taken map[string]bool
	// made has the schemas that were made, by name. Those of lists are made when a response
	// has one; makers has the functions that make the others.
	made     map[string]*schema
	makers   map[string]func() *schema
	security security
	nulls    nulls
}

// place is a path of the description with its request lines.
type place struct {
	template string
	// names has the names of the parameters in the template, in order.
	names []string
	// written has the names of placeholders that the model has as text, because they stand
	// where no value can.
	written []string
	lines   []*lines.Line // in the order of methods
}

// methods has the methods that a path can have, in the order in which they are written.
var methods = []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete, http.MethodOptions, http.MethodHead, http.MethodPatch, http.MethodTrace}

// New decides the content of a description. The findings are about what it leaves out,
// unsorted. It returns an error if the options are invalid.
func New(m *model.Model, o Options) (*Description, source.Findings, error) {
	if !slices.Contains(Versions(), o.Version) {
		return nil, nil, fmt.Errorf("unknown version %q of OpenAPI: want %s", o.Version, strings.Join(Versions(), " or "))
	}
	functions, err := plan.NewFunctions(m, plan.Options{Package: "api", Choice: o.Choice, Names: o.Names, Records: o.Records, Reserved: o.Reserved, BaseURL: "-"})
	if err != nil {
		return nil, nil, err
	}
	d := &Description{
		o: o, functions: functions, chosen: functions.Chosen,
		names: map[any]string{}, taken: map[string]bool{},
		made: map[string]*schema{}, makers: map[string]func() *schema{},
	}
	d.nulls = nullsIn(m)
	d.findPaths(m)
	d.findSchemas(m)
	d.checkPaths()
	d.findSecurity()
	d.checkExamples()
	return d, d.findings, nil
}

// Pages returns the sorted paths of the pages that the description depends on.
func (d *Description) Pages(m *model.Model) []string { return d.chosen.Pages(m) }

// Operations returns the number of operations in the description.
func (d *Description) Operations() int {
	n := 0
	for _, p := range d.paths {
		n += len(p.lines)
	}
	return n
}

// findPaths groups the request lines of the chosen operations by path. Services ignore
// case in paths, and names of parameters are not sent, so that lines with the same
// shape have one path. It is that of the first method, whether or not that is chosen.
func (d *Description) findPaths(m *model.Model) {
	wanted := map[*lines.Line]bool{}
	for _, op := range d.chosen.Operations {
		for _, r := range op.Routes {
			wanted[d.chosen.Lines.Of(r)] = true
		}
	}
	var shapes []string
	byShape := map[string][]*lines.Line{}
	for _, l := range d.chosen.Lines.All() {
		op, route := l.Principal().Operation, l.Principal().Route
		shape := model.PathShape(newPath(route).template)
		had := byShape[shape]
		same := slices.IndexFunc(had, func(other *lines.Line) bool { return other.Method == l.Method })
		switch {
		case !slices.Contains(methods, l.Method):
			if wanted[l] {
				d.findings.Add(op.Position(), ruleMethod, "%s %s is left out, because OpenAPI has no method %q", l.Method, route.Path, l.Method)
			}
			continue
		case same >= 0:
			if wanted[l] {
				other := had[same].Principal()
				d.findings.Add(op.Position(), ruleSamePath, "%s %s is left out, because OpenAPI does not distinguish it from %s (%s)", l.Method, route.Path, other.Route.Path, other.Operation.Position())
			}
			continue
		case had == nil:
			shapes = append(shapes, shape)
		}
		byShape[shape] = append(had, l)
	}
	for _, shape := range shapes {
		list := byShape[shape]
		slices.SortFunc(list, func(a, b *lines.Line) int {
			return cmp.Compare(slices.Index(methods, a.Method), slices.Index(methods, b.Method))
		})
		p := newPath(list[0].Principal().Route)
		p.lines = slices.DeleteFunc(list, func(l *lines.Line) bool { return !wanted[l] })
		if len(p.lines) > 0 {
			d.paths = append(d.paths, p)
		}
	}
	slices.SortFunc(d.paths, func(a, b *place) int { return strings.Compare(a.template, b.template) })
}

// checkPaths reports a description without a server, and operations without an id.
func (d *Description) checkPaths() {
	for i, p := range d.paths {
		if i == 0 && d.o.BaseURL == "" {
			d.findings.Add(p.lines[0].Principal().Operation.Position(), ruleServer, "no example on the pages has an absolute URL, so the description names no server; set it with --base-url URL")
		}
		for _, l := range p.lines {
			if d.functions.Of(l).IsZero() {
				d.findings.Add(l.Principal().Operation.Position(), ruleUnnamed, "%s %s has no operationId, because its name gives no Go identifier; give it one with \"names\" in the configuration", l.Method, p.template)
			}
		}
	}
}

// newPath returns the path of a route. A template has no two parameters of one name.
func newPath(r *model.Route) *place {
	p := &place{}
	var b strings.Builder
	for _, s := range r.Segments {
		b.WriteByte('/')
		for _, part := range s {
			if part.Param == nil {
				p.appendText(&b, part.Text)
				continue
			}
			name := p.newName(part.Param.Name)
			p.names = append(p.names, name)
			b.WriteString("{" + name + "}")
		}
	}
	p.template = cmp.Or(b.String(), "/")
	return p
}

// newName returns the name of a parameter. It is not sent, so that it has only characters
// that all tools know in templates, and a number if the template has the name.
func (p *place) newName(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-' && r != '.'
	})
	name = cmp.Or(strings.Join(words, "-"), "parameter")
	base := name
	for n := 2; slices.Contains(p.names, name) || slices.Contains(p.written, name); n++ {
		name = fmt.Sprint(base, n)
	}
	return name
}

// appendText appends text of a segment. A placeholder in it is a parameter. Spaces after
// commas are left out, as arguments in URLs have none.
func (p *place) appendText(b *strings.Builder, text string) {
	text = spaceAfterComma.ReplaceAllString(text, ",")
	for {
		before, rest, open := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			break
		}
		appendLiteral(b, before)
		name = p.newName(name)
		p.written = append(p.written, name)
		b.WriteString("{" + name + "}")
		text = after
	}
	appendLiteral(b, text)
}

var spaceAfterComma = regexp.MustCompile(`, +`)

// appendLiteral appends literal text of a path. It percent-encodes the characters that a
// path can't contain (RFC 3986, section 3.3), which include braces.
func appendLiteral(b *strings.Builder, text string) {
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~!$&'()*+,;=:@%", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(b, "%%%02X", c)
	}
}

// is31 reports whether the description has version 3.1.
func (d *Description) is31() bool { return d.o.Version == V31 }

// link returns a link to a page, or nil.
func (d *Description) link(page string) *externalDocs {
	if d.o.DocsURL == "" || page == "" {
		return nil
	}
	return &externalDocs{URL: plan.PageURL(d.o.DocsURL, page)}
}
