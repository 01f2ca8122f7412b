package schema

import (
	"slices"
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

	enum    bool         // the cell says that the type is an enum
	doubt   *source.Rule // the fault of the cell if no page describes a type with the name
	ofName  bool         // the link is that of the name cell, and the field is its text
	carrier string       // the primitive type if no page describes a type with the name
	joined  bool         // the name is made of words that end in the carrier
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
	if c.entries != nil {
		d.referDictionary(ref, c.entries, owner, name, at)
		return
	}
	if c.union != nil {
		d.unions = append(d.unions, union{reference{ref: ref, at: at, text: c.text, why: why, owner: owner, field: name}, c.union, false})
		return
	}
	if c.fault != nil {
		d.Findings.Add(at, c.fault, "%s: %s", quote(name), faultText[c.fault])
		if c.fault == ruleTypeMissing {
			d.leaveOpen(ref)
		}
		return
	}
	r := reference{ref: ref, name: c.name, target: c.target, at: at, text: c.text, why: why, owner: owner, field: name, doubt: c.doubt, carrier: c.carrier, joined: c.joined, ofName: c.ofName}
	if p := edm.InCell(c.name); p.Name != "" && (c.target == "" || !isPageLink(c.target)) {
		d.referPrimitive(r, p, c.enum, description)
		return
	}
	if r.values = inlineValues(description); r.values.single && !c.enum {
		r.values = values{} // the name is that of a type, and the words may be of its properties
	}
	d.pending = append(d.pending, r)
}

// referPrimitive sets a primitive type. A string with a list of values stays
// pending, because it may be an enum.
func (d *Declarations) referPrimitive(r reference, p edm.Primitive, enum bool, description page.Text) {
	r.ref.Type = p.Name
	addTypeReason(r.why, whyCell, r.at, r.text)
	if edm.IsSizeless(r.name) {
		d.sizeless = append(d.sizeless, sizeless{r.ref, r.why, r.at})
	}
	if p.Name != edm.String {
		return
	}
	if r.values = inlineValues(description); len(r.members) > 0 {
		d.listed = append(d.listed, reference{ref: r.ref, at: r.at, why: r.why, owner: r.owner, field: r.field, values: r.values, enum: enum})
	}
}

// leavesOpen reports whether the type cell of a row does not certainly name a
// type.
func (d *Declarations) leavesOpen(ref *model.Ref) bool {
	return d.open[ref] || slices.ContainsFunc(d.pending, func(r reference) bool { return r.ref == ref && r.doubt != nil })
}

// leaveOpen records that the type cell states nothing of the type.
func (d *Declarations) leaveOpen(ref *model.Ref) {
	if d.open == nil {
		d.open = map[*model.Ref]bool{}
	}
	d.open[ref] = true
}

var faultText = map[*source.Rule]string{
	ruleTypeMissing:    "the row has no type",
	ruleTypeUnreadable: "the type cell is not a type name",
	ruleTypeGeneral:    "the type cell names no type, only a kind of type",
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
// nearest common base type, if that says more than that they are entities, and else
// leaves the body untyped.
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
	d.ReferMade(t, ref, at)
}

// ReferMade makes ref another reference to a type of [Declarations.Make].
func (d *Declarations) ReferMade(t *model.Type, ref *model.Ref, at source.Position) {
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
