package plan

import (
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Lookup tells what the things of a model are called in its package, and what
// Go types they have.
type Lookup struct{ p *planner }

// NewLookup plans a package as [New] does, to look things up in. The findings
// are those of New, unsorted, and so is the error.
func NewLookup(m *model.Model, o Options) (*Lookup, source.Findings, error) {
	p, err := planChosen(m, o)
	if err != nil {
		return nil, nil, err
	}
	return &Lookup{p}, p.findings, nil
}

// Named returns what the package-level name belongs to: a *model.Type, a
// *model.Enum or a *model.Operation, with which it is chosen. known is false for
// names that no package has, and the first result is nil for those that every
// package has.
func (l *Lookup) Named(name string) (of any, known bool) {
	o, known := l.p.scope[name]
	return o.of, known
}

// Type returns the name of the type's struct, the zero Ident where it has none.
func (l *Lookup) Type(t *model.Type) ident.Ident { return l.p.types[t] }

// Enum returns the name of the enum's type, the zero Ident where it has none.
func (l *Lookup) Enum(e *model.Enum) ident.Ident { return l.p.enums[e] }

// Members returns the constants of the enum. A member that differs from an
// earlier one in case only has none.
func (l *Lookup) Members(e *model.Enum) []*Member { return l.p.members[e] }

// Field returns the field for a property that the type itself has, or nil where
// the property is left out.
func (l *Lookup) Field(t *model.Type, q *model.Property) *Field {
	for _, f := range l.p.ownFields(t, false) {
		if f.wire == q.Name {
			return f
		}
	}
	return nil
}

// Line returns the request line of a route, which other operations may have, too.
func (l *Lookup) Line(r *model.Route) *lines.Line { return l.p.lines.Of(r) }

// Operation returns what belongs to the operation; nothing where no name that Go
// could have was made of its own.
func (l *Lookup) Operation(op *model.Operation) *Declarations {
	if d := l.p.made[op]; d != nil {
		return d
	}
	return &Declarations{}
}

// Query returns the field for a query option, or nil.
func (d *Declarations) Query(name string) *Field { return d.Options.field(optionWire("query", name)) }

// Header returns the field for a header, or nil.
func (d *Declarations) Header(name string) *Field { return d.Options.field(optionWire("header", name)) }

// Parameter returns the field for a parameter of an action, or nil.
func (d *Declarations) Parameter(name string) *Field { return d.Body.field(name) }

// field returns the field with the name on the wire, or nil. s may be nil.
func (s *Struct) field(wire string) *Field {
	if s == nil {
		return nil
	}
	for _, f := range s.Fields {
		if f.wire == wire {
			return f
		}
	}
	return nil
}

// Argument returns the function's parameter for one of its route's, or nil.
func (f *Function) Argument(q *model.Parameter) *Param {
	for _, p := range f.Params {
		if p.of == q {
			return p
		}
	}
	return nil
}
