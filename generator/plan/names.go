package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// scope holds the names of the package, each with its owner and the position of the
// owner for findings.
type scope map[string]owner

type owner struct {
	what string
	at   source.Position
	of   any // *model.Type, *model.Enum or *model.Operation; *lines.Line for a recorded name that no operation has; nil for the run-time part
}

// claim takes the name for the owner. It returns the present owner if the name is
// taken.
func (s scope) claim(id ident.Ident, o owner) (owner, bool) {
	if had, taken := s[id.String()]; taken {
		return had, false
	}
	s[id.String()] = o
	return owner{}, true
}

// runtimeOwner is the owner of the names in the runtime.
var runtimeOwner = owner{what: "the run-time part"}

// modelFields are the names of the methods of a model and of its Object. No field of
// a model may have these names.
var modelFields = wordSet("Object MarshalJSON UnmarshalJSON String Get")

func (p *planner) reserve() {
	p.scope = make(scope, 8192)
	for _, name := range p.o.Reserved {
		p.scope[name] = runtimeOwner
	}
	p.scope["BaseURL"] = runtimeOwner
}

// operationName holds the names in an operation: the functions of the request lines
// for which it is the principal operation, and their shared structs.
type operationName struct {
	lines   []ident.Ident // by line
	options ident.Ident
	body    ident.Ident
}

var (
	newPrefix     = ident.Must("New")
	requestSuffix = ident.Must("Request")
	optionsSuffix = ident.Must("Options")
	bodySuffix    = ident.Must("Body")
	anyPrefix     = ident.Must("Any")
	valueSuffix   = ident.Must("Value")
)

// nameAll chooses all names of the package: first for types, then for enums,
// operations and the members of enums. If names collide, the name written least often
// in code changes. The reasons are kept for the findings.
func (p *planner) nameAll(m *model.Model, chosen map[*model.Operation]bool) {
	folded := make(map[string]string, len(m.Types)+len(m.Enums))
	// Chosen names come first, so that the other names adapt to them.
	for _, t := range m.Types {
		p.takeChosen(t, owner{what: "type " + t.Qualified(), at: typePosition(t), of: t}, folded)
	}
	for _, e := range m.Enums {
		p.takeChosen(e, owner{what: "enum " + e.Qualified(), at: enumPosition(e), of: e}, folded)
		for _, member := range e.Members {
			p.takeChosen(member, owner{what: fmt.Sprintf("member %q of enum %s", member.Name, e.Qualified()), at: enumPosition(e), of: e}, map[string]string{})
		}
	}
	for _, t := range m.Types {
		if p.types[t] = p.chosenNames[t]; p.types[t].IsZero() {
			p.types[t] = p.nameType(t.Namespace, t.Name, owner{what: "type " + t.Qualified(), at: typePosition(t), of: t}, folded, p.chosen[t])
		}
	}
	for _, e := range m.Enums {
		if p.enums[e] = p.chosenNames[e]; p.enums[e].IsZero() {
			p.enums[e] = p.nameType(e.Namespace, e.Name, owner{what: "enum " + e.Qualified(), at: enumPosition(e), of: e}, folded, p.chosen[e])
		}
	}
	p.nameFamilies(m)
	for _, op := range chosenFirst(m.Operations, p.hasChosen) {
		if len(p.lines.Owned(op)) > 0 {
			p.names[op] = p.nameOperation(op, chosen[op])
		}
	}
	for _, e := range m.Enums {
		p.members[e] = p.nameMembers(e, p.chosen[e])
	}
}

// takeChosen assigns the name chosen for something, if any.
func (p *planner) takeChosen(what any, o owner, folded map[string]string) {
	if id := p.chosenNames[what]; !id.IsZero() {
		p.scope[id.String()] = o
		folded[strings.ToLower(id.String())] = id.String()
	}
}

func typePosition(t *model.Type) source.Position {
	at := source.Position{Line: t.Line}
	if len(t.Pages) > 0 {
		at.File = t.Pages[0]
	}
	return at
}

func enumPosition(e *model.Enum) source.Position {
	return source.Position{File: e.Page, Line: e.Line}
}

// nameType names a type by its own name, with the part of the namespace below the
// root before it. The root is the first two segments: callRecords.session of
// microsoft.graph is CallRecordsSession. If the runtime has the name, the last
// segment of the root precedes it: GraphError. If another type has the name in any
// case of letters, a number follows it.
func (p *planner) nameType(namespace, name string, o owner, folded map[string]string, report bool) ident.Ident {
	segments := strings.Split(namespace, ".")
	root := min(len(segments), 2)
	id, err := ident.Exported(strings.Join(segments[root:], " ") + " " + name)
	if err == nil && p.scope[id.String()] == runtimeOwner {
		id, err = ident.Exported(segments[root-1] + " " + strings.Join(segments[root:], " ") + " " + name)
	}
	if err != nil {
		if report {
			p.findings.Add(o.at, ruleNameInvalid, "%s: the name gives no Go identifier: %v", o.what, err)
		}
		return ident.Ident{}
	}
	base := id
	for n := 2; ; n++ {
		had, free := p.scope[id.String()]
		fold := strings.ToLower(id.String())
		other, same := folded[fold]
		if !free && !same {
			p.scope[id.String()] = o
			folded[fold] = id.String()
			return id
		}
		if n == 2 && report {
			if same {
				had = p.scope[other]
			}
			p.findings.Add(o.at, ruleNameTaken, "%s: the Go name %s is that of %s", o.what, base, had)
		}
		id = base.Append(number(n))
	}
}

// String returns the owner and its position.
func (o owner) String() string {
	if o.at.File == "" {
		return o.what
	}
	return o.what + " at " + o.at.String()
}

// number returns n in the form of a suffix of a name: "V2".
func number(n int) ident.Ident { return ident.Must(fmt.Sprintf("V%d", n)) }

// nameOperation names the functions and types of an operation. If one of the names is
// taken, "Operation" follows the operation's name in all of them. A builder and its
// sender would otherwise have unrelated names. Recorded names don't change.
func (p *planner) nameOperation(op *model.Operation, report bool) operationName {
	at := source.Position{File: op.Page, Line: op.Line}
	o := owner{"operation " + op.Name, at, op}
	extra := ""
	for n := 1; ; n++ {
		names, all, err := p.operationNames(op, extra)
		if err != nil {
			if report {
				p.findings.Add(at, ruleNameInvalid, "%s: the name gives no Go identifier: %v", o.what, err)
			}
			return operationName{}
		}
		taken := p.firstTaken(all, p.lines.Owned(op))
		if taken.IsZero() {
			for _, id := range all {
				p.scope[id.String()] = o
			}
			return names
		}
		if had := p.scope[taken.String()]; n == 1 && report && had != runtimeOwner {
			p.findings.Add(at, ruleNameTaken, "%s: the Go name %s is that of %s", o.what, taken, had)
		}
		extra = " operation"
		if n > 1 {
			extra += fmt.Sprint(n)
		}
	}
}

// firstTaken returns the first of the names that something else than the lines has, or
// the zero Ident.
func (p *planner) firstTaken(ids []ident.Ident, owned []*lines.Line) ident.Ident {
	for _, id := range ids {
		had, taken := p.scope[id.String()]
		if l, isKept := had.of.(*lines.Line); taken && !(isKept && slices.Contains(owned, l)) {
			return id
		}
	}
	return ident.Ident{}
}

// operationNames returns the names of an operation with a suffix after each, and a
// list of all of them. Lines with the same name get numbers.
func (p *planner) operationNames(op *model.Operation, extra string) (names operationName, all []ident.Ident, err error) {
	owned := p.lines.Owned(op)
	used := make(map[ident.Ident]bool, 2*len(owned))
	for _, l := range owned {
		r := l.Principal().Route
		id, err := p.lineName(l, called(l, cmp.Or(r.Name, op.Name+r.Suffix))+extra)
		if err != nil {
			return names, nil, err
		}
		if chosen := p.chosenNames[l]; !chosen.IsZero() && (extra == "" || p.held.lines[l]) {
			id = chosen
		}
		first := id
		for n := 2; used[id] || used[builder(id)]; n++ {
			id = first.Append(number(n))
		}
		request := builder(id)
		used[id], used[request] = true, true
		names.lines = append(names.lines, id)
		all = append(all, id, request)
	}
	base, err := p.structBase(op, owned, names.lines, extra)
	if err != nil {
		return names, nil, err
	}
	if slices.ContainsFunc(owned, hasOptions) {
		names.options = cmp.Or(p.heldStruct(owned, optionsSuffix), base.Append(optionsSuffix))
		all = append(all, names.options)
	}
	if slices.ContainsFunc(owned, hasBodyStruct) {
		names.body = cmp.Or(p.heldStruct(owned, bodySuffix), base.Append(bodySuffix))
		all = append(all, names.body)
	}
	return names, all, nil
}

// structBase returns the name that the structs of an operation begin with: that of the
// only line, or the name that the lines share.
func (p *planner) structBase(op *model.Operation, owned []*lines.Line, functions []ident.Ident, extra string) (ident.Ident, error) {
	if len(owned) == 1 {
		return functions[0], nil
	}
	name := p.sharedName(op, owned)
	base, err := ident.Exported(called(owned[0], name) + extra)
	for _, l := range owned {
		if chosen := p.chosenNames[l]; !chosen.IsZero() && extra == "" && l.Principal().Route.Name == name {
			base = chosen
		}
	}
	return base, err
}

// sharedName returns the prefix for the structs of an operation's lines. It is the
// page's name for the operation if no structs of another operation have it.
func (p *planner) sharedName(op *model.Operation, owned []*lines.Line) string {
	id, err := ident.Exported(cmp.Or(op.Called, op.Name))
	if err != nil || !p.firstTaken([]ident.Ident{id.Append(optionsSuffix), id.Append(bodySuffix)}, owned).IsZero() {
		return op.Name
	}
	return cmp.Or(op.Called, op.Name)
}

// called returns the name of a page's operation for the line. If several pages
// describe subtypes of the type at the end of the path, the name of that type
// replaces the name of the subtype.
func called(l *lines.Line, name string) string {
	if !l.IsOfSubtypes() {
		return name
	}
	lower, general := strings.ToLower(name), l.Type.Name
	at, longest, to := -1, "", ""
	find := func(word, instead string) {
		if i := strings.Index(lower, strings.ToLower(word)); i >= 0 && len(word) > len(longest) {
			at, longest, to = i, word, instead
		}
	}
	for sub := range l.Type.Subtypes() {
		find(sub.Name, general)
		find(dialect.Plural(sub.Name), dialect.Plural(general))
	}
	if at < 0 || len(lower) != len(name) || len(longest) <= len(general) && strings.Contains(lower, strings.ToLower(general)) {
		return name
	}
	return name[:at] + strings.ToUpper(to[:1]) + to[1:] + name[at+len(longest):]
}

// nameFamilies names the interface for a type and its subtypes, for each type of
// which a function accepts any subtype.
func (p *planner) nameFamilies(m *model.Model) {
	for _, l := range p.lines.All() {
		if l.TakesSubtypes() {
			p.families[l.Request.Struct] = family{}
		}
	}
	for _, t := range m.Types {
		name := p.types[t]
		if _, ok := p.families[t]; !ok || name.IsZero() {
			continue
		}
		o := owner{what: "the family of type " + t.Qualified(), at: typePosition(t), of: t}
		p.families[t] = family{p.claimMember(anyPrefix.Append(name), o, p.chosen[t]), ident.Must("is" + name.String())}
	}
}

// family is the interface for a type and its subtypes, and its method.
type family struct{ name, method ident.Ident }

// builder returns the name of the function that builds the request of the given
// function. The name begins with "New", as in http.NewRequest. GetTimeOff therefore
// does not collide with an operation GetTimeOffRequest.
func builder(sender ident.Ident) ident.Ident {
	return newPrefix.Append(sender).Append(requestSuffix)
}

// nameMembers names the constants of an enum. Members that differ only in case are
// the same member to the services. Names that are equal after cleaning get numbers.
func (p *planner) nameMembers(e *model.Enum, report bool) []*Member {
	enum := p.enums[e]
	if enum.IsZero() {
		return nil
	}
	at := enumPosition(e)
	var members []*Member
	seen := make(map[string]bool, len(e.Members))
	for i, m := range e.Members {
		what := fmt.Sprintf("member %q of enum %s", m.Name, e.Qualified())
		fold := strings.ToLower(m.Name)
		if seen[fold] {
			if report {
				p.findings.Add(at, ruleMemberRepeated, "%s is there twice", what)
			}
			continue
		}
		seen[fold] = true
		if id := p.chosenNames[m]; !id.IsZero() {
			members = append(members, &Member{Name: id, Value: m.Name, Doc: sentence(m.Description)})
			continue
		}
		id, err := enum.Member(m.Name)
		if err == ident.ErrEmpty {
			id, err = enum.Member(fmt.Sprintf("member %d", i+1)) // no letters: "-"
		}
		if err != nil {
			if report {
				p.findings.Add(at, ruleNameInvalid, "%s gives no Go identifier: %v", what, err)
			}
			continue
		}
		members = append(members, &Member{Name: p.claimMember(id, owner{what, at, e}, report), Value: m.Name, Doc: sentence(m.Description)})
	}
	return members
}

// claimMember takes the name for a member, or the next free name.
func (p *planner) claimMember(id ident.Ident, o owner, report bool) ident.Ident {
	had, free := p.scope.claim(id, o)
	if free {
		return id
	}
	if report && had != runtimeOwner {
		p.findings.Add(o.at, ruleNameTaken, "%s: the Go name %s is that of %s", o.what, id, had)
	}
	next := id.Append(valueSuffix)
	for n := 2; ; n++ {
		if _, free := p.scope.claim(next, o); free {
			return next
		}
		next = id.Append(valueSuffix).Append(number(n))
	}
}
