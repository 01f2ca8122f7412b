package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// unresolved is a reference to a name that no page describes.
type unresolved struct {
	page *Declarations
	*reference
}

// resolve finds what every pending reference stands for, and returns those
// that name something that no page describes.
func (l *linker) resolve() (left []unresolved) {
	for _, d := range l.pages {
		for i := range d.pending {
			r := &d.pending[i]
			if l.dropped[r.ref] {
				continue
			}
			if n := l.lookup(d, r); n != nil {
				n.set(r.ref)
				rule := whyWord
				if r.target != "" {
					rule = whyLink
				}
				because(r.why, cmp.Or(r.rule, rule), r.at, r.text)
				if n.enum != nil {
					l.joinMembers(n.enum, r.members, r.at)
					r.ref.Values = r.names()
				}
				l.noteImplied(n, d, r)
			} else if p := edm.InCell(r.name); p.Name != "" {
				r.ref.Type = p.Name
				because(r.why, whyCell, r.at, r.text)
			} else {
				left = append(left, unresolved{d, r})
			}
		}
	}
	return left
}

// resolveUnions gives what may be of several types the type that all of them
// derive from, the nearest one.
func (l *linker) resolveUnions() {
	for _, d := range l.pages {
		for i := range d.unions {
			u := &d.unions[i]
			if l.dropped[u.ref] {
				continue
			}
			if base := l.commonBase(d, u); base != nil {
				u.ref.Type, u.ref.Struct = base.Qualified(), base
				because(u.why, whyUnion, u.at, u.text)
				l.findings.Add(u.at, ruleTypeUnionBase, "%s: the type cell names several types: they are read as %s, which they have in common", quote(u.field), quote(u.ref.Type))
			} else {
				l.findings.Add(u.at, ruleTypeUnion, "%s: %s", quote(u.field), faultText[ruleTypeUnion])
			}
		}
	}
}

// commonBase returns the nearest type that all types of a union are or derive
// from, or nil.
func (l *linker) commonBase(d *Declarations, u *union) (base *model.Type) {
	for i, link := range u.links {
		n := l.lookup(d, &reference{name: link.Text, target: link.Target, at: u.at})
		if n == nil || n.typ == nil {
			return nil
		}
		if i == 0 {
			base = n.typ
		}
		base = base.CommonBase(n.typ)
	}
	return base
}

// impliedLink is a page's first reference to a type that no page describes, but
// that is known from the request table of an operation.
type impliedLink struct {
	page *Declarations
	typ  *model.Type
	*reference
}

// noteImplied keeps the reference if it is such a one.
func (l *linker) noteImplied(n *named, d *Declarations, r *reference) {
	if n.typ == nil || !n.typ.Implied || r.made {
		return
	}
	for i := range l.implied {
		if known := &l.implied[i]; known.page == d && known.typ == n.typ {
			if r.at.Compare(known.at) < 0 {
				known.reference = r
			}
			return
		}
	}
	l.implied = append(l.implied, impliedLink{d, n.typ, r})
}

func (n *named) set(ref *model.Ref) {
	if n.typ != nil {
		ref.Type, ref.Struct = n.typ.Qualified(), n.typ
	} else {
		ref.Type, ref.Enum = n.enum.Qualified(), n.enum
	}
}

// lookup finds the name of a reference on the page d, or returns nil.
func (l *linker) lookup(d *Declarations, r *reference) *named {
	if r.name == "" {
		return nil
	}
	if r.target != "" {
		if n := l.byTarget(d, r); n != nil {
			return n
		}
	}
	return l.byName(d, r)
}

// byTarget resolves a link. What its target page declares under the link's
// text comes first. A text that names something else is believed before the
// target, whose link may be a copy, unless it is the target's own file name or
// short for the target's type.
func (l *linker) byTarget(d *Declarations, r *reference) *named {
	file, anchor := stem(r.target)
	target := d
	if file != "" {
		target = l.stems[file]
	}
	if target == nil {
		return nil
	}
	_, short := splitName(r.name)
	if n := target.declares(l, short); n != nil {
		return n
	}
	if enum, ok := strings.CutSuffix(anchor, "-values"); ok {
		if n := target.declares(l, enum); n != nil {
			return n
		}
	}
	if edm.InCell(r.name).Name != "" {
		return nil // an explanation of the primitive type
	}
	sole := target.sole(l)
	if file == "" || target.lacks(anchor) {
		sole = nil // what the anchor names is gone, and is not all of the page
	}
	if sole != nil && (strings.EqualFold(short, file) || hasSuffixFold(file, "-"+short)) {
		return sole
	}
	n := l.byText(d, target, r)
	if sole == nil {
		return n
	}
	return l.textOrTarget(r, n, sole)
}

// textOrTarget chooses between what the text of a link names, which may be nothing
// known, and what its target describes.
func (l *linker) textOrTarget(r *reference, text, target *named) *named {
	namespace, short := splitName(r.name)
	switch {
	case text == nil:
		l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s", quote(r.name), quote(target.qualified()))
		return target
	case text == target:
	case namespace == "" && isShortFor(short, target.name()):
		l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s, for which that is short: the latter is believed", quote(r.name), quote(target.name()))
		return target
	default:
		l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s: the former is believed", quote(r.name), quote(target.name()))
	}
	return text
}

// byText resolves the text of a link, in the namespace of its target first.
func (l *linker) byText(d, target *Declarations, r *reference) *named {
	if namespace, short := splitName(r.name); namespace == "" {
		for _, in := range []string{target.Namespace, d.Namespace} {
			if n := l.find(in, short); n != nil {
				return n
			}
		}
	}
	return l.byName(d, r)
}

// name is the short name of a type or enum as its page spells it.
func (n *named) name() string {
	if n.typ != nil {
		return n.typ.Name
	}
	return n.enum.Name
}

func (n *named) qualified() string {
	if n.typ != nil {
		return n.typ.Qualified()
	}
	return n.enum.Qualified()
}

// isShortFor reports whether the words of a text, the last of which may be in the
// plural, are some of those that a name is made of: "message" and "messages" are
// short for "chatMessage", "info" is for "participantInfo", and "tug" isn't for
// "tugboat".
func isShortFor(text, name string) bool {
	for _, text := range [...]string{text, dialect.Singular(text)} {
		for i := 0; text != "" && i+len(text) <= len(name); i++ {
			if startsWord(name, i) && startsWord(name, i+len(text)) && strings.EqualFold(name[i:i+len(text)], text) {
				return true
			}
		}
	}
	return false
}

// startsWord reports whether a word of a name in camel case begins at i, or the
// name ends there.
func startsWord(name string, i int) bool {
	return i == 0 || i == len(name) || 'A' <= name[i] && name[i] <= 'Z'
}

// lacks reports whether the page has no heading that an anchor names.
func (d *Declarations) lacks(anchor string) bool {
	return anchor != "" && !slices.ContainsFunc(d.Page.Sections, func(s *page.Section) bool { return strings.EqualFold(s.Anchor, anchor) })
}

// declares returns what the page declares under the short name, or nil.
func (d *Declarations) declares(l *linker, short string) *named {
	for _, t := range d.Types {
		if strings.EqualFold(t.Name, short) {
			return l.find(t.Namespace, t.Name)
		}
	}
	for _, e := range d.Enums {
		if strings.EqualFold(e.Name, short) {
			return l.find(e.Namespace, e.Name)
		}
	}
	return nil
}

// sole returns the first type that the page describes, or its only enum.
func (d *Declarations) sole(l *linker) *named {
	if len(d.declared) > 0 {
		return l.find(d.declared[0].typ.Namespace, d.declared[0].typ.Name)
	}
	if len(d.Enums) == 1 {
		return l.find(d.Enums[0].Namespace, d.Enums[0].Name)
	}
	return nil
}

// byName resolves a qualified name, or a short one in the namespace of the
// page, in those around it, or in the only namespace that has it.
func (l *linker) byName(d *Declarations, r *reference) *named {
	if n := l.find("", r.name); n != nil {
		return n
	}
	for in := d.Namespace; in != ""; in, _ = splitName(in) {
		if n := l.find(in, r.name); n != nil {
			return n
		}
	}
	_, short := splitName(r.name)
	found := l.shorts[strings.ToLower(short)]
	if len(found) == 0 {
		return nil
	}
	if len(found) > 1 {
		l.findings.Add(r.at, ruleTypeAmbiguous, "%s may be %s or %s: the first is assumed", quote(r.name), quote(found[0].key), quote(found[1].key))
	}
	return found[0]
}

// reportUnresolved reports the references that are left without a type.
func (l *linker) reportUnresolved(left []unresolved) {
	for _, link := range l.implied {
		what := "no page describes this type"
		if isPageLink(link.target) {
			what = "the page that the link names (" + link.target + ") is not there"
		}
		l.findings.Add(link.at, rulePageMissing, "%s: %s; it has the properties of the request table", quote(link.name), what)
	}
	for _, u := range left {
		switch {
		case u.ref.Type != edm.Untyped || l.dropped[u.ref]:
		case u.name == "":
			l.findings.Add(u.at, ruleTypeUnresolved, "%s: the cell says that this is an enum, and the description lists no members", quote(u.field))
		case l.isThere(u.target):
			l.findings.Add(u.at, ruleTypeUnresolved, "%s: no page describes this type, and the link (%s) leads to nothing that does", quote(u.name), u.target)
		case u.target != "" && isPageLink(u.target):
			l.findings.Add(u.at, rulePageMissing, "%s: no page describes this type (link to %s)", quote(u.name), u.target)
		default:
			l.findings.Add(u.at, ruleTypeUnresolved, "%s: no page describes this type", quote(u.name))
		}
	}
}

// isThere reports whether a link leads to a page that was read, whatever it has.
func (l *linker) isThere(target string) bool {
	file, anchor := stem(target)
	return file == "" && anchor != "" || l.stems[file] != nil && isPageLink(target)
}
