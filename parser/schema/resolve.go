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

// resolve resolves the pending references. It returns those that no page
// describes.
func (l *linker) resolve() (left []unresolved) {
	for _, d := range l.pages {
		for i := range d.pending {
			r := &d.pending[i]
			if l.dropped[r.ref] {
				continue
			}
			if n := l.lookup(d, r); n != nil {
				n.set(r.ref)
				r.ref.Collection = r.ref.Collection || r.isMany(n)
				rule := whyWord
				if r.target != "" {
					rule = whyLink
				}
				addTypeReason(r.why, cmp.Or(r.rule, rule), r.at, r.text)
				if n.enum != nil {
					l.joinMembers(n.enum, r.members, r.at)
					r.flag(n.enum)
					reportUnread(&l.findings, n.enum, r.values, r.at)
					r.ref.Values = r.names()
				}
				l.noteImplied(n, d, r)
			} else if p := edm.InCell(r.name); p.Name != "" {
				r.ref.Type = p.Name
				addTypeReason(r.why, whyCell, r.at, r.text)
			} else {
				left = append(left, unresolved{d, r})
			}
		}
	}
	return left
}

// flag makes an enum one with flags if the description of a single value says
// that values can be combined.
func (r *reference) flag(e *model.Enum) {
	if r.flags && !r.ref.Collection && !e.Flags {
		e.Flags = true
		e.Reasons.Add("flags", whyFlagsSaid, r.at, "")
	}
}

// isMany reports whether the type cell of a row has the plural of the type's
// name.
func (r *reference) isMany(n *named) bool {
	_, short := splitName(r.name)
	return r.owner != "" && !strings.EqualFold(short, n.name()) && strings.EqualFold(dialect.Singular(short), n.name())
}

// resolveUnions gives each union the nearest common base type of its types.
func (l *linker) resolveUnions() {
	for _, d := range l.pages {
		for i := range d.unions {
			u := &d.unions[i]
			if l.dropped[u.ref] {
				continue
			}
			if u.either {
				l.resolveEither(d, u)
				continue
			}
			if base := l.commonBase(d, u); base != nil {
				u.ref.Type, u.ref.Struct = base.Qualified(), base
				addTypeReason(u.why, whyUnion, u.at, u.text)
				l.findings.Add(u.at, ruleTypeUnionBase, "%s: the type cell names several types; it is read as %s, their nearest common base type", quote(u.field), quote(u.ref.Type))
			} else {
				l.findings.Add(u.at, ruleTypeUnion, "%s: %s", quote(u.field), faultText[ruleTypeUnion])
			}
		}
	}
}

// resolveEither resolves the types that a sentence says a body is one of. Types
// of different families have no type for both.
func (l *linker) resolveEither(d *Declarations, u *union) {
	var covering *model.Type
	for i, link := range u.links {
		n := l.lookup(d, &reference{name: link.Text, target: link.Target, at: u.at})
		switch {
		case n == nil || n.typ == nil:
			if i == 0 {
				return
			}
		case covering == nil:
			covering = n.typ
		default:
			base := covering.Covering(n.typ)
			if base == nil {
				l.findings.Add(u.at, ruleBodyEither, "the body is %s, which have no common base type; it is kept as JSON", eitherOf(u.links))
				u.ref.Type, u.ref.Struct = edm.Untyped, nil
				return
			}
			covering = base
		}
	}
	u.ref.Type, u.ref.Struct = covering.Qualified(), covering
}

// eitherOf names the types of a union in words: `"a" or "b"`.
func eitherOf(links []page.Span) string {
	names := make([]string, len(links))
	for i, link := range links {
		names[i] = quote(link.Text)
	}
	return strings.Join(names, " or ")
}

// commonBase returns the nearest common base type of a union's types, or nil.
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

// impliedLink is a page's first reference to an implied type: one that no page
// describes, but that the request table of an operation defines.
type impliedLink struct {
	page *Declarations
	typ  *model.Type
	*reference
}

// noteImplied records r if it refers to an implied type.
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

// lookup returns the entry for a reference on page d, or nil.
func (l *linker) lookup(d *Declarations, r *reference) *named {
	if r.name == "" {
		return nil
	}
	if r.target != "" {
		if n := l.byTarget(d, r); n != nil {
			return n
		}
	}
	if n := l.byName(d, r); n != nil {
		return n
	}
	return l.byFold(d, r)
}

// byTarget resolves a link. A declaration on the target page with the name in
// the link text comes first. If the link text names something else, it takes
// precedence over the target, because the link may be a copy. The exceptions
// are a text that is the file name of the target, and one that is short for the
// target's type.
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
		return nil // the link explains the primitive type
	}
	subject := target.subject(l)
	if subject == nil || file == "" || target.lacks(anchor) { // the anchor is gone, or names only a part of the page
		return l.byText(d, target, r)
	}
	if strings.EqualFold(short, file) || hasSuffixFold(file, "-"+short) || r.isFor(subject) {
		return subject
	}
	return l.textOrTarget(r, l.byText(d, target, r), subject)
}

// isFor reports whether the text of a link, or the name of a property beside it,
// is the name of a type or its plural.
func (r *reference) isFor(n *named) bool {
	_, short := splitName(r.name)
	return r.ofName && sameNumberless(r.field, n.name()) || sameNumberless(short, n.name())
}

// textOrTarget chooses between the entry that the link text names, which may be
// nil, and the one that the target describes.
func (l *linker) textOrTarget(r *reference, text, target *named) *named {
	namespace, short := splitName(r.name)
	switch {
	case text == nil:
		l.findings.Add(r.at, ruleLinkMismatch, "the link text says %s and the target describes %s; the target is used", quote(r.name), quote(target.qualified()))
		return target
	case text == target:
	case namespace == "" && isShortFor(short, target.name()):
		l.findings.Add(r.at, ruleLinkMismatch, "the link text says %s and the target describes %s; the text is short for the target, which is used", quote(r.name), quote(target.name()))
		return target
	default:
		l.findings.Add(r.at, ruleLinkMismatch, "the link text says %s and the target describes %s; the text is used", quote(r.name), quote(target.name()))
	}
	return text
}

// byText resolves the text of a link. The namespace of the target page comes
// first.
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

// name returns the short name of a type or enum as its page spells it.
func (n *named) name() string {
	if n.typ != nil {
		return n.typ.Name
	}
	return n.enum.Name
}

// qualified returns the qualified name of a type or enum.
func (n *named) qualified() string {
	if n.typ != nil {
		return n.typ.Qualified()
	}
	return n.enum.Qualified()
}

// isShortFor reports whether the words of text are some of the words of name.
// The last word of text may be a plural. "message" and "messages" are short for
// "chatMessage", and "info" for "participantInfo", but "tug" is not short for
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

// startsWord reports whether a word of a camel-case name begins at i, or the
// name ends there.
func startsWord(name string, i int) bool {
	return i == 0 || i == len(name) || 'A' <= name[i] && name[i] <= 'Z'
}

// lacks reports whether the page has no heading with the anchor.
func (d *Declarations) lacks(anchor string) bool {
	return anchor != "" && !slices.ContainsFunc(d.Page.Sections, func(s *page.Section) bool { return strings.EqualFold(s.Anchor, anchor) })
}

// declares returns what the page declares under a short name, or nil.
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

// subject returns the first type that the page describes, or its only enum, or
// nil.
func (d *Declarations) subject(l *linker) *named {
	if len(d.declared) > 0 {
		return l.find(d.declared[0].typ.Namespace, d.declared[0].typ.Name)
	}
	if len(d.Enums) == 1 {
		return l.find(d.Enums[0].Namespace, d.Enums[0].Name)
	}
	return nil
}

// byName resolves a qualified or short name. A short name is looked up in the
// namespace of the page, then in its parent namespaces, then in all others.
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
	found := l.byShort(short)
	if len(found) == 0 {
		return nil
	}
	if len(found) > 1 {
		l.findings.Add(r.at, ruleTypeAmbiguous, "%s may be %s or %s; the first is used", quote(r.name), quote(found[0].key), quote(found[1].key))
	}
	return found[0]
}

// byShort returns the entries of a short name. If there are none, it returns
// those of its plural or singular, or else the complex types of the name without
// the ending "Type", or with it.
func (l *linker) byShort(short string) []*named {
	lower := strings.ToLower(short)
	for _, name := range [...]string{lower, dialect.Singular(lower), dialect.Plural(lower)} {
		if found := l.shorts[name]; len(found) > 0 {
			return found
		}
	}
	if name, ok := strings.CutSuffix(lower, typeEnding); ok {
		return l.complexNamed(name)
	}
	return l.complexNamed(lower + typeEnding)
}

// typeEnding may end the name of a complex type.
const typeEnding = "type"

// complexNamed returns the complex types with a short name. An entity type is
// never meant by a name that differs from its own.
func (l *linker) complexNamed(short string) []*named {
	return slices.DeleteFunc(slices.Clone(l.shorts[short]), func(n *named) bool { return n.typ == nil || n.isEntity() })
}

// sameNumberless reports whether two names differ in number at most: one is the
// plural of the other.
func sameNumberless(a, b string) bool {
	return strings.EqualFold(a, b) || strings.EqualFold(dialect.Singular(a), dialect.Singular(b))
}

// reportUnresolved reports the references without a type.
func (l *linker) reportUnresolved(left []unresolved) {
	for _, link := range l.implied {
		what := "no page describes this type"
		if isPageLink(link.target) {
			what = "the link target " + link.target + " does not exist"
		}
		l.findings.Add(link.at, rulePageMissing, "%s: %s; its properties are those of the request table", quote(link.name), what)
	}
	reported := map[*Declarations]map[string]bool{}
	for _, u := range left {
		switch {
		case u.ref.Type != edm.Untyped || l.dropped[u.ref]:
		case u.doubt != nil:
			u.ref.Collection = u.ref.Collection || dialect.Says(dialect.ManyNoun, u.name)
			l.findings.Add(u.at, u.doubt, "%s: %s", quote(u.field), faultText[u.doubt])
		case l.readAsText(u):
		case strings.EqualFold(u.name, model.JSONName) && !isPageLink(u.target): // no page has to describe it
		case u.text == "" && repeats(reported, u):
			if (isPageLink(u.target) || u.isElsewhere()) && !l.pageExists(u.target) {
				u.keepName()
			}
		case u.name == "":
			// The members of an enum are strings in JSON.
			u.ref.Type = edm.String
			l.findings.Add(u.at, ruleTypeUnresolved, "%s: the type cell says enum, but the description lists no members; the values are read as %s", quote(u.field), edm.String)
		case l.pageExists(u.target):
			l.findings.Add(u.at, ruleTypeUnresolved, "%s: no page describes this type, and the link target %s does not either", quote(u.name), u.target)
		case u.target != "" && (isPageLink(u.target) || u.isElsewhere()):
			l.findings.Add(u.at, rulePageMissing, "%s: no page describes this type (link target %s)", quote(u.name), u.target)
			u.keepName()
		default:
			l.findings.Add(u.at, ruleTypeUnresolved, "%s: no page describes this type", quote(u.name))
		}
	}
}

// readAsText gives a reference to a type that no page describes the primitive
// type that its cell or its description has beside the name, if any.
func (l *linker) readAsText(u unresolved) bool {
	switch {
	case u.joined:
		u.ref.Type = u.carrier
	case u.carrier != "":
		u.ref.Type = u.carrier
		l.findings.Add(u.at, ruleTypeUnresolved, "%s: no page describes this type; the values are read as %s", quote(u.name), u.carrier)
	case u.quoted:
		u.ref.Type = edm.String
		l.findings.Add(u.at, ruleTypeUnresolved, "%s: no page describes this type; the description lists words in quotation marks, so the values are read as %s", quote(cmp.Or(u.name, u.field)), edm.String)
	default:
		return false
	}
	return true
}

// repeats reports whether a name outside of tables was reported on its page before, and
// notes that it is now.
func repeats(reported map[*Declarations]map[string]bool, u unresolved) bool {
	_, short := splitName(u.name)
	names := reported[u.page]
	if names == nil {
		names = map[string]bool{}
		reported[u.page] = names
	}
	was := names[strings.ToLower(short)]
	names[strings.ToLower(short)] = true
	return was
}

// isElsewhere reports whether the link leads to a page with the name of the type in
// another reference: "/graph/api/resources/itembody".
func (u *unresolved) isElsewhere() bool {
	file, _ := stem(u.target)
	_, short := splitName(u.name)
	return strings.Contains(u.target, "/") && strings.EqualFold(file, short)
}

// keepName makes the name itself the type, which another source may describe: the one
// that is written. Without a namespace, it is in that of the page, and begins with a
// small letter, as the names of types do.
func (u *unresolved) keepName() {
	name := u.name
	if namespace, _ := splitName(name); namespace == "" {
		name = u.page.Namespace + "." + lowerFirst(name)
	}
	for part := range strings.SplitSeq(name, ".") {
		if !isIdentifier(part) {
			return
		}
	}
	u.ref.Type = name
}

// pageExists reports whether a link target is a page that was read.
func (l *linker) pageExists(target string) bool {
	file, anchor := stem(target)
	return file == "" && anchor != "" || l.stems[file] != nil && isPageLink(target)
}
