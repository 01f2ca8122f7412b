package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// reference is a name that [Link] has to resolve.
type reference struct {
	ref    *model.Ref
	name   string // as the page has it; empty for an enum without a name
	target string // of the link, as written; empty without one
	at     source.Position
	text   string         // of the cell that has the name
	why    *model.Reasons // of what the reference is the type of; may be nil
	rule   *model.Why     // the reason, if it is neither the link nor the word
	// owner and field say what the reference is the type of: "user", "ageGroup".
	owner, field string
	values            // of the description, if it lists any
	made         bool // the name is none of the page: see [Declarations.Make]
}

// union is a reference to one of several types.
type union struct {
	reference
	links []page.Span
}

// Refer reads a type cell into ref: primitives at once, names as a pending
// reference that [Link] resolves. The owner and name say what the type is for
// ("user", "ageGroup"), so that a list of values in the description can become
// an enum where no page describes one.
func (d *Declarations) Refer(ref *model.Ref, typeCell, description page.Text, owner, name string, at source.Position) {
	d.refer(ref, nil, readCell(typeCell), description, owner, name, at)
}

// because adds a reason to those of what a reference is the type of.
func because(why *model.Reasons, rule *model.Why, at source.Position, words string) {
	if why != nil {
		why.Add("type", rule, at, words)
	}
}

func (d *Declarations) refer(ref *model.Ref, why *model.Reasons, c cell, description page.Text, owner, name string, at source.Position) {
	ref.Type, ref.Collection = edm.Untyped, c.collection
	if c.nested {
		d.Findings.Add(at, ruleTypeNested, "%s: the cell says twice that it is a collection: it is read as one of single values", quote(name))
	}
	if c.union != nil {
		d.unions = append(d.unions, union{reference{ref: ref, at: at, text: c.text, why: why, owner: owner, field: name}, c.union})
		return
	}
	if c.fault != nil {
		d.Findings.Add(at, c.fault, "%s: %s", quote(name), faultText[c.fault])
		return
	}
	if p := edm.InCell(c.name); p.Name != "" && (c.target == "" || !isPageLink(c.target)) {
		ref.Type = p.Name
		because(why, whyCell, at, c.text)
		if p.Name == edm.String {
			if v := inlineValues(description); len(v.members) > 0 {
				d.listed = append(d.listed, reference{ref: ref, at: at, why: why, owner: owner, field: name, values: v})
			}
		}
		return
	}
	d.pending = append(d.pending, reference{ref: ref, name: c.name, target: c.target, at: at, text: c.text, why: why, owner: owner, field: name, values: inlineValues(description)})
}

var faultText = map[*source.Rule]string{
	ruleTypeMissing:    "the row has no type",
	ruleTypeUnreadable: "the type cell is no type name",
	ruleTypeUnion:      "the type cell names several types",
}

// ReferName reads a type name that stands outside of a table into ref: the
// value of an "@odata.type", "Collection(microsoft.graph.user)", or the text
// of a link in prose with the link's target.
func (d *Declarations) ReferName(ref *model.Ref, name, linkTarget string, at source.Position) {
	c := cell{target: linkTarget}
	c.words(c.unwrap(trim(name)))
	d.refer(ref, nil, c, nil, "", name, at)
}

// Make declares a type that a table of the page describes and that no page names, and
// makes ref a reference to it. It counts only where no page describes a type of its name.
func (d *Declarations) Make(t *model.Type, ref *model.Ref, at source.Position) {
	d.Types = append(d.Types, t)
	d.ReferName(ref, t.Name, "", at)
	d.pending[len(d.pending)-1].made = true
}

// isPageLink reports whether a link leads to a page of the folder or a place
// on the same page, and not to a site.
func isPageLink(target string) bool {
	file, _, _ := strings.Cut(target, "#")
	return file == "" && target != "" || hasSuffixFold(file, ".md") && !strings.Contains(file, "://")
}

// quote puts a name between quotation marks.
func quote(s string) string { return `"` + s + `"` }
