package explain

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
)

// Options are the options of an index.
type Options struct {
	// Dir is the folder of the pages, relative to the working directory.
	Dir string
	// BaseURL is the URL of the service. If it is empty, the URL in the model is used.
	BaseURL string
	// Names are Go names that replace the generated ones.
	Names []plan.Override
	// Records has the names that the package keeps from the lock.
	Records []plan.Record
	// Relationships selects the relationships that the package follows.
	Relationships choice.Relationships
	// Rules are further rules that Find explains, in any order.
	Rules []*source.Rule
}

// New makes an index of a model and of the findings about its pages. The positions
// of the findings are relative to the folder of the pages. New adds the findings
// of planning the package. It returns the error of [plan.New].
func New(m *model.Model, findings source.Findings, o Options) (*Index, error) {
	names, planning, err := plan.NewLookup(m, plan.Options{Package: "client", BaseURL: cmp.Or(o.BaseURL, m.BaseURL), Names: o.Names, Records: o.Records, Reserved: templates.Declared(), Choice: choice.Choice{Relationships: o.Relationships}})
	if err != nil {
		return nil, err
	}
	x := &Index{m: m, dir: filepath.ToSlash(o.Dir), names: names, findings: map[string]source.Findings{}, rules: map[string]*ruleUse{}}
	for _, t := range m.Types {
		x.addNames(typeSubject{t}, x.names.Type(t).String(), t.Namespace, t.Name)
		x.pages = append(x.pages, t.Pages...)
	}
	for _, e := range m.Enums {
		x.addNames(enumSubject{e}, x.names.Enum(e).String(), e.Namespace, e.Name)
		x.pages = append(x.pages, e.Page)
		for _, member := range x.names.Members(e) {
			x.add(memberSubject{e, member.Value}, member.Name.String())
		}
	}
	for _, op := range m.Operations {
		x.addOperation(op)
		x.pages = append(x.pages, op.Page)
	}
	x.addFindings(append(slices.Clone(findings), planning...))
	x.addRules(o.Rules)
	slices.Sort(x.pages)
	x.pages = slices.DeleteFunc(slices.Compact(x.pages), func(page string) bool { return page == "" })
	return x, nil
}

func (x *Index) add(of subject, name string) {
	if name != "" {
		x.entries = append(x.entries, entry{name, of})
	}
}

// addNames adds a type or an enum by its Go name, by its name in the API, and by
// that name with each part of the namespace: "callRecords.session".
func (x *Index) addNames(of subject, goName, namespace, name string) {
	x.add(of, goName)
	for full := namespace + "." + name; ; {
		x.add(of, full)
		_, rest, ok := strings.Cut(full, ".")
		if !ok || len(rest) < len(name) {
			return
		}
		full = rest
	}
}

// addOperation adds an operation by its name and by the names of its Go
// declarations. The name of a function leads to its request line on the page that
// names the function. The name that another page gives the function alone leads to
// that page.
func (x *Index) addOperation(op *model.Operation) {
	d := x.names.Operation(op)
	whole := operationSubject{op, nil}
	x.add(whole, op.Name)
	for i, f := range d.Functions {
		of := subjectFor(op, op.Routes[i])
		if x.names.Line(op.Routes[i]).Principal().Route == op.Routes[i] {
			x.add(of, f.Name.String())
			x.add(of, f.Request.String())
		}
		x.add(of, d.Aliases[i].String())
	}
	if d.Options != nil {
		x.add(whole, d.Options.Name.String())
	}
	if d.Body != nil {
		x.add(whole, d.Body.Name.String())
	}
}

// addFindings adds the findings by page and by rule.
func (x *Index) addFindings(findings source.Findings) {
	findings.Sort()
	for _, f := range findings {
		x.findings[f.Position.File] = append(x.findings[f.Position.File], f)
		x.pages = append(x.pages, f.Position.File)
		use := x.use(f.Rule.Name, f.Rule.Summary)
		use.severity = f.Severity
		use.findings = append(use.findings, f)
	}
}

// addRules adds the rules of the reasons in the model, and the other rules.
func (x *Index) addRules(others []*source.Rule) {
	add := func(list model.Reasons) {
		for _, r := range list {
			use := x.use(r.Why.Name, r.Why.Summary)
			use.reasons = append(use.reasons, r)
		}
	}
	for _, t := range x.m.Types {
		add(t.Reasons)
		for _, p := range t.Properties {
			add(p.Reasons)
		}
	}
	for _, e := range x.m.Enums {
		add(e.Reasons)
	}
	for _, op := range x.m.Operations {
		add(op.Reasons)
	}
	for _, rule := range others {
		if x.rules[rule.Name] == nil {
			x.use(rule.Name, rule.Summary).severity = rule.Severity
		}
	}
	slices.SortFunc(x.ruleList, func(a, b *ruleUse) int { return cmp.Compare(a.name, b.name) })
	for _, use := range x.ruleList {
		x.add(ruleSubject{use}, use.name)
	}
}

func (x *Index) use(name, summary string) *ruleUse {
	use := x.rules[name]
	if use == nil {
		use = &ruleUse{name: name, summary: summary}
		x.rules[name] = use
		x.ruleList = append(x.ruleList, use)
	}
	return use
}

// pageName converts a path to the form in the model. The path may be relative to
// the working directory or to the folder of the pages, or be a link to the
// documentation.
func (x *Index) pageName(name string) string {
	if _, link, ok := strings.Cut(name, "://"); ok {
		link, _, _ = strings.Cut(link, "?")
		link, _, _ = strings.Cut(link, "#")
		return path.Base(link)
	}
	name = path.Clean(filepath.ToSlash(name))
	return strings.TrimPrefix(name, path.Clean(x.dir)+"/")
}
