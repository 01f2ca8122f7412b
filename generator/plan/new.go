package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Options say what to plan.
type Options struct {
	Package string // name of the package
	// Choice says what of the model the package has.
	Choice choice.Choice
	// Source and Licence name where the pages come from and their licence.
	Source, Licence string
	// DocsURL is what links to pages begin with. Where it is empty, pages are
	// named by their path.
	DocsURL string
	BaseURL string
	// Names are those that were chosen in place of the plan's own.
	Names []Override
	// Reserved are the exported names of the run-time part, with those of
	// Object's methods and fields as "Object.Raw".
	Reserved []string
	// Stems are the names of the run-time part's files, without ".go".
	Stems []string
}

// planner holds what is known while a package is planned. The maps are only
// looked up, never walked.
type planner struct {
	o         Options
	perTenant string // see [Package.PerTenant]
	findings  source.Findings

	scope scope
	// chosenNames are looked up before a name is made.
	chosenNames overrides

	types   map[*model.Type]ident.Ident
	enums   map[*model.Enum]ident.Ident
	members map[*model.Enum][]*Member
	names   map[*model.Operation]operationName
	fields  map[*model.Type][]*Field // own fields, made once
	groups  map[string]*Group
	structs map[ident.Ident]*Struct // options, by name
	made    map[*model.Operation]*Declarations
	chosen  map[any]bool // types and enums that are reached
	out     map[any]bool // types and enums that are left out by name
	uses    map[string]bool
}

// New plans a package. The findings are about what is chosen only, unsorted.
// The error is for options that make no sense.
func New(m *model.Model, o Options) (*Package, source.Findings, error) {
	p, err := planChosen(m, o)
	if err != nil {
		return nil, nil, err
	}
	return p.assemble(), p.findings, nil
}

// planChosen plans all that is chosen.
func planChosen(m *model.Model, o Options) (*planner, error) {
	if _, err := ident.Parse(o.Package); err != nil || strings.ToLower(o.Package) != o.Package {
		return nil, fmt.Errorf("%q can't be the name of a package: want lower-case letters and digits, and no word of Go's own", o.Package)
	}
	chosen, err := o.Choice.Of(m)
	if err != nil {
		return nil, err
	}
	ops := chosen.Operations
	p := newPlanner(m, o)
	for _, t := range m.Types {
		p.chosen[t], p.out[t] = chosen.HasType(t), chosen.IsOut(t)
	}
	for _, e := range m.Enums {
		p.chosen[e], p.out[e] = chosen.HasEnum(e), chosen.IsOut(e)
	}
	isChosen := make(map[*model.Operation]bool, len(ops))
	for _, op := range ops {
		isChosen[op] = true
	}
	if err := p.newOverrides(m); err != nil {
		return nil, err
	}
	p.nameAll(m, isChosen)

	for _, t := range m.Types {
		if p.chosen[t] && !t.AnyJSON {
			p.model(t)
		}
	}
	for _, e := range m.Enums {
		if p.chosen[e] {
			p.enum(e)
		}
	}
	for _, g := range p.groups {
		slices.SortStableFunc(g.Decls, func(a, b Decl) int { return strings.Compare(typeName(a), typeName(b)) })
	}
	for _, op := range ops {
		p.operation(op)
	}
	switch {
	case len(ops) == 0:
	case p.perTenant != "":
		p.findings.Add(source.Position{File: ops[0].Page}, ruleTenantBaseURL, "the service is at %s, at another URL for each tenant: say where with --base-url URL, or call NewClient with WithBaseURL", p.perTenant)
	case o.BaseURL == "":
		p.findings.Add(source.Position{File: ops[0].Page}, ruleNoBaseURL, "no example on the pages has an absolute URL: say where the service answers with --base-url URL, or call NewClient with WithBaseURL")
	}
	return p, nil
}

// isPerTenant reports whether a base URL has placeholders, which the pages write in
// brackets: nothing can be sent there.
func isPerTenant(base string) bool { return strings.ContainsAny(base, "{}<>") }

// newPlanner returns a planner that knows no name but those that are reserved.
func newPlanner(m *model.Model, o Options) *planner {
	perTenant := ""
	if isPerTenant(o.BaseURL) {
		perTenant, o.BaseURL = o.BaseURL, ""
	}
	p := &planner{
		o:         o,
		perTenant: perTenant,
		types:     make(map[*model.Type]ident.Ident, len(m.Types)),
		enums:     make(map[*model.Enum]ident.Ident, len(m.Enums)),
		members:   make(map[*model.Enum][]*Member, len(m.Enums)),
		names:     make(map[*model.Operation]operationName, len(m.Operations)),
		fields:    make(map[*model.Type][]*Field, len(m.Types)),
		structs:   map[ident.Ident]*Struct{},
		made:      make(map[*model.Operation]*Declarations, len(m.Operations)),
		groups:    map[string]*Group{},
		chosen:    make(map[any]bool, len(m.Types)+len(m.Enums)),
		out:       make(map[any]bool, len(m.Types)+len(m.Enums)),
		uses:      map[string]bool{},
	}
	p.reserve()
	return p
}

// group returns the group of the stem.
func (p *planner) group(stem string) *Group {
	g := p.groups[stem]
	if g == nil {
		g = &Group{Stem: stem}
		p.groups[stem] = g
	}
	return g
}

// assemble puts the groups in order and collects what they use.
func (p *planner) assemble() *Package {
	pkg := &Package{Name: p.o.Package, BaseURL: p.o.BaseURL, PerTenant: p.perTenant, Doc: p.packageDoc()}
	for _, g := range p.groups {
		if len(g.Examples) > 0 {
			p.use("runExamples")
			g.Test = testName(g.Stem)
		}
		pkg.Groups = append(pkg.Groups, g)
	}
	slices.SortFunc(pkg.Groups, func(a, b *Group) int { return cmp.Compare(a.Stem, b.Stem) })
	for name := range p.uses {
		pkg.Uses = append(pkg.Uses, name)
	}
	slices.Sort(pkg.Uses)
	return pkg
}

func (p *planner) use(name string) { p.uses[name] = true }

// useType notes the names of the run-time part that a type needs.
func (p *planner) useType(t Type) Type {
	if t.Form == Optional {
		p.use("Opt")
	}
	if t.Import == "" && isOfRuntime(t.Name) {
		p.use(t.Name)
	}
	return t
}

// typeName returns the name of a type's declaration.
func typeName(d Decl) string {
	switch d := d.(type) {
	case *Struct:
		return d.Name.String()
	case *Enum:
		return d.Name.String()
	}
	return ""
}

func (p *planner) packageDoc() []string {
	at := ""
	if base := cmp.Or(p.o.BaseURL, p.perTenant); base != "" {
		at = " at " + base
	}
	doc := []string{"Package " + p.o.Package + " calls the API" + at + ", as its reference pages describe it."}
	switch {
	case p.o.Source != "" && p.o.Licence != "":
		doc = append(doc, "The descriptions are those of the pages: "+p.o.Source+", licensed under "+p.o.Licence+".")
	case p.o.Source != "":
		doc = append(doc, "The descriptions are those of the pages: "+p.o.Source+".")
	case p.o.Licence != "":
		doc = append(doc, "The descriptions are those of the pages, licensed under "+p.o.Licence+".")
	}
	return doc
}
