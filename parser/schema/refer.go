package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// reference is a type name that [Link] resolves.
type reference struct {
	ref    *model.Ref
	name   string // as on the page; empty for an enum without a name
	target string // the link target as written, or empty
	at     source.Position
	text   string         // the text of the cell with the name
	why    *model.Reasons // the reasons of the thing with this type; may be nil
	rule   *model.Why     // the reason, if it is neither whyLink nor whyWord
	// owner and field name the thing with this type, such as "user" and
	// "ageGroup".
	owner, field string
	values            // the values that the description lists, if any
	made         bool // the name is not from the page: see [Declarations.Make]
}

// union is a reference to one of several types.
type union struct {
	reference
	links  []page.Span
	either bool // see [Declarations.ReferEither]
}

// Refer reads a type cell into ref. It sets a primitive type at once; for a
// name it adds a pending reference that [Link] resolves. The owner and name,
// such as "user" and "ageGroup", name the thing with this type. If no page
// describes the type, a list of values in the description becomes an enum named
// after them.
func (d *Declarations) Refer(ref *model.Ref, typeCell, description page.Text, owner, name string, at source.Position) {
	d.refer(ref, nil, readCell(typeCell), description, owner, name, at)
}

// addTypeReason adds a reason for the type, if reasons are kept.
func addTypeReason(why *model.Reasons, rule *model.Why, at source.Position, words string) {
	if why != nil {
		why.Add("type", rule, at, words)
	}
}

func (d *Declarations) refer(ref *model.Ref, why *model.Reasons, c cell, description page.Text, owner, name string, at source.Position) {
	ref.Type, ref.Collection = edm.Untyped, c.collection
	if c.nested {
		d.Findings.Add(at, ruleTypeNested, "%s: the type cell says twice that it is a collection; it is read as a collection of single values", quote(name))
	}
	if c.union != nil {
		d.unions = append(d.unions, union{reference{ref: ref, at: at, text: c.text, why: why, owner: owner, field: name}, c.union, false})
		return
	}
	if c.fault != nil {
		d.Findings.Add(at, c.fault, "%s: %s", quote(name), faultText[c.fault])
		return
	}
	if p := edm.InCell(c.name); p.Name != "" && (c.target == "" || !isPageLink(c.target)) {
		ref.Type = p.Name
		addTypeReason(why, whyCell, at, c.text)
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
	ruleTypeUnreadable: "the type cell is not a type name",
	ruleTypeUnion:      "the type cell names several types",
}

// ReferName reads a type name outside of a table into ref. The name is the
// value of an "@odata.type", such as "Collection(microsoft.graph.user)", or the
// text of a link in prose with the target of the link.
func (d *Declarations) ReferName(ref *model.Ref, name, linkTarget string, at source.Position) {
	c := cell{target: linkTarget}
	c.words(c.unwrap(trim(name)))
	d.refer(ref, nil, c, nil, "", name, at)
}

// ReferEither reads the names of several types, of which a sentence says that a body is
// one, into ref, which refers to the first of them already. [Link] resolves them to the
// nearest common base type, if that says more than that they are entities.
func (d *Declarations) ReferEither(ref *model.Ref, types []Word, at source.Position) {
	u := union{reference: reference{ref: ref, at: at, field: types[0].Name, text: "or"}, either: true}
	for _, w := range types {
		u.links = append(u.links, page.Span{Kind: page.Link, Text: w.Name, Target: w.Target})
	}
	d.unions = append(d.unions, u)
}

// Make declares a type without a name on the page, from a table of the page,
// and makes ref a reference to it. The type is ignored if a page describes a
// type with its name.
func (d *Declarations) Make(t *model.Type, ref *model.Ref, at source.Position) {
	d.Types = append(d.Types, t)
	d.ReferName(ref, t.Name, "", at)
	d.pending[len(d.pending)-1].made = true
}

// isPageLink reports whether a link target is a page of the folder or an anchor
// on the same page.
func isPageLink(target string) bool {
	file, _, _ := strings.Cut(target, "#")
	return file == "" && target != "" || hasSuffixFold(file, ".md") && !strings.Contains(file, "://")
}

// quote returns s in quotation marks.
func quote(s string) string { return `"` + s + `"` }
