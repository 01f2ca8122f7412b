package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Options are the options of [New].
type Options struct {
	Package string // name of the package
	// Choice selects the part of the model in the package.
	Choice choice.Choice
	// Source names the origin of the pages, and Licence their licence.
	Source, Licence string
	// DocsURL is the prefix of links to pages. If it is empty, the
	// documentation has the paths of the pages.
	DocsURL string
	BaseURL string
	// Template reports whether the placeholders in BaseURL are intended: the client is
	// given values for them. Otherwise a BaseURL with placeholders is that of no client.
	Template bool
	// Names has the names that replace those of the plan.
	Names []Override
	// Records has the names of an earlier package, which the package keeps.
	Records []Record
	// Reserved has the exported names of the runtime, and the methods and
	// fields of Object with the prefix "Object.".
	Reserved []string
	// Stems has the names of the files of the runtime, without ".go".
	Stems []string
}

// planner is the state of planning a package. Code looks up its maps and does
// not range over them.
type planner struct {
	o         Options
	perTenant string // see [Package.PerTenant]
	findings  source.Findings

	scope scope
	// chosenNames take precedence over names of the plan.
	chosenNames overrides
	held        held // see keep

	lines *lines.Index
	// follows reports whether the type of a property is in the package.
	follows func(*model.Property) bool

	types   map[*model.Type]ident.Ident
	enums   map[*model.Enum]ident.Ident
	members map[*model.Enum][]*Member
	names   map[*model.Operation]operationName
	// families has the types for which some function takes any subtype.
	families map[*model.Type]family
	fields   map[*model.Type][]*Field // the fields of the type itself
	groups   map[string]*Group
	homes    *homes
	// functions has the planned functions by request line.
	functions   map[*lines.Line]*Function
	made        map[*model.Operation]*Declarations
	permissions []*Permissions
	chosen      map[any]bool        // the included types and enums
	out         map[any]bool        // types and enums that are excluded by name
	kept        map[*model.Ref]bool // properties whose values are kept as JSON
	uses        map[string]bool
}

// New plans a package. The findings are only about the chosen part, and
// unsorted. It returns an error if the options are invalid.
func New(m *model.Model, o Options) (*Package, source.Findings, error) {
	p, err := planChosen(m, o)
	if err != nil {
		return nil, nil, err
	}
	pkg := p.assemble()
	pkg.Unused = p.unused(m)
	return pkg, p.findings, nil
}

// planChosen plans the chosen part of a model.
func planChosen(m *model.Model, o Options) (*planner, error) {
	if _, err := ident.Parse(o.Package); err != nil || strings.ToLower(o.Package) != o.Package {
		return nil, fmt.Errorf("%q can't be the name of a package: want lower-case letters and digits, and no reserved word of Go", o.Package)
	}
	chosen, err := o.Choice.Of(m)
	if err != nil {
		return nil, err
	}
	ops := chosen.Operations
	p := newPlanner(m, o)
	p.take(m, chosen)
	if err := p.newOverrides(m); err != nil {
		return nil, err
	}
	p.nameAll(m, p.principals(ops))
	if err := p.checkChosenLines(m); err != nil {
		return nil, err
	}
	p.homes = p.newHomes(m)
	p.declareTypes(m)
	p.operations(m, ops)
	p.checkBaseURL(ops)
	return p, nil
}

// checkBaseURL reports a package whose client has to be given the base URL.
func (p *planner) checkBaseURL(ops []*model.Operation) {
	switch {
	case len(ops) == 0:
	case p.perTenant != "":
		p.findings.Add(source.Position{File: ops[0].Page}, ruleTenantBaseURL, "the base URL %s differs between tenants; set it with --base-url URL, or call NewClient with WithBaseURL", p.perTenant)
	case p.o.BaseURL == "":
		p.findings.Add(source.Position{File: ops[0].Page}, ruleNoBaseURL, "no example on the pages has an absolute URL; set the base URL with --base-url URL, or call NewClient with WithBaseURL")
	}
}

// take records what is chosen and what is left out.
func (p *planner) take(m *model.Model, chosen *choice.Chosen) {
	p.lines, p.follows = chosen.Lines, chosen.Follows
	for _, t := range m.Types {
		p.chosen[t] = chosen.HasType(t)
		p.leaveOut(t, chosen)
		for _, q := range t.Properties {
			if !p.follows(q) {
				p.kept[&q.Ref] = true
			}
		}
	}
	for _, e := range m.Enums {
		p.chosen[e] = chosen.HasEnum(e)
		p.leaveOut(e, chosen)
	}
}

// principals returns the operations that name the functions of the given ones.
func (p *planner) principals(ops []*model.Operation) map[*model.Operation]bool {
	principals := make(map[*model.Operation]bool, len(ops))
	for _, op := range ops {
		for _, r := range op.Routes {
			principals[p.lines.Of(r).Principal().Operation] = true
		}
	}
	return principals
}

// declareTypes plans the chosen types and enums, in the order of their names.
func (p *planner) declareTypes(m *model.Model) {
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
	p.interfaces(m)
	for _, g := range p.groups {
		slices.SortStableFunc(g.Decls, func(a, b Decl) int { return strings.Compare(typeName(a), typeName(b)) })
	}
}

// leaveOut records a type or enum that is excluded by name.
func (p *planner) leaveOut(what any, chosen *choice.Chosen) {
	if chosen.IsOut(what) {
		p.out[what] = true
	}
}

// isPerTenant reports whether a base URL has placeholders, which are in brackets. No
// request can be sent to it.
func isPerTenant(base string) bool { return strings.ContainsAny(base, "{}<>") }

// newPlanner returns a planner that has only the reserved names.
func newPlanner(m *model.Model, o Options) *planner {
	perTenant := ""
	if isPerTenant(o.BaseURL) && !o.Template {
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
		functions: map[*lines.Line]*Function{},
		families:  map[*model.Type]family{},
		made:      make(map[*model.Operation]*Declarations, len(m.Operations)),
		groups:    map[string]*Group{},
		chosen:    make(map[any]bool, len(m.Types)+len(m.Enums)),
		out:       make(map[any]bool, len(m.Types)+len(m.Enums)),
		uses:      map[string]bool{},
		kept:      map[*model.Ref]bool{},
	}
	p.reserve()
	if isPerTenant(o.BaseURL) {
		p.use("WithBaseURLValue")
	}
	return p
}

// group returns the group with the given stem.
func (p *planner) group(stem string) *Group {
	g := p.groups[stem]
	if g == nil {
		g = &Group{Stem: stem}
		p.groups[stem] = g
	}
	return g
}

// assemble sorts the groups and collects the names of the runtime that they
// use.
func (p *planner) assemble() *Package {
	pkg := &Package{Name: p.o.Package, BaseURL: p.o.BaseURL, PerTenant: p.perTenant}
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
	pkg.Doc = append(p.packageDoc(), p.overview(pkg)...)
	pkg.Records = p.records()
	pkg.Permissions = p.permissions
	slices.SortFunc(pkg.Permissions, func(a, b *Permissions) int { return cmp.Compare(a.Function.String(), b.Function.String()) })
	return pkg
}

func (p *planner) use(name string) { p.uses[name] = true }

// useType records the names of the runtime that a type needs.
func (p *planner) useType(t Type) Type {
	if t.Form == Optional {
		p.use("Opt")
	}
	if t.Import == "" && isOfRuntime(t.Name) {
		p.use(t.Name)
	}
	return t
}

// typeName returns the name of the type that d declares.
func typeName(d Decl) string {
	switch d := d.(type) {
	case *Struct:
		return d.Name.String()
	case *Enum:
		return d.Name.String()
	case *Interface:
		return d.Name.String()
	}
	return ""
}

// packageDoc returns the first paragraphs of the package documentation: its
// purpose and the source of the descriptions.
func (p *planner) packageDoc() []Block {
	at := ""
	if base := cmp.Or(p.o.BaseURL, p.perTenant); base != "" {
		at = " at " + base
	}
	doc := []Block{paragraph("Package " + p.o.Package + " is a client for the API" + at + ", generated from its reference pages.")}
	switch {
	case p.o.Source != "" && p.o.Licence != "":
		doc = append(doc, paragraph("The descriptions are copied from the pages: "+p.o.Source+", licensed under "+p.o.Licence+"."))
	case p.o.Source != "":
		doc = append(doc, paragraph("The descriptions are copied from the pages: "+p.o.Source+"."))
	case p.o.Licence != "":
		doc = append(doc, paragraph("The descriptions are copied from the pages, licensed under "+p.o.Licence+"."))
	}
	return doc
}
