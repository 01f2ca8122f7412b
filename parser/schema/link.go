package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// defaultNamespace is the namespace of the types of a reference in which no name has
// one.
const defaultNamespace = "api"

// Link merges the declarations of all pages and resolves the references between
// them. It returns the types and enums, each sorted by qualified name, and the
// findings of linking; the findings of each page are in its declarations. The
// order of the pages does not matter. Link modifies the declarations, so it
// must not be called twice on them.
func Link(all []*Declarations) ([]*model.Type, []*model.Enum, source.Findings) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b *Declarations) int { return strings.Compare(a.Page.Path, b.Page.Path) })
	l := &linker{
		pages:    all,
		names:    make(map[string]*named, 4096),
		shorts:   make(map[string][]*named, 4096),
		stems:    make(map[string]*Declarations, len(all)),
		made:     map[string]*named{},
		dropped:  map[*model.Ref]bool{},
		entities: map[*model.Type]bool{},
	}
	l.fillNamespaces()
	l.collect()
	l.linkBases()
	left := l.resolve()
	l.settleNumbers()
	l.resolveUnions()
	l.resolveGuesses()
	l.mergeTypes()
	l.dropInherited()
	l.useRepresentations()
	l.makeEnums(left)
	l.recognizeLists()
	l.reportUnresolved(left)
	l.settleKinds()
	l.settleNavigation()
	for _, d := range l.pages {
		d.claimRepeated()
	}
	l.compareRepresentations()
	l.checkDefaults()
	return l.types(), l.enums(), l.findings
}

// linker is the state of Link.
type linker struct {
	implied  []impliedLink
	pages    []*Declarations // sorted by path
	names    map[string]*named
	order    []*named // sorted by qualified name in lower case
	shorts   map[string][]*named
	stems    map[string]*Declarations
	findings source.Findings
	key      []byte
	made     map[string]*named   // enums from lists in descriptions, by qualified name in lower case
	dropped  map[*model.Ref]bool // the types of properties that are not in the model
	entities map[*model.Type]bool
	alike    map[string][]*named // the enums by their members: see membersKey
	// folds and pageFolds are the names by their folds, and by those of their pages:
	// see [linker.fold].
	folds, pageFolds map[string][]*named
}

// named is a name with all declarations of it. After merging it stands for a
// type or an enum.
type named struct {
	key   string // the qualified name in lower case
	types []declared
	enums []declaredEnum

	typ         *model.Type
	enum        *model.Enum
	mark        uint8      // progress of linkBase: 1 in progress, 2 done
	listedBases []baseName // base types whose pages list this type as derived
}

type declared struct {
	page *Declarations
	typ  *model.Type
	decl *declaration // nil for an implied type
}

type declaredEnum struct {
	enum *model.Enum
	at   source.Position
}

// fillNamespaces gives pages without a namespace the most frequent one.
func (l *linker) fillNamespaces() {
	counts := map[string]int{}
	common := ""
	for _, d := range l.pages {
		if d.Namespace == "" {
			continue
		}
		counts[d.Namespace]++
		if n := counts[d.Namespace]; n > counts[common] || n == counts[common] && d.Namespace < common {
			common = d.Namespace
		}
	}
	if common == "" {
		common = cmp.Or(l.namedNamespace(), defaultNamespace)
	}
	for _, d := range l.pages {
		unplaced := d.Namespace == ""
		if unplaced {
			d.Namespace = common
		}
		for _, t := range d.Types {
			t.Unplaced = unplaced && t.Namespace == ""
			t.Namespace = cmp.Or(t.Namespace, d.Namespace)
		}
		for _, e := range d.Enums {
			e.Unplaced = unplaced && e.Namespace == ""
			e.Namespace = cmp.Or(e.Namespace, d.Namespace)
		}
	}
}

// namedNamespace returns the namespace that most type names have in cells and
// annotations, in the spelling of the first page; empty if none has one.
func (l *linker) namedNamespace() string {
	counts := map[string]int{}
	best := ""
	for _, d := range l.pages {
		for _, r := range d.pending {
			namespace, _ := splitName(r.name)
			if namespace == "" || edm.InCell(r.name).Name != "" {
				continue
			}
			counts[namespace]++
			if n := counts[namespace]; n > counts[best] || n == counts[best] && namespace < best {
				best = namespace
			}
		}
	}
	return best
}

// collect enters all declared names.
func (l *linker) collect() {
	l.preferTitles()
	for _, d := range l.pages {
		l.enterPage(d)
		for i, t := range d.Types {
			n := l.enter(t.Namespace, t.Name)
			entry := declared{page: d, typ: t}
			if i < len(d.declared) {
				entry.decl = d.declared[i]
				entry.decl.own = slices.Clone(t.Properties)
			}
			n.types = append(n.types, entry)
		}
		for i, e := range d.Enums {
			entry := declaredEnum{enum: e, at: e.Position()}
			if i < len(d.enumAt) {
				entry.at = d.enumAt[i]
			}
			n := l.enter(e.Namespace, e.Name)
			n.enums = append(n.enums, entry)
		}
	}
	slices.SortFunc(l.order, func(a, b *named) int { return strings.Compare(a.key, b.key) })
	for _, n := range l.order {
		l.chooseMain(n)
		_, short := splitName(n.key)
		l.shorts[short] = append(l.shorts[short], n)
	}
}

// enterPage registers a page under its file name. If two pages share a file
// name, links in type cells refer to the one that is of no operation.
func (l *linker) enterPage(d *Declarations) {
	name, _ := stem(d.Page.Path)
	if was := l.stems[name]; was == nil || was.Kind.Kind == kind.Operation {
		l.stems[name] = d
	}
}

// enter returns the entry of a name, and creates it if necessary.
func (l *linker) enter(namespace, name string) *named {
	n := l.find(namespace, name)
	if n == nil {
		n = &named{key: strings.ToLower(namespace + "." + name)}
		l.names[n.key] = n
		l.order = append(l.order, n)
	}
	return n
}

// find returns the entry of a name, or nil.
func (l *linker) find(namespace, name string) *named {
	l.key = appendLower(l.key[:0], namespace)
	if namespace != "" {
		l.key = append(l.key, '.')
	}
	l.key = appendLower(l.key, name)
	return l.names[string(l.key)]
}

func appendLower(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}

// preferTitles renames types whose annotation was copied from the page of
// another type. The annotation is a copy if another page has this name in its
// title.
func (l *linker) preferTitles() {
	titled := map[string]bool{}
	for _, d := range l.pages {
		for _, decl := range d.declared {
			if strings.EqualFold(decl.title, decl.typ.Name) {
				titled[strings.ToLower(decl.typ.Qualified())] = true
			}
		}
	}
	for _, d := range l.pages {
		for _, decl := range d.declared {
			t := decl.typ
			switch {
			case decl.title == "" || strings.EqualFold(decl.title, t.Name):
			case titled[strings.ToLower(t.Qualified())]:
				l.findings.Add(decl.at, ruleTypeRepeated, "the annotation names %s, which another page describes; the name in the title is used", quote(t.Qualified()))
				t.Name = lowerFirst(decl.title)
			default:
				l.findings.Add(decl.at, ruleTypeNameDiffers, "the annotation names the type %s and the title %s; the annotation is used", quote(t.Name), quote(decl.title))
			}
		}
	}
}

// chooseMain sorts the declarations of a name so that the main page comes
// first. It drops implied types if a page describes the type.
func (l *linker) chooseMain(n *named) {
	slices.SortStableFunc(n.types, func(a, b declared) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(len(b.typ.Properties), len(a.typ.Properties)))
	})
	for i, t := range n.types {
		if i > 0 && t.typ.Implied != n.types[0].typ.Implied {
			l.drop(n.types[i:])
			n.types = n.types[:i]
			break
		}
	}
	slices.SortStableFunc(n.enums, func(a, b declaredEnum) int { return cmp.Compare(len(b.enum.Members), len(a.enum.Members)) })
	if len(n.types) > 0 && len(n.enums) > 0 && n.types[0].typ.Implied {
		l.drop(n.types)
		n.types = nil
	}
	switch {
	case len(n.types) > 0:
		n.typ = n.types[0].typ
	case len(n.enums) > 0:
		n.enum = n.enums[0].enum
		l.compareEnums(n)
	}
}

// drop removes implied types: the types of their rows are not resolved.
func (l *linker) drop(types []declared) {
	for _, t := range types {
		for _, p := range t.typ.Properties {
			l.dropped[&p.Ref] = true
		}
	}
}

// rank orders the pages of a type. The page with the type's name comes first,
// an operation page that implies the type last.
func (d declared) rank() int {
	switch name, _ := stem(d.page.Page.Path); {
	case d.decl == nil:
		return 3
	case strings.EqualFold(name, d.typ.Name):
		return 0
	case d.decl.annotated:
		return 1
	}
	return 2
}

// compareEnums merges several declarations of an enum into the longest one and
// reports their differences.
func (l *linker) compareEnums(n *named) {
	for _, other := range n.enums[1:] {
		n.enum.Reasons.Add("members", whyEnumJoined, other.at, "")
		l.joinMembers(n.enum, other.enum.Members, other.at)
		if other.enum.Flags && !n.enum.Flags {
			n.enum.Flags = true
			n.enum.Reasons = append(n.enum.Reasons, reasonsFor(other.enum.Reasons, "flags")...)
		}
		n.enum.Description = cmp.Or(n.enum.Description, other.enum.Description)
		if n.enum.Members[0].Value == nil {
			copyMissing(n.enum.Members, other.enum.Members)
		}
	}
}

func reasonsFor(all model.Reasons, aspect string) model.Reasons {
	return slices.DeleteFunc(slices.Clone(all), func(r model.Reason) bool { return r.Aspect != aspect })
}

// joinMembers adds the members that the enum lacks. A value listed by any page
// is a valid value.
func (l *linker) joinMembers(e *model.Enum, members []*model.Member, at source.Position) {
	var missing []string
	for _, m := range members {
		if !holdsFold(e.Members, []*model.Member{m}) {
			m.Position = cmp.Or(m.Position, at)
			e.Members = append(e.Members, m)
			missing = append(missing, quote(m.Name))
		}
	}
	if len(missing) > 0 {
		l.findings.Add(at, ruleEnumDiffers, "the enum %s lacks %s at %s:%d; members listed here are added", quote(e.Name), strings.Join(missing, ", "), e.Page, e.Line)
	}
}

// copyMissing copies missing values and descriptions from members with the same
// name.
func copyMissing(to, from []*model.Member) {
	for _, m := range to {
		if other := findMember(from, m.Name); other != nil {
			m.Description = cmp.Or(m.Description, other.Description)
			if m.Value == nil {
				m.Value = other.Value
			}
		}
	}
}

// types returns the linked types, sorted.
func (l *linker) types() []*model.Type {
	list := make([]*model.Type, 0, len(l.order))
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		if n.typ.BaseType != nil {
			n.typ.BaseType.Derived = append(n.typ.BaseType.Derived, n.typ)
		}
		list = append(list, n.typ)
	}
	byName := func(a, b *model.Type) int {
		return cmp.Or(strings.Compare(a.Namespace, b.Namespace), strings.Compare(a.Name, b.Name))
	}
	slices.SortFunc(list, byName)
	for _, t := range list {
		slices.SortFunc(t.Derived, byName)
	}
	open := make([]bool, len(list))
	for i, t := range list {
		open[i] = l.isOpen(t)
	}
	for i, t := range list {
		if open[i] && !t.Open {
			t.Open = true
			why := whyOpenEmpty
			if t.BaseType != nil && t.BaseType.Open {
				why = whyOpenBase
			}
			t.Reasons.Add("open", why, t.Position(), "")
		}
	}
	return list
}

// isOpen reports whether instances may have properties that no page names. A
// type that derives from an open type is open (CSDL 4.01, section 6.3). A type
// without any properties and without derived types is taken to be open, too,
// unless it is abstract, a page says that it is not open, or a page says that
// it has no properties.
func (l *linker) isOpen(t *model.Type) bool {
	properties, leaf := 0, len(t.Derived) == 0 && !t.Abstract && !l.entryOf(t).isClosed()
	for base := range t.Lineage() {
		if base.Open {
			return true
		}
		properties += len(base.Properties)
	}
	return properties == 0 && leaf
}

// isClosed reports whether a page says that the type has no further properties.
func (n *named) isClosed() bool {
	return slices.ContainsFunc(n.types, func(t declared) bool { return t.decl != nil && t.decl.closed })
}

// enums returns the linked enums, sorted.
func (l *linker) enums() []*model.Enum {
	list := []*model.Enum{}
	for _, n := range l.order {
		if n.enum != nil {
			list = append(list, n.enum)
		}
	}
	slices.SortFunc(list, func(a, b *model.Enum) int {
		return cmp.Or(strings.Compare(a.Namespace, b.Namespace), strings.Compare(a.Name, b.Name))
	})
	return list
}
