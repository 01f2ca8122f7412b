package schema

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
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
				base.set(u.ref)
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
func (l *linker) commonBase(d *Declarations, u *union) (base *named) {
	for i, link := range u.links {
		n := l.lookup(d, &reference{name: link.Text, target: link.Target, at: u.at})
		if n == nil || n.typ == nil {
			return nil
		}
		if i == 0 {
			base = n
		}
		for base != nil && n != base && !n.isBelow(base) {
			base = base.base
		}
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
	if n.typ == nil || !n.typ.Implied {
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
	namespace, short := splitName(r.name)
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
	switch {
	case sole == nil:
	case n == nil:
		l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s", quote(r.name), quote(sole.key))
	case n == sole:
	case namespace == "" && isShortFor(short, sole.name()):
		l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s, for which that is short: the latter is believed", quote(r.name), quote(sole.name()))
		return sole
	default:
		l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s: the former is believed", quote(r.name), quote(sole.name()))
	}
	if n == nil {
		return sole
	}
	return n
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

// isShortFor reports whether the words of a text, the last of which may be in the
// plural, are some of those that a name is made of: "message" and "messages" are
// short for "chatMessage", "info" is for "participantInfo", and "tug" isn't for
// "tugboat".
func isShortFor(text, name string) bool {
	for _, text := range [...]string{text, strings.TrimSuffix(text, "s")} {
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

// makeEnums makes enums of names that are described nowhere but by a list of
// values in a description. Several lists for one name are one enum.
func (l *linker) makeEnums(left []unresolved) {
	for pass := range 2 {
		for _, u := range left {
			if u.ref.Type != edm.Untyped || u.name == "" || l.dropped[u.ref] || pass == 0 && len(u.members) == 0 {
				continue
			}
			namespace, short := splitName(u.name)
			if namespace == "" {
				namespace = u.page.Namespace
			}
			key := strings.ToLower(namespace + "." + short)
			n := l.made[key]
			if n == nil {
				if len(u.members) == 0 {
					continue
				}
				n = l.makeEnum(namespace, lowerFirst(short), u)
				l.made[key] = n
			}
			n.join(u)
		}
	}
	var unnamed []unresolved
	for _, u := range left {
		if u.name == "" && !l.dropped[u.ref] {
			unnamed = append(unnamed, u)
		}
	}
	l.makeUnnamed(unnamed)
}

func (l *linker) makeEnum(namespace, name string, u unresolved) *named {
	e := &model.Enum{Namespace: namespace, Name: name, Page: u.page.Page.Path, Line: u.at.Line, Implied: u.name == ""}
	e.Reasons.Add("members", whyListed, u.at, "")
	n := &named{enum: e}
	l.order = append(l.order, n)
	l.findings.Add(u.at, ruleEnumInferred, "%s is described nowhere: its members are those listed here", quote(e.Name))
	return n
}

// join makes the reference one to the enum and adds its members.
func (n *named) join(u unresolved) {
	for _, m := range u.members {
		if findMember(n.enum.Members, m.Name) == nil {
			n.enum.Members = append(n.enum.Members, m)
		}
	}
	if u.flags && !n.enum.Flags {
		n.enum.Flags = true
		n.enum.Reasons.Add("flags", whyFlagsSaid, u.at, "")
	}
	n.set(u.ref)
	because(u.why, whyListed, u.at, u.text)
}

// makeUnnamed makes enums for lists of values that no enum is named with. Such
// an enum is called after its property; where that is a single word, which
// many properties may be called, or stands for something else already, the
// name of the owner comes before it.
func (l *linker) makeUnnamed(list []unresolved) {
	for _, u := range list {
		for _, name := range [...]string{lowerFirst(u.field), ownedName(u.owner, u.field)} {
			if name != "" && (!isLower(name) || u.owner == "") && l.nameEnum(name, u) {
				u.ref.Listed = true
				break
			}
		}
	}
}

// ownedName is the name of an enum for a field of an owner. One that ends in
// the field's name says it already; as its own name would be taken, the name
// does without its first word, an action's verb: "status" of updateCallStatus
// is a callStatus.
func ownedName(owner, field string) string {
	if !endsWithWord(owner, field) {
		return joinNames(owner, field)
	}
	if first := strings.IndexFunc(owner[1:], unicode.IsUpper) + 1; first > 0 && first < len(owner)-len(field) {
		return lowerFirst(owner[first:])
	}
	return lowerFirst(owner) + upperFirst(field)
}

// nameEnum gives the reference the enum of that name: one that pages describe,
// if it has the listed values, one made of the same list before, or a new one.
// It returns false where the name stands for something else.
func (l *linker) nameEnum(name string, u unresolved) bool {
	if n := l.find(u.page.Namespace, name); n != nil {
		if n.enum == nil || !holds(n.enum.Members, u.members) {
			return false
		}
		n.set(u.ref)
		because(u.why, whyRecognised, u.at, u.text)
		return true
	}
	key := strings.ToLower(u.page.Namespace + "." + name)
	n := l.made[key]
	switch {
	case len(u.members) == 0:
		return false
	case n == nil:
		n = l.makeEnum(u.page.Namespace, name, u)
		l.made[key] = n
	case !sameMembers(n.enum.Members, u.members):
		return false
	}
	n.join(u)
	return true
}

// holds reports whether all members of b are in a.
func holds(a, b []*model.Member) bool {
	return !slices.ContainsFunc(b, func(m *model.Member) bool { return findMember(a, m.Name) == nil })
}

func sameMembers(a, b []*model.Member) bool { return len(a) == len(b) && holds(a, b) }

// useRepresentations gives properties whose table says no more than that they
// are strings, or nothing at all, the type that the JSON representation names.
func (l *linker) useRepresentations() {
	for _, d := range l.pages {
		for _, says := range d.declared {
			for _, p := range says.typ.Properties {
				tag := says.represented[p]
				l.believeTarget(d, p, tag.name)
				if tag.name == "" || p.Type != edm.Untyped && p.Type != edm.String {
					continue
				}
				n := l.byName(d, &reference{name: tag.name, at: p.Position})
				if n == nil && l.nameListed(d, p, tag.name) {
					l.findings.Add(p.Position, ruleJSONType, "the table does not say that %s is %s: the JSON representation is believed", quote(p.Name), quote(p.Type))
					continue
				}
				if n == nil || p.Type == edm.String && n.enum == nil {
					continue
				}
				p.Collection = p.Collection || tag.collection && p.Type == edm.Untyped
				n.set(&p.Ref)
				p.Reasons.Add("type", whyRepresentation, p.Position, tag.name)
				l.findings.Add(p.Position, ruleJSONType, "the table does not say that %s is %s: the JSON representation is believed", quote(p.Name), quote(p.Type))
			}
		}
	}
}

// believeTarget gives a property the type that the link in its cell leads to,
// though the text of the link names another, where the JSON representation
// names that one too.
func (l *linker) believeTarget(d *Declarations, p *model.Property, name string) {
	if name == "" || p.Struct == nil || strings.EqualFold(name, p.Type) {
		return
	}
	n := l.find("", name)
	if n == nil {
		return
	}
	for i := range d.pending {
		r := &d.pending[i]
		if r.ref != &p.Ref || r.target == "" {
			continue
		}
		file, _ := stem(r.target)
		if target := l.stems[file]; target != nil && target.sole(l) == n {
			n.set(&p.Ref)
			p.Reasons.Add("type", whyRepresentation, p.Position, name)
			l.findings = slices.DeleteFunc(l.findings, func(f source.Finding) bool { return f.Rule == ruleLinkMismatch && f.Position == r.at })
			l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s, which the JSON representation has too: that is believed", quote(r.name), quote(p.Type))
		}
	}
}

// nameListed makes a string with a list of values an enum of the name that the
// JSON representation gives. It returns false where there is no list.
func (l *linker) nameListed(d *Declarations, p *model.Property, name string) bool {
	namespace, short := splitName(name)
	if namespace != "" && !strings.EqualFold(namespace, d.Namespace) || p.Type != edm.String {
		return false
	}
	for i := range d.listed {
		if r := &d.listed[i]; r.ref == &p.Ref && l.nameEnum(lowerFirst(short), unresolved{d, r}) {
			p.Reasons.Add("type", whyRepresentation, p.Position, name)
			return true
		}
	}
	return false
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

// recogniseLists makes a string with a list of values one of an enum that the
// pages describe, where name and members tell that this is the one: the enum
// is called after the property or after owner and property and has all the
// values, or its name ends in the property's and it has just these. Without
// such an enum one is made of the list if the description calls it that of all
// possible values. Enums of the dialect have members in lower camel case; a
// list of other words is that of a true string.
func (l *linker) recogniseLists() {
	var closed []unresolved
	for _, d := range l.pages {
		for i := range d.listed {
			r := &d.listed[i]
			if r.ref.Type != edm.String || l.dropped[r.ref] || !areMembers(r.members) {
				continue
			}
			if n := l.listedEnum(d, r); n != nil {
				n.set(r.ref)
				r.ref.Listed, r.ref.Values = true, r.names()
				because(r.why, whyRecognised, r.at, "")
				l.findings.Add(r.at, ruleEnumRecognised, "%s is a string here; its values are those of %s", quote(r.field), quote(r.ref.Type))
			} else if r.closed && r.owner != "" && r.field != "id" {
				closed = append(closed, unresolved{d, r})
			}
		}
	}
	l.makeUnnamed(closed)
}

func (l *linker) listedEnum(d *Declarations, r *reference) *named {
	for _, name := range [...]string{r.owner + r.field, r.field} {
		if n := l.find(d.Namespace, name); n != nil && n.enum != nil && holdsFold(n.enum.Members, r.members) {
			return n
		}
	}
	for _, n := range l.order {
		if n.enum == nil || !strings.EqualFold(n.enum.Namespace, d.Namespace) || !endsWithWord(n.enum.Name, r.field) {
			continue
		}
		if holdsFold(n.enum.Members, r.members) && len(withoutSentinel(n.enum.Members)) == len(withoutSentinel(r.members)) {
			return n
		}
	}
	return nil
}

// endsWithWord reports whether a name in camel case ends in the words of another.
func endsWithWord(name, word string) bool {
	return hasSuffixFold(name, word) && name[len(name)-len(word):] == upperFirst(word)
}

func withoutSentinel(members []*model.Member) []*model.Member {
	if n := len(members); n > 0 && members[n-1].Name == edm.Sentinel {
		return members[:n-1]
	}
	return members
}

// areMembers reports whether all names are in lower camel case.
func areMembers(members []*model.Member) bool {
	return !slices.ContainsFunc(members, func(m *model.Member) bool { return m.Name[0] < 'a' || m.Name[0] > 'z' })
}

// holdsFold is holds without regard to case.
func holdsFold(a, b []*model.Member) bool {
	return !slices.ContainsFunc(b, func(m *model.Member) bool {
		return !slices.ContainsFunc(a, func(n *model.Member) bool { return strings.EqualFold(m.Name, n.Name) })
	})
}
