package schema

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// inlineEnum declares an enum with members in prose or in a list.
func (r *reader) inlineEnum(e *model.Enum, at source.Position, blocks []page.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Prose:
			if v := inlineValues(b.Text); len(v.members) > 0 {
				e.Members, e.Flags = v.members, v.flags
				r.declareEnum(e, at)
				reportUnread(&r.d.Findings, e, v, at)
				return
			}
		case *page.List:
			for _, item := range b.Items {
				if len(item.Text) > 0 && item.Text[0].Kind != page.Plain && isIdentifier(item.Text[0].Text) {
					e.Members = append(e.Members, &model.Member{Name: item.Text[0].Text, Description: plain(item.Text[1:]), Position: item.Pos})
				}
			}
			if len(e.Members) > 1 {
				r.declareEnum(e, at)
				return
			}
			e.Members = nil
		}
	}
}

// ownEnums makes a string property an enum if the page has a section with its
// values, such as "State enumeration". The enum's name begins with the name of
// the owner, because properties of other types may have the same name and other
// values.
func (r *reader) ownEnums() {
	for i, e := range r.d.Enums {
		for _, decl := range r.d.declared {
			p := findFold(decl.typ.Properties, e.Name)
			if p == nil || p.Type != edm.String || !areIdentifiers(e.Members) {
				continue
			}
			e.Name = joinNames(decl.typ.Name, e.Name)
			p.Type, p.Listed = edm.Untyped, true
			r.d.pending = append(r.d.pending, reference{ref: &p.Ref, name: e.Name, at: p.Position, text: p.Name, why: &p.Reasons, rule: whyOwnSection})
			r.d.Findings.Add(r.d.enumAt[i], ruleEnumRecognised, "%s is a string in the table at line %d; it is read as the enum %s", quote(p.Name), p.Position.Line, quote(e.Name))
			break
		}
	}
}

// makeEnums makes enums for names that no page describes, if a description
// lists values for them. Several lists for one name make one enum.
func (l *linker) makeEnums(left []unresolved) {
	for pass := range 2 {
		for _, u := range left {
			if !l.mayBeEnum(u) || pass == 0 && len(u.members) == 0 {
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
			l.join(n, u)
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

// mayBeEnum reports whether a reference has the name of an enum that no page
// describes.
func (l *linker) mayBeEnum(u unresolved) bool {
	return u.ref.Type == edm.Untyped && u.name != "" && u.doubt == nil && !l.dropped[u.ref]
}

func (l *linker) makeEnum(namespace, name string, u unresolved) *named {
	e := &model.Enum{Namespace: namespace, Name: name, Page: u.page.Page.Path, Line: u.at.Line, Implied: u.name == ""}
	e.Reasons.Add("members", whyListed, u.at, "")
	n := &named{enum: e}
	l.order = append(l.order, n)
	l.findings.Add(u.at, ruleEnumInferred, "no page describes the enum %s; its members are the values listed here", quote(e.Name))
	return n
}

// join resolves the reference to the enum and adds its members.
func (l *linker) join(n *named, u unresolved) {
	known := make(map[string]bool, len(n.enum.Members)+len(u.members))
	for _, m := range n.enum.Members {
		known[m.Name] = true
	}
	for _, m := range u.members {
		if !known[m.Name] {
			known[m.Name] = true
			n.enum.Members = append(n.enum.Members, m)
		}
	}
	u.flag(n.enum)
	reportUnread(&l.findings, n.enum, u.values, u.at)
	n.set(u.ref)
	addTypeReason(u.why, whyListed, u.at, u.text)
}

// reportUnread reports the listed values that the enum lacks because they can't
// be the name of a member.
func reportUnread(findings *source.Findings, e *model.Enum, v values, at source.Position) {
	for _, s := range v.unread {
		if findMember(e.Members, s) == nil {
			findings.Add(at, ruleMemberUnreadable, "the value %s can't be the name of a member, and the enum %s lacks it; write the name as it is sent, one word", quote(s), quote(e.Name))
		}
	}
}

// makeUnnamed makes enums for lists of values without an enum name. The enum
// has the name of the property. If that is a single word, which many properties
// may share, or is taken, the name of the owner precedes it.
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

// ownedName returns the name of the enum for a field of an owner. If the
// owner's name already ends in the field's name, the result is the owner's name
// without its first word, the verb of an action: "status" of updateCallStatus
// gives callStatus.
func ownedName(owner, field string) string {
	if !endsWithWord(owner, field) {
		return joinNames(owner, field)
	}
	if first := strings.IndexFunc(owner[1:], unicode.IsUpper) + 1; first > 0 && first < len(owner)-len(field) {
		return lowerFirst(owner[first:])
	}
	return lowerFirst(owner) + upperFirst(field)
}

// nameEnum resolves the reference to the enum with the given name. The enum is
// one that pages describe and that has the listed values, one made from the
// same list before, or a new one. nameEnum returns false if the name is taken.
func (l *linker) nameEnum(name string, u unresolved) bool {
	if n := l.find(u.page.Namespace, name); n != nil {
		if n.enum == nil || !holds(n.enum.Members, u.members) {
			return false
		}
		n.set(u.ref)
		addTypeReason(u.why, whyRecognised, u.at, u.text)
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
	l.join(n, u)
	return true
}

// recognizeLists resolves strings with a list of values to enums that pages
// describe. An enum matches if it is named after the property, or after owner
// and property, and has all the values. It also matches if its name ends in the
// property's name and it has exactly these values. If no enum matches and the
// description says that the list is complete, a new enum is made. Enum members
// are in lower camel case; a list of other words belongs to an ordinary string,
// unless the type cell says that it is an enum.
func (l *linker) recognizeLists() {
	l.indexEnums()
	var closed []unresolved
	for _, d := range l.pages {
		for i := range d.listed {
			r := &d.listed[i]
			if r.ref.Type != edm.String || l.dropped[r.ref] || !r.enum && (len(r.unread) > 0 || !areMembers(r.members)) {
				continue
			}
			if n := l.listedEnum(d, r); n != nil {
				n.set(r.ref)
				r.ref.Listed, r.ref.Values = true, r.names()
				addTypeReason(r.why, whyRecognised, r.at, "")
				l.findings.Add(r.at, ruleEnumRecognised, "%s is a string with the values of the enum %s; it is read as the enum", quote(r.field), quote(r.ref.Type))
			} else if (r.closed || r.enum) && r.owner != "" && r.field != "id" {
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
	for _, n := range l.alike[membersKey(r.members)] {
		if !strings.EqualFold(n.enum.Namespace, d.Namespace) || !endsWithWord(n.enum.Name, r.field) {
			continue
		}
		if holdsFold(n.enum.Members, r.members) && len(withoutSentinel(n.enum.Members)) == len(withoutSentinel(r.members)) {
			return n
		}
	}
	return nil
}

// indexEnums indexes the enums by their members.
func (l *linker) indexEnums() {
	l.alike = map[string][]*named{}
	for _, n := range l.order {
		if n.enum != nil {
			key := membersKey(n.enum.Members)
			l.alike[key] = append(l.alike[key], n)
		}
	}
}

// membersKey returns a key that is equal for the same members, in any order and in any
// case, with the sentinel or without.
func membersKey(members []*model.Member) string {
	names := make([]string, 0, len(members))
	for _, m := range withoutSentinel(members) {
		names = append(names, strings.ToLower(m.Name))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// nameListed makes a string with a list of values an enum, with the name from
// the JSON representation. It returns false if there is no list.
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

func areIdentifiers(members []*model.Member) bool {
	return !slices.ContainsFunc(members, func(m *model.Member) bool { return !isIdentifier(m.Name) })
}

// areMembers reports whether all names are in lower camel case.
func areMembers(members []*model.Member) bool {
	return !slices.ContainsFunc(members, func(m *model.Member) bool { return m.Name[0] < 'a' || m.Name[0] > 'z' })
}

func withoutSentinel(members []*model.Member) []*model.Member {
	if n := len(members); n > 0 && members[n-1].Name == edm.Sentinel {
		return members[:n-1]
	}
	return members
}

// holds reports whether a has all members of b.
func holds(a, b []*model.Member) bool {
	return !slices.ContainsFunc(b, func(m *model.Member) bool { return findMember(a, m.Name) == nil })
}

// holdsFold is holds without regard to case.
func holdsFold(a, b []*model.Member) bool {
	return !slices.ContainsFunc(b, func(m *model.Member) bool {
		return !slices.ContainsFunc(a, func(n *model.Member) bool { return strings.EqualFold(m.Name, n.Name) })
	})
}

func sameMembers(a, b []*model.Member) bool { return len(a) == len(b) && holds(a, b) }

// endsWithWord reports whether a camel-case name ends with the words of another
// one.
func endsWithWord(name, word string) bool {
	return hasSuffixFold(name, word) && name[len(name)-len(word):] == upperFirst(word)
}
