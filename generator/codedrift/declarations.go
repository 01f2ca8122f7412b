package codedrift

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Declaration is a declaration of the code that may represent a type or an enum: a
// struct with JSON tags, or a string type with constants.
type Declaration struct {
	Name     string // in Go
	Position source.Position
	Enum     bool
	// Subject is the qualified name of the type or enum that the declaration is
	// compared with, or the request line of the action whose parameters it has. It is
	// empty if there is none.
	Subject string
	// Why says why the declaration is not compared. It is empty if it is.
	Why string
	// Fits are the types or enums that the declaration may represent if it is not
	// compared, the best first.
	Fits []Fit
	// Action is the request line of an action whose parameters the fields of the
	// struct are, better than those of any type. A directive above the function that
	// sends the struct makes it compared.
	Action string

	// reported reports that a directive names a type or enum that no page describes,
	// which [Compare] reports.
	reported bool
}

// Fit is a type or enum that a declaration may represent.
type Fit struct {
	Qualified string
	// Reason says what the two have in common.
	Reason string
	// Partial reports whether the struct lacks properties of the type.
	Partial bool

	part  float64 // of the fields or constants
	score float64
}

// Directive returns the comment that makes the declaration represent the type or enum.
func (d Declaration) Directive(f Fit) string {
	switch {
	case d.Enum:
		return "//docwright:enum " + f.Qualified
	case f.Partial:
		return "//docwright:type " + f.Qualified + " partial"
	}
	return "//docwright:type " + f.Qualified
}

// Declarations returns the declarations of the code that may represent a type or an
// enum, in their order. Generated code, which has no directives, is left out, and so
// are structs for the pages of a list, which have no type.
func Declarations(pages drift.Side, code *gocode.Code) []Declaration {
	c := match(pages, code)
	s := newSuggester(c, code)
	var list []Declaration
	for _, g := range code.Structs {
		if d, ok := s.structure(g); ok {
			list = append(list, d)
		}
	}
	for _, e := range code.Enums {
		if d, ok := s.enumeration(e); ok {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b Declaration) int { return a.Position.Compare(b.Position) })
	return list
}

// Uncompared returns a note for each declaration that is not compared, so that no
// differences are not taken for agreement.
func Uncompared(list []Declaration) []drift.Change {
	var changes []drift.Change
	for _, d := range list {
		if d.Subject != "" || d.reported {
			continue
		}
		hint := ""
		switch {
		case d.Action != "":
			hint = "; its fields are parameters of " + d.Action + ": write //docwright:operation " + d.Action + " above the function that sends it"
		case len(d.Fits) > 0:
			hint = "; " + d.Fits[0].Reason + ": write " + d.Directive(d.Fits[0])
		}
		file := path.Join(path.Base(path.Dir(d.Position.File)), path.Base(d.Position.File))
		changes = append(changes, drift.Change{Rule: uncompared, Severity: source.Note, Subject: d.Name, Detail: file, Fault: true,
			Message: d.Name + " is not compared: " + d.Why + hint, Position: d.Position})
	}
	return changes
}

// suggester finds the types and enums that declarations may represent.
type suggester struct {
	*comparison
	// uses has the places of structs in others that represent, or may represent, types.
	uses map[*gocode.Struct][]use
	// covered has the structs that are compared as parts of others.
	covered map[*gocode.Struct]bool
	carried map[*model.Type]bool // whether a request or response has the type
	// bodies has the request lines of the actions whose functions take a struct.
	bodies map[*gocode.Struct]string
	// byName and byProperty have the types with a name, and those with a property of
	// a name, in lower case.
	byName, byProperty map[string][]*model.Type
	enumsOf            map[string][]*model.Enum
}

// use is a place of a struct in another one that tells its type.
type use struct {
	of  *model.Type // the type of the property, or of the struct that embeds it
	why string      // "the type of Item.Folder"
}

func newSuggester(c *comparison, code *gocode.Code) *suggester {
	s := &suggester{comparison: c, uses: map[*gocode.Struct][]use{}, covered: map[*gocode.Struct]bool{}, carried: map[*model.Type]bool{}, bodies: map[*gocode.Struct]string{},
		byName: map[string][]*model.Type{}, byProperty: map[string][]*model.Type{}, enumsOf: map[string][]*model.Enum{}}
	s.indexPages(c.pages.Model)
	s.indexFunctions(code.Functions)
	for _, g := range code.Structs {
		s.follow(g, c.types[g])
		for _, e := range g.Embedded {
			s.covered[e] = s.covered[e] || c.types[g] != nil
		}
	}
	// The best type of a struct tells those of its fields.
	for _, g := range code.Structs {
		if c.types[g] == nil && len(g.Fields) > 0 {
			if fits := s.fits(g); len(fits) > 0 {
				s.follow(g, c.index.Type(fits[0].Qualified))
			}
		}
	}
	return s
}

// indexPages records the types and enums by their names, the types by the names of
// their properties, and the types of requests and responses.
func (s *suggester) indexPages(m *model.Model) {
	for _, t := range m.Types {
		s.byName[strings.ToLower(t.Name)] = append(s.byName[strings.ToLower(t.Name)], t)
		for _, p := range t.AllProperties() {
			name := strings.ToLower(p.Name)
			if list := s.byProperty[name]; len(list) == 0 || list[len(list)-1] != t {
				s.byProperty[name] = append(list, t)
			}
		}
	}
	for _, e := range m.Enums {
		s.enumsOf[strings.ToLower(e.Name)] = append(s.enumsOf[strings.ToLower(e.Name)], e)
	}
	for _, op := range m.Operations {
		if op.Request != nil {
			s.carried[op.Request.Struct] = true
		}
		for _, r := range op.Responses {
			s.carried[r.Struct] = true
		}
	}
}

// indexFunctions records the structs that functions send as the parameters of actions.
func (s *suggester) indexFunctions(functions []*gocode.Function) {
	takes := func(op *model.Operation) bool { return op.Request != nil && len(op.Request.Parameters) > 0 }
	for _, f := range functions {
		for _, p := range f.Params {
			if p.Struct != nil && slices.ContainsFunc(s.lines[requestKey(f.Method, f.Path)], takes) {
				s.bodies[p.Struct] = f.Method + " " + f.Path
			}
		}
	}
}

// follow records the uses of structs in the fields of a struct that represents, or may
// represent, a type.
func (s *suggester) follow(g *gocode.Struct, t *model.Type) {
	if t == nil {
		return
	}
	for _, f := range g.Fields {
		p := t.PropertyFold(f.Name)
		if p != nil && p.Struct != nil && f.Type.Struct != nil {
			s.uses[f.Type.Struct] = append(s.uses[f.Type.Struct], use{p.Struct, "the type of " + g.Name + "." + f.GoName})
		}
	}
	for _, e := range g.Embedded {
		s.uses[e] = append(s.uses[e], use{t, "as those of " + g.Name + ", which embeds it"})
	}
}

// structure returns the declaration of a struct, if it may represent a type.
func (s *suggester) structure(g *gocode.Struct) (Declaration, bool) {
	d := Declaration{Name: g.Name, Position: g.Position}
	if t := s.types[g]; t != nil {
		d.Subject = t.Qualified()
		return d, !g.Generated
	}
	if line := s.bodies[g]; line != "" {
		d.Subject = line
		return d, !g.Generated
	}
	if g.Name == "" || g.Generated || s.covered[g] || isListPage(g) || !hasTags(g) && len(s.uses[g]) == 0 {
		return d, false
	}
	d.Why, d.Fits, d.reported = s.whyNot(g), s.fits(g), g.Qualified != ""
	if line, part := s.action(g); line != "" && (len(d.Fits) == 0 || part > d.Fits[0].part || isNamedAfter(g, line)) {
		d.Action, d.Fits = line, nil
	}
	return d, true
}

// isNamedAfter reports whether the name of the struct contains that of the action.
func isNamedAfter(g *gocode.Struct, line string) bool {
	return strings.Contains(strings.ToLower(g.Name), strings.ToLower(path.Base(line)))
}

// leastOfAction is the least part of the fields of a struct that are parameters of an
// action.
const leastOfAction = 0.75

// action returns the request line of the action with the most parameters that are
// fields of the struct, and their part of the fields.
func (s *suggester) action(g *gocode.Struct) (line string, part float64) {
	fields := fieldsOf(g)
	for _, op := range s.pages.Model.Operations {
		n := 0
		for _, f := range fields {
			if op.Request != nil && slices.ContainsFunc(op.Request.Parameters, func(p *model.Parameter) bool { return strings.EqualFold(p.Name, f.Name) }) {
				n++
			}
		}
		if p := float64(n) / float64(max(len(fields), 1)); n >= leastShared && p >= leastOfAction && p > part {
			line, part = op.Method+" "+op.Paths[0], p
		}
	}
	return line, part
}

// fieldsOf returns the fields of a struct without OData annotations.
func fieldsOf(g *gocode.Struct) []*gocode.Field {
	return slices.DeleteFunc(slices.Clone(g.Fields), func(f *gocode.Field) bool { return strings.Contains(f.Name, "@") })
}

// whyNot says why a struct represents no type.
func (s *suggester) whyNot(g *gocode.Struct) string {
	switch named := s.byName[strings.ToLower(g.Name)]; {
	case g.Qualified != "":
		return "no page describes " + g.Qualified
	case len(named) == 0:
		return "no type has its name"
	case len(named) > 1:
		return fmt.Sprintf("%d types have its name, such as %s", len(named), named[0].Qualified())
	default:
		return named[0].Qualified() + " has none of its fields"
	}
}

// hasTags reports whether a tag gives a field of the struct its name in JSON.
func hasTags(g *gocode.Struct) bool {
	return slices.ContainsFunc(g.Fields, func(f *gocode.Field) bool { return f.Name != f.GoName })
}

// isListPage reports whether the struct is for a page of a list: an array named value,
// and annotations such as the link to the next page.
func isListPage(g *gocode.Struct) bool {
	hasValue := false
	for _, f := range g.Fields {
		switch {
		case strings.HasPrefix(f.Name, "@"):
		case f.Name == "value" && f.Type.Collection:
			hasValue = true
		default:
			return false
		}
	}
	return hasValue
}

// The limits for types that a struct may represent.
const (
	leastShared = 2    // the number of fields that are properties
	leastPart   = 0.5  // of all fields; more than that if the names have nothing in common
	mostFits    = 3    // the number of types that are returned
	tied        = 0.15 // the difference in score of types that fit equally well
)

// fits returns the types that a struct may represent, the best first.
func (s *suggester) fits(g *gocode.Struct) []Fit {
	n := map[*model.Type]int{} // the number of fields that are properties
	var types []*model.Type
	count := func(t *model.Type, fields int) {
		if _, known := n[t]; !known {
			types = append(types, t)
		}
		n[t] += fields
	}
	fields := fieldsOf(g)
	for _, f := range fields {
		for _, t := range s.byProperty[strings.ToLower(f.Name)] {
			count(t, 1)
		}
	}
	for _, u := range s.uses[g] {
		count(u.of, 0)
	}
	var list []Fit
	for _, t := range types {
		if f, ok := s.fit(g, t, n[t], len(fields)); ok {
			list = append(list, f)
		}
	}
	return best(list)
}

// best sorts the fits and removes those that are clearly worse than the first one.
func best(list []Fit) []Fit {
	slices.SortStableFunc(list, func(a, b Fit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return strings.Compare(a.Qualified, b.Qualified)
	})
	for i, f := range list {
		if i == mostFits || f.score < list[0].score-tied {
			return list[:i]
		}
	}
	return list
}

// fit compares a struct with a type, which has n of its fields as properties.
func (s *suggester) fit(g *gocode.Struct, t *model.Type, n, fields int) (Fit, bool) {
	why := s.usedAs(g, t)
	alike := likeness(g.Name, t.Name)
	part := float64(n) / float64(max(fields, 1))
	isUsed := why != "" && (n > 0 || fields == 0)
	if !isUsed && !isEnough(n, part, alike) {
		return Fit{}, false
	}
	properties, lacks := 0, false
	for _, p := range t.AllProperties() {
		properties++
		has := slices.ContainsFunc(g.Fields, func(f *gocode.Field) bool { return strings.EqualFold(f.Name, p.Name) })
		lacks = lacks || !has && !p.Navigation
	}
	f := Fit{Qualified: t.Qualified(), Partial: lacks, part: part, Reason: common(n, fields, "field") + t.Name}
	f.score = part + alike + float64(n)/float64(fields+properties+1)
	if s.carried[t] {
		f.score += tied
	}
	if isUsed {
		f.score++
		f.Reason += ", " + why
	}
	return f, true
}

// isEnough reports whether what a declaration and a type or enum have in common is
// enough: the number of fields or values, their part of all, and the likeness of the
// names.
func isEnough(n int, part, alike float64) bool {
	if alike > 0 {
		return n > 0 && part >= leastPart
	}
	return n >= leastShared && part > leastPart
}

// usedAs says in which place the struct has the type, or returns the empty string.
func (s *suggester) usedAs(g *gocode.Struct, t *model.Type) string {
	for _, u := range s.uses[g] {
		if u.of == t {
			return u.why
		}
	}
	return ""
}

// common says how many of the fields or values of a declaration a type or enum has.
func common(n, of int, noun string) string {
	switch {
	case of == 0:
		return "it has no " + noun + "s, and may be "
	case of == 1:
		return "its " + noun + " is one of "
	case n == of && of == 2:
		return "both " + noun + "s are those of "
	case n == of:
		return fmt.Sprintf("all %d %ss are those of ", of, noun)
	case n == 1:
		return fmt.Sprintf("1 of %d %ss is one of ", of, noun)
	}
	return fmt.Sprintf("%d of %d %ss are those of ", n, of, noun)
}

// likeness compares the names of a struct and a type, from 0 for different ones to
// 0.5 for equal ones.
func likeness(a, b string) float64 {
	a, b = strings.ToLower(a), strings.ToLower(b)
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case a == b:
		return 0.5
	case len(short) > 2 && (strings.HasPrefix(long, short) || strings.HasSuffix(long, short)):
		return 0.25
	}
	return 0
}

// enumeration returns the declaration of a string type, if it may represent an enum.
func (s *suggester) enumeration(e *gocode.Enum) (Declaration, bool) {
	d := Declaration{Name: e.Name, Position: e.Position, Enum: true, reported: e.Qualified != ""}
	if m := s.enums[e]; m != nil {
		d.Subject = m.Qualified()
		return d, true
	}
	if len(e.Members) == 0 {
		return d, false
	}
	switch named := s.enumsOf[strings.ToLower(e.Name)]; {
	case e.Qualified != "":
		d.Why = "no page describes " + e.Qualified
	case len(named) == 0:
		d.Why = "no enum has its name"
	case len(named) > 1:
		d.Why = fmt.Sprintf("%d enums have its name, such as %s", len(named), named[0].Qualified())
	default:
		d.Why = named[0].Qualified() + " has none of its values"
	}
	var list []Fit
	for _, m := range s.pages.Model.Enums {
		n, alike := shared(e, m), likeness(e.Name, m.Name)
		part := float64(n) / float64(len(e.Members))
		if isEnough(n, part, alike) {
			list = append(list, Fit{Qualified: m.Qualified(), score: part + alike + float64(n)/float64(len(m.Members)+1),
				part: part, Reason: common(n, len(e.Members), "value") + m.Name})
		}
	}
	d.Fits = best(list)
	return d, true
}
