package notation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/word"
)

// Line is a request line: a method and a path.
type Line struct {
	Method string
	Path   *Path
}

// NameParameters names the parameters of the placeholders in a page's request
// lines. If a name occurs twice in one path, the names begin with that of the
// preceding segment, in all paths of the page: /events/{id}/attachments/{id}
// has eventId and attachmentId. An argument keeps its own name:
// /events/{id}/sheets(id={id}) has eventId and id.
func NameParameters(lines []Line) {
	repeated := map[string]bool{}
	for _, l := range lines {
		seen := map[string]bool{}
		for _, s := range l.Path.Segments {
			for i := range s {
				if s[i].Placeholder {
					key := Key(cmp.Or(s[i].Argument, s[i].Name))
					repeated[key] = repeated[key] || seen[key]
					seen[key] = true
				}
			}
		}
	}
	for _, l := range lines {
		l.Path.nameParameters(repeated)
	}
}

func (p *Path) nameParameters(repeated map[string]bool) {
	taken := map[string]bool{}
	before := ""
	for _, s := range p.Segments {
		if w := s.Word(); w != "" {
			before = w
		}
		for i := range s {
			if s[i].Placeholder {
				s[i].Parameter = free(s[i].parameterName(before, repeated), taken)
				taken[strings.ToLower(s[i].Parameter)] = true
			}
		}
	}
}

// parameterName returns the name of a placeholder's parameter, given the name
// that precedes it in the path.
func (p *Piece) parameterName(before string, repeated map[string]bool) string {
	switch {
	case p.Argument != "":
		return p.Argument
	case repeated[Key(p.Name)] && before != "":
		owner := dialect.Singular(before)
		return word.LowerFirst(owner) + strings.TrimPrefix(word.Upper(p.Name), word.Upper(owner))
	}
	return p.Name
}

// free returns the name, followed by a number if it is taken.
func free(name string, taken map[string]bool) string {
	for n := 2; n <= 9 && taken[strings.ToLower(name)]; n++ {
		name = strings.TrimRight(name, "0123456789") + string(rune('0'+n))
	}
	return name
}

// Form is the kind of ending that a request line has. Lines with different
// forms are different operations.
type Form uint8

// The forms of endings.
const (
	Plain      Form = iota
	Special         // a segment that is not a resource, such as $ref; see [edm.Segment]
	Call            // a call of a function or action
	Collection      // a GET of a collection, on a page that also has a GET of one element: /berths and /berths/{id}
	OfItem          // a GET of the collection of an item, on a page that also has a GET of the item: /berths/{id}/cranes
)

// Ending is the end of a request line. Lines with the same method and ending
// make one operation.
type Ending struct {
	Form Form
	Name string // the segment, the function or action in lower case, or the collection of the item; otherwise empty
}

// String returns the end of the path. It is empty for plain endings and
// collections.
func (e Ending) String() string {
	if e.Form == Call {
		return e.Name + "()"
	}
	return e.Name
}

// Is reports whether the ending is the special segment with the given name.
func (e Ending) Is(name string) bool { return e.Form == Special && e.Name == name }

// Segment returns the row of a special segment, or the zero row for other
// endings.
func (e Ending) Segment() edm.Segment {
	if e.Form != Special {
		return edm.Segment{}
	}
	return edm.SegmentNamed(e.Name)
}

// Lists reports whether the path leads to a collection.
func (e Ending) Lists() bool { return e.Form == Collection || e.Form == OfItem }

// Endings finds the endings of a page's request lines.
type Endings struct {
	lines    []Line
	selected map[string]bool // see selects
}

// NewEndings returns the endings of request lines.
func NewEndings(lines []Line) *Endings { return &Endings{lines, map[string]bool{}} }

// Of returns the ending of one of the request lines.
func (e *Endings) Of(l Line) Ending {
	name := strings.ToLower(l.Path.LastWord())
	switch {
	case edm.SegmentNamed(name).Name != "":
		return Ending{Special, name}
	case l.Method == "POST" && IsAction(l.Path.LastWord()):
		return Ending{Call, name}
	case l.Method != "GET":
		return Ending{}
	case e.isCollection(l):
		return Ending{Form: Collection}
	case l.isOfItem(e.lines):
		return Ending{OfItem, l.Path.LastWord()}
	case e.isCalled(name):
		return Ending{Call, name}
	}
	return Ending{}
}

// IsAction reports whether a name can only be an action: it begins with a verb
// and is in the singular.
func IsAction(name string) bool {
	words := word.Split(name)
	return len(words) > 0 && dialect.VerbOf(words[0]).Action && dialect.Singular(name) == name
}

// BeginsWithVerb reports whether a name of several words begins with a verb.
func BeginsWithVerb(name string) bool {
	words := word.Split(name)
	return len(words) > 1 && dialect.VerbOf(words[0]).Action
}

// isCollection reports whether another GET has the path of l followed by a key.
func (e *Endings) isCollection(l Line) bool {
	n := len(l.Path.Segments)
	if n == 0 || l.Path.EndsInKey() {
		return false
	}
	return slices.ContainsFunc(e.lines, func(other Line) bool {
		o := other.Path.Segments
		if other.Method == "GET" && len(o) == n && (o[n-1].SelectsKey() || o[n-1].calls() && e.selects(o[n-1].Word())) {
			return strings.EqualFold(shapeOf(o[:n-1])+"/"+o[n-1].Word(), shapeOf(l.Path.Segments))
		}
		return other.Method == "GET" && len(o) == n+1 && o[n].IsKey() && strings.EqualFold(shapeOf(o[:n]), shapeOf(l.Path.Segments))
	})
}

// AsksMany reports whether the query has an option that only a list has use for (OData
// URL Conventions 4.01, section 5.1).
func (p *Path) AsksMany() bool {
	return slices.ContainsFunc(p.Query, func(o Option) bool { return edm.OptionNamed(strings.ToLower(o.Name)).Many })
}

// isOfItem reports whether the last name of l is in the plural, and another GET
// has the path before it, which ends in a key.
func (l Line) isOfItem(lines []Line) bool {
	n := len(l.Path.Segments) - 1
	if n < 1 || l.Path.EndsInKey() || !l.Path.Segments[n-1].IsKey() || !dialect.IsPlural(l.Path.LastWord()) {
		return false
	}
	return slices.ContainsFunc(lines, func(other Line) bool {
		return other.Method == "GET" && len(other.Path.Segments) == n && strings.EqualFold(shapeOf(other.Path.Segments), shapeOf(l.Path.Segments[:n]))
	})
}

// isCalled reports whether a line ends in a call of the named function.
func (e *Endings) isCalled(name string) bool {
	return slices.ContainsFunc(e.lines, func(l Line) bool {
		last := l.Path.Last()
		return last.calls() && last.Word() != "" && strings.EqualFold(last.Word(), name) && !e.selects(last.Word())
	})
}

// selects reports whether name(k='v') selects an element of the collection of the
// name by a key, and calls no function: some line has name/{id} too, or filters what
// the name in the plural stands for.
func (e *Endings) selects(name string) bool {
	known, ok := e.selected[name]
	if !ok {
		known = selects(name, e.lines)
		e.selected[name] = known
	}
	return known
}

func selects(name string, lines []Line) bool {
	return slices.ContainsFunc(lines, func(l Line) bool {
		if l.Method == "GET" && isSet(name) && strings.EqualFold(l.Path.LastText(), name) && l.Path.AsksMany() {
			return true
		}
		for i, s := range l.Path.Segments {
			if i == 0 || !s.IsKey() {
				continue
			}
			if before := l.Path.Segments[i-1]; strings.EqualFold(before.Word(), name) && !before.calls() {
				return true
			}
		}
		return false
	})
}
