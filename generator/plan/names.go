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

// scope holds the names of the package: each with what has it and where that
// stands, for the findings.
type scope map[string]owner

type owner struct {
	what string
	at   source.Position
	of   any // *model.Type, *model.Enum or *model.Operation; nil for the run-time part
}

// claim takes the name for the owner. It returns who has it already, if anybody.
func (s scope) claim(id ident.Ident, o owner) (owner, bool) {
	if had, taken := s[id.String()]; taken {
		return had, false
	}
	s[id.String()] = o
	return owner{}, true
}

// runtimeOwner is the owner of the names of the run-time part.
var runtimeOwner = owner{what: "the run-time part"}

// modelFields are the names that no field of a model may have: those of its methods
// and of its Object.
var modelFields = wordSet("Object MarshalJSON UnmarshalJSON String Get")

func (p *planner) reserve() {
	p.scope = make(scope, 8192)
	for _, name := range p.o.Reserved {
		p.scope[name] = runtimeOwner
	}
	p.scope["BaseURL"] = runtimeOwner
}

// operationName holds the names of what belongs to an operation: the functions
// of the request lines that it is principal for, and the structs that these share.
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

// nameAll settles the names of everything in the model: types first, then
// enums, operations and the members of enums, so that what is least often
// written out gives way. Findings are kept for what is chosen.
func (p *planner) nameAll(m *model.Model, chosen map[*model.Operation]bool) {
	folded := make(map[string]string, len(m.Types)+len(m.Enums))
	// What has a name by choice comes first, so that others give way to it.
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

// takeChosen gives something the name that was chosen for it, if one was.
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

// nameType names a type by its own name, with the part of the namespace below
// the root before it. The root is the first two segments: callRecords.session
// of microsoft.graph is CallRecordsSession. A name that the run-time part has
// gets the root's last segment before it: GraphError. A name that another type
// has, or has but for the case of its letters, gets a number.
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

// String says who the owner is and where it stands.
func (o owner) String() string {
	if o.at.File == "" {
		return o.what
	}
	return o.what + " at " + o.at.String()
}

// number returns n as it stands behind a name: "V2".
func number(n int) ident.Ident { return ident.Must(fmt.Sprintf("V%d", n)) }

// nameOperation names the functions and types of an operation. Where one of
// its names is taken, all get "Operation" behind the operation's name: a
// builder without its sender under the same name would be hard to find.
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
		taken := p.firstTaken(all)
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

func (p *planner) firstTaken(ids []ident.Ident) ident.Ident {
	for _, id := range ids {
		if _, taken := p.scope[id.String()]; taken {
			return id
		}
	}
	return ident.Ident{}
}

// operationNames returns the names that an operation has with something extra
// behind each, and all of them in a list. Lines of the same name get numbers.
func (p *planner) operationNames(op *model.Operation, extra string) (names operationName, all []ident.Ident, err error) {
	owned := p.lines.Owned(op)
	name := p.sharedName(op, owned)
	base, err := ident.Exported(called(owned[0], name) + extra)
	if err != nil {
		return names, nil, err
	}
	for _, l := range owned {
		if chosen := p.chosenNames[l]; !chosen.IsZero() && extra == "" && (l.Principal().Route.Name == name || len(owned) == 1) {
			base = chosen
		}
	}
	if slices.ContainsFunc(owned, hasOptions) {
		names.options = base.Append(optionsSuffix)
		all = append(all, names.options)
	}
	if slices.ContainsFunc(owned, hasBodyStruct) {
		names.body = base.Append(bodySuffix)
		all = append(all, names.body)
	}
	used := make(map[ident.Ident]bool, 2*len(owned))
	for _, l := range owned {
		r := l.Principal().Route
		id, err := ident.Exported(called(l, cmp.Or(r.Name, op.Name+r.Suffix)) + extra)
		if err != nil {
			return names, nil, err
		}
		if chosen := p.chosenNames[l]; !chosen.IsZero() && extra == "" {
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
	return names, all, nil
}

// sharedName returns the name that the structs of an operation's lines begin with:
// that of the only line, or what the page calls the operation if no other
// operation's structs have it.
func (p *planner) sharedName(op *model.Operation, owned []*lines.Line) string {
	if len(owned) == 1 {
		r := owned[0].Principal().Route
		return cmp.Or(r.Name, op.Name+r.Suffix)
	}
	id, err := ident.Exported(cmp.Or(op.Called, op.Name))
	if err != nil || !p.firstTaken([]ident.Ident{id.Append(optionsSuffix), id.Append(bodySuffix)}).IsZero() {
		return op.Name
	}
	return cmp.Or(op.Called, op.Name)
}

// called returns the name of a page's operation as the line is called. Where there
// are pages for several types that derive from the one that the path leads to, it
// is called after that.
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

// nameFamilies names what stands for a type and those that derive from it, for
// each type that some function takes any of.
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

// family is the interface that stands for a type and those that derive from it, and
// the method that these have.
type family struct{ name, method ident.Ident }

// builder is the name of the function that builds what the function of the
// given name sends. It begins with "New", as http.NewRequest does, so that
// GetTimeOff and the operation GetTimeOffRequest get along.
func builder(sender ident.Ident) ident.Ident {
	return newPrefix.Append(sender).Append(requestSuffix)
}

// nameMembers names the constants of an enum. Members that differ in case only
// are one to the services; what is the same after cleaning gets a number.
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

// claimMember takes the name for a member, or the next that is free.
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
