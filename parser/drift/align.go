package drift

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
)

// Align gives the types and enums of a description the names that the pages have for
// them. The names of schemas are of no consequence to callers, and descriptions choose
// their own: account for NAV.accounts. A schema stands for the type of the same name,
// apart from its namespace and number, preferably for one that the pages have in the
// same bodies. Otherwise it stands for the type that the pages have where the
// description has the schema, in a body or a property. The model of the pages is not
// changed.
func Align(pages, description *model.Model) {
	a := &aligner{lines: describedLines(pages, description), pages: pages, description: description,
		types: map[*model.Type]*model.Type{}, enums: map[*model.Enum]*model.Enum{}, taken: map[string]bool{}}
	a.byUse(a.bodies, sameFold)
	a.byName()
	for a.byUse(a.places, alike) {
	}
	a.rename()
}

type aligner struct {
	lines              lineIndex[*model.Operation]
	pages, description *model.Model
	types              map[*model.Type]*model.Type // types of the pages, by those of the description
	enums              map[*model.Enum]*model.Enum
	taken              map[string]bool // names of pages that have a counterpart
}

// byName pairs types and enums by qualified name, then by short name, then regardless
// of number.
func (a *aligner) byName() {
	forms := []func(string) string{strings.ToLower, func(name string) string { return strings.ToLower(model.Short(name)) }, func(name string) string { return dialect.Fold(model.Short(name)) }}
	for _, form := range forms {
		own, others := byForm(a.pages, form), byForm(a.description, form)
		for _, t := range a.description.Types {
			if key := form(t.Qualified()); a.isFree(t) && own[key].types == 1 && others[key].types == 1 && !a.taken[own[key].typ.Qualified()] {
				a.pair(t, own[key].typ)
			}
		}
		for _, e := range a.description.Enums {
			if key := form(e.Qualified()); !e.Implied && a.enums[e] == nil && own[key].enums == 1 && others[key].enums == 1 && !a.taken[own[key].enum.Qualified()] {
				a.enums[e] = own[key].enum
				a.taken[own[key].enum.Qualified()] = true
			}
		}
	}
}

func (a *aligner) isFree(t *model.Type) bool { return !t.Implied && a.types[t] == nil }

func (a *aligner) pair(t, own *model.Type) {
	a.types[t] = own
	a.taken[own.Qualified()] = true
}

// sameForm counts the types and enums of a model whose names have a form.
type sameForm struct {
	types, enums int
	typ          *model.Type
	enum         *model.Enum
}

func byForm(m *model.Model, form func(string) string) map[string]sameForm {
	index := map[string]sameForm{}
	for _, t := range m.Types {
		if f := index[form(t.Qualified())]; !t.Implied {
			f.types, f.typ = f.types+1, t
			index[form(t.Qualified())] = f
		}
	}
	for _, e := range m.Enums {
		if f := index[form(e.Qualified())]; !e.Implied {
			f.enums, f.enum = f.enums+1, e
			index[form(e.Qualified())] = f
		}
	}
	return index
}

// byUse pairs the types that stand at the same places most often, if they fit. It reports
// whether it found a pair, which may lead to others.
func (a *aligner) byUse(places iter.Seq2[model.Ref, model.Ref], fit func(t, other *model.Type) bool) (found bool) {
	votes, order := map[[2]*model.Type]int{}, [][2]*model.Type{}
	for p, q := range places {
		a.pairEnums(p.Enum, q.Enum)
		if pair := [2]*model.Type{p.Struct, q.Struct}; a.mayPair(p.Struct, q.Struct) {
			if votes[pair]++; votes[pair] == 1 {
				order = append(order, pair)
			}
		}
	}
	slices.SortStableFunc(order, func(x, y [2]*model.Type) int { return cmp.Compare(votes[y], votes[x]) })
	for _, pair := range order {
		if a.mayPair(pair[0], pair[1]) && fit(pair[0], pair[1]) {
			a.pair(pair[1], pair[0])
			found = true
		}
	}
	return found
}

// mayPair reports whether both are types with names that have no counterpart.
func (a *aligner) mayPair(own, t *model.Type) bool {
	return own != nil && t != nil && !own.Implied && a.isFree(t) && !a.taken[own.Qualified()]
}

// pairEnums pairs two enums with names, unless one has a counterpart.
func (a *aligner) pairEnums(own, e *model.Enum) {
	if own != nil && e != nil && !own.Implied && !e.Implied && a.enums[e] == nil && !a.taken[own.Qualified()] {
		a.enums[e] = own
		a.taken[own.Qualified()] = true
	}
}

// sameFold reports whether the names of two types differ in nothing but namespace,
// capitals and number.
func sameFold(t, other *model.Type) bool {
	return dialect.Fold(t.Name) == dialect.Fold(other.Name)
}

// alike reports whether two types have half of the properties of the smaller one in
// common.
func alike(t, other *model.Type) bool {
	names := map[string]bool{}
	for _, p := range t.AllProperties() {
		names[strings.ToLower(p.Name)] = true
	}
	common, all := 0, 0
	for _, p := range other.AllProperties() {
		all++
		if names[strings.ToLower(p.Name)] {
			common++
		}
	}
	return common > 0 && 2*common >= min(all, len(names))
}

// bodies yields what the pages and the description have as bodies of the same request
// lines.
func (a *aligner) bodies(yield func(p, q model.Ref) bool) {
	for _, op := range a.pages.Operations {
		for _, route := range op.Routes {
			if old, ok := a.lines.find(op.Method, route.Segments); ok && !yieldBodies(op, old, yield) {
				return
			}
		}
	}
}

// places yields what the pages and the description have at the same places: bodies, and
// properties of types with a counterpart.
func (a *aligner) places(yield func(p, q model.Ref) bool) {
	for p, q := range a.bodies {
		if !yield(p, q) {
			return
		}
	}
	for _, t := range a.description.Types {
		own := a.types[t]
		if own == nil {
			continue
		}
		for _, q := range t.Properties {
			if p := own.PropertyFold(q.Name); p != nil && !yield(p.Ref, q.Ref) {
				return
			}
		}
	}
}

func yieldBodies(op, old *model.Operation, yield func(p, q model.Ref) bool) bool {
	if r, q := op.Result(), old.Result(); r != nil && q != nil && r.Collection == q.Collection && !yield(r.Ref, q.Ref) {
		return false
	}
	return op.Request == nil || old.Request == nil || yield(op.Request.Ref, old.Request.Ref)
}

// rename gives the types and enums their names, and all references the names of what
// they refer to.
func (a *aligner) rename() {
	for _, t := range a.description.Types {
		if own := a.types[t]; own != nil {
			t.Namespace, t.Name, t.Unplaced = own.Namespace, own.Name, false
		}
	}
	for _, e := range a.description.Enums {
		if own := a.enums[e]; own != nil {
			e.Namespace, e.Name, e.Unplaced = own.Namespace, own.Name, false
		}
	}
	for _, t := range a.description.Types {
		if t.BaseType != nil {
			t.Base = t.BaseType.Qualified()
		}
		if t.Entries != nil {
			refresh(t.Entries)
		}
		for _, p := range t.Properties {
			refresh(&p.Ref)
		}
	}
	for _, op := range a.description.Operations {
		for _, p := range slices.Concat(op.PathParameters, op.QueryParameters, op.Headers) {
			refresh(&p.Ref)
		}
		if op.Request != nil {
			refresh(&op.Request.Ref)
		}
		for _, r := range op.Responses {
			refresh(&r.Ref)
		}
	}
}

func refresh(r *model.Ref) {
	switch {
	case r.Struct != nil:
		r.Type = r.Struct.Qualified()
	case r.Enum != nil:
		r.Type = r.Enum.Qualified()
	}
}
