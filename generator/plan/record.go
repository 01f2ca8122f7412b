package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
)

// Record is a name that a package has for a request line: that of the function which
// sends the request, or of a struct for the options or the body. A later package
// made with the record keeps the name, whatever pages are added.
type Record struct {
	Name string
	Line string // the method and the shape of the path: "GET /users/{}"
	// Struct is set for the name of a struct. Functions may share it; the line is that
	// of the first one.
	Struct bool
}

// lineKey returns the line as in a record.
func lineKey(l *lines.Line) string { return l.Method + " " + l.Shape }

// keep gives request lines their recorded names, unless the configuration has another
// name for the line, or has the name for something else. No other declaration gets a
// recorded name. A record of a line that is on no page any more has no effect.
func (p *planner) keep(configured map[string]string) {
	p.held = held{map[ident.Ident]bool{}, map[*lines.Line]bool{}, map[*lines.Line][]ident.Ident{}}
	byKey := make(map[string]*lines.Line, len(p.lines.All()))
	for _, l := range p.lines.All() {
		byKey[lineKey(l)] = l
	}
	isConfigured := make(map[*lines.Line]bool, len(p.chosenNames))
	for _, r := range p.o.Records {
		if l := byKey[r.Line]; l != nil {
			isConfigured[l] = !p.chosenNames[l].IsZero()
		}
	}
	for _, r := range p.o.Records {
		l := byKey[r.Line]
		id, err := ident.Parse(r.Name)
		if l == nil || err != nil || !isExported(r.Name) || isConfigured[l] || configured[strings.ToLower(r.Name)] != "" {
			continue
		}
		o := owner{what: r.Line + ", as recorded", of: l}
		all := []ident.Ident{id}
		if !r.Struct {
			all = append(all, builder(id))
		}
		if !p.firstTaken(all, nil).IsZero() || !r.Struct && p.held.lines[l] {
			continue
		}
		for _, id := range all {
			p.scope[id.String()], p.held.names[id] = o, true
		}
		if r.Struct {
			p.held.structs[l] = append(p.held.structs[l], id)
			continue
		}
		p.chosenNames[l], p.held.lines[l] = id, true
	}
}

// held has the recorded names with those of builders, the lines with a recorded name,
// and the recorded names of structs.
type held struct {
	names   map[ident.Ident]bool
	lines   map[*lines.Line]bool
	structs map[*lines.Line][]ident.Ident
}

// heldStruct returns the recorded name with the given ending of a struct of some of
// the lines. It is zero if there is none.
func (p *planner) heldStruct(owned []*lines.Line, ending ident.Ident) ident.Ident {
	for _, l := range owned {
		for _, id := range p.held.structs[l] {
			if strings.HasSuffix(id.String(), ending.String()) {
				return id
			}
		}
	}
	return ident.Ident{}
}

// lineName returns the Go name for a line with the given name. If it is held for another
// line, the name of the key at the end of the path follows it, as in GetBerthByID, or
// else "Operation".
func (p *planner) lineName(l *lines.Line, name string) (ident.Ident, error) {
	id, err := ident.Exported(name)
	if err != nil || p.held.lines[l] || !p.isHeld(id) {
		return id, err
	}
	if key := lastKey(l); key != "" {
		if longer, err := ident.Exported(name + " by " + key); err == nil && !p.isHeld(longer) {
			return longer, nil
		}
	}
	return ident.Exported(name + " operation")
}

// isHeld reports whether a function cannot have the name, because it or the name of its
// builder is recorded.
func (p *planner) isHeld(id ident.Ident) bool { return p.held.names[id] || p.held.names[builder(id)] }

// lastKey returns the name of the parameter at the end of a path, or an empty string.
func lastKey(l *lines.Line) string {
	r := l.Principal().Route
	if n := len(r.Segments); n > 0 {
		for _, part := range r.Segments[n-1] {
			if part.Param != nil {
				return part.Param.Name
			}
		}
	}
	return ""
}

// records returns the names of the functions in the package and of their structs, by
// name.
func (p *planner) records() []Record {
	var list []Record
	recorded := map[string]bool{}
	for _, l := range p.lines.All() {
		f := p.functions[l]
		if f == nil {
			continue
		}
		list = append(list, Record{Name: f.Name.String(), Line: lineKey(l)})
		for _, s := range [...]*Struct{f.options, f.body} {
			if s != nil && !recorded[s.Name.String()] {
				recorded[s.Name.String()] = true
				list = append(list, Record{Name: s.Name.String(), Line: lineKey(l), Struct: true})
			}
		}
	}
	slices.SortFunc(list, func(a, b Record) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
