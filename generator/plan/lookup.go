package plan

import (
	"slices"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Lookup returns the names and Go types of the parts of a model in its package.
type Lookup struct{ p *planner }

// NewLookup plans a package like [New], for lookups. The findings are those of
// New, unsorted, and so is the error.
func NewLookup(m *model.Model, o Options) (*Lookup, source.Findings, error) {
	p, err := planChosen(m, o)
	if err != nil {
		return nil, nil, err
	}
	return &Lookup{p}, p.findings, nil
}

// Named returns the part of the model that has the given package-level name: a
// *model.Type, a *model.Enum or a *model.Operation. Packages that contain this
// part have the name. If every package has the name, the result is nil. If no
// package has it, known is false.
func (l *Lookup) Named(name string) (of any, known bool) {
	o, known := l.p.scope[name]
	if _, isRecord := o.of.(*lines.Line); isRecord {
		return nil, false
	}
	return o.of, known
}

// Names returns the package-level names that belong to a part of the model, sorted.
func (l *Lookup) Names() []string {
	var list []string
	for name := range l.p.scope {
		if of, known := l.Named(name); known && of != nil {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// Type returns the name of the struct of the type, or the zero Ident if there
// is none.
func (l *Lookup) Type(t *model.Type) ident.Ident { return l.p.types[t] }

// Enum returns the name of the type of the enum, or the zero Ident if there is
// none.
func (l *Lookup) Enum(e *model.Enum) ident.Ident { return l.p.enums[e] }

// Members returns the constants of the enum. A member that differs from an
// earlier one only in case has none.
func (l *Lookup) Members(e *model.Enum) []*Member { return l.p.members[e] }

// Field returns the field for a property of the type itself, or nil if the
// property has none.
func (l *Lookup) Field(t *model.Type, q *model.Property) *Field {
	for _, f := range l.p.ownFields(t, false) {
		if f.wire == q.Name {
			return f
		}
	}
	return nil
}

// Line returns the request line of a route. Other operations may have the same
// line.
func (l *Lookup) Line(r *model.Route) *lines.Line { return l.p.lines.Of(r) }

// Operation returns the declarations of the operation, or nothing if its name
// has no Go identifier.
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

// field returns the field with the given name in JSON or HTTP, or nil. s may be
// nil.
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

// Argument returns the parameter of the function for a parameter of its route,
// or nil.
func (f *Function) Argument(q *model.Parameter) *Param {
	for _, p := range f.Params {
		if p.of == q {
			return p
		}
	}
	return nil
}
