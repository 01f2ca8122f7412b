package plan

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// A declaration's file depends on the model alone, not on what is chosen of it.
// There is a file for each resource: its type, the functions whose paths lead to
// it, and the types and enums that nothing else uses.

// homes finds the file of each declaration, by the stem of its name.
type homes struct {
	p *planner
	// users are the types whose properties have a type or enum, by that, and the
	// operations whose functions take or return it.
	users map[any][]any
	// places say which properties and parameters have a type or enum, in words.
	places map[any][]string
	stems  map[any]string       // what is known
	lead   map[*model.Type]bool // the types that request lines are about
	// functions is how many functions are about each resource, by its stem.
	functions map[string]int
}

func (p *planner) newHomes(m *model.Model) *homes {
	h := &homes{p: p, users: map[any][]any{}, places: map[any][]string{}, stems: map[any]string{}, lead: map[*model.Type]bool{}, functions: map[string]int{}}
	for _, t := range m.Types {
		for _, q := range t.Properties {
			h.use(&q.Ref, t, t.Name+"."+q.Name)
		}
	}
	for _, l := range p.lines.All() {
		op := l.Principal().Operation
		if t := l.Resource.Type; t != nil {
			h.lead[t] = true
		}
		in := l.Method + " " + l.Principal().Route.Path
		for _, q := range l.Options {
			h.use(&q.Ref, op, "option "+q.Name+" of "+in)
		}
		if l.Request != nil {
			h.use(&l.Request.Ref, op, "the request of "+in)
			for _, q := range l.Request.Parameters {
				h.use(&q.Ref, op, "parameter "+q.Name+" of "+in)
			}
		}
		if l.Result != nil {
			h.use(&l.Result.Ref, op, "the response to "+in)
		}
	}
	for _, l := range p.lines.All() {
		h.functions[h.resource(l.Principal().Operation)]++
	}
	return h
}

// use notes that something uses the type or enum that r refers to, and where.
func (h *homes) use(r *model.Ref, user any, place string) {
	note := func(what any) {
		h.users[what] = append(h.users[what], user)
		if !slices.Contains(h.places[what], place) {
			h.places[what] = append(h.places[what], place)
		}
	}
	if r.Struct != nil && r.Struct != user {
		note(r.Struct)
	}
	if r.Enum != nil {
		note(r.Enum)
	}
}

// maxPlaces is how many places a documentation names.
const maxPlaces = 3

// usedIn says in words which properties and parameters have a type or enum; empty
// where none has.
func (h *homes) usedIn(what any) string {
	places := h.places[what]
	switch n := len(places); {
	case n > maxPlaces:
		return strings.Join(places[:maxPlaces-1], ", ") + fmt.Sprintf(" and %d more", n-maxPlaces+1)
	case n > 1:
		return strings.Join(places[:n-1], ", ") + " and " + places[n-1]
	case n == 1:
		return places[0]
	}
	return ""
}

// operation returns the stem of the file for what an operation is principal for.
// Where a resource has many functions, those that read and those that write stand
// apart from its type.
func (h *homes) operation(op *model.Operation) string {
	home := h.resource(op)
	switch {
	case h.functions[home] <= maxFunctions:
		return home
	case op.Method == http.MethodGet || op.Method == http.MethodHead:
		return home + "read"
	}
	return home + "write"
}

// maxFunctions is how many functions may stand with the type of their resource.
const maxFunctions = 40

// resource returns the stem of the file for the resource that an operation is about.
func (h *homes) resource(op *model.Operation) string {
	if len(op.Routes) == 0 {
		return stem(op.Name)
	}
	principal := h.p.lines.Of(op.Routes[0]).Principal().Operation
	about := h.p.lines.Owned(principal)[0].Resource
	if about.Type != nil {
		return h.typ(about.Type)
	}
	return stem(about.Word)
}

// typ returns the stem of the file for a type. One that request lines are about has
// a file of its own. One that derives from another stands with that, unless there
// is much of its kind; others stand with what uses them.
func (h *homes) typ(t *model.Type) string {
	own := stem(h.p.types[t].String())
	switch {
	case h.lead[t]:
		return own
	case t.BaseType != nil && !lines.IsRoot(t.BaseType) || len(h.users[t]) == 0:
		if top := h.top(t); top != t && h.subtypeFields(top) <= maxSubtypeFields {
			return h.of(t, own, []any{top})
		}
	}
	return h.of(t, own, h.users[t])
}

// maxSubtypeFields is how many properties the types that stand with their base type
// may have together.
const maxSubtypeFields = 100

// top is the uppermost base type below the root of all types that have a key.
func (h *homes) top(t *model.Type) *model.Type {
	top := t
	for base := range t.Lineage() {
		if lines.IsRoot(base) {
			break
		}
		top = base
	}
	return top
}

// subtypeFields is how many properties the subtypes have that no request lines are
// about.
func (h *homes) subtypeFields(t *model.Type) int {
	n := 0
	for sub := range t.Subtypes() {
		if !h.lead[sub] {
			n += len(sub.Properties)
		}
	}
	return n
}

// enum returns the stem of the file for an enum. One that a few types share stands
// with the first of them.
func (h *homes) enum(e *model.Enum) string {
	users := h.users[e]
	if 1 < len(users) && len(users) <= maxSharers && common(users) == nil {
		users = users[:1]
	}
	return h.of(e, stem(h.p.enums[e].String()), users)
}

// maxSharers is how many types may share an enum that stands with one of them.
const maxSharers = 5

// of returns the stem that all users have, or that of their common base type, or
// else the thing's own.
func (h *homes) of(what any, own string, users []any) string {
	if s, ok := h.stems[what]; ok {
		return s
	}
	h.stems[what] = own // what leads back here stands by itself
	home := ""
	for _, user := range users {
		s := ""
		switch user := user.(type) {
		case *model.Type:
			s = h.typ(user)
		case *model.Operation:
			s = h.resource(user)
		}
		if home != "" && home != s {
			home = own
			if base := common(users); base != nil && base != what {
				home = h.typ(base)
			}
			break
		}
		home = s
	}
	if home != "" {
		h.stems[what] = home
	}
	return h.stems[what]
}

// common is the base type that all users have in common, but for the root of all
// types that have a key; nil where there is none.
func common(users []any) *model.Type {
	var base *model.Type
	for i, user := range users {
		t, ok := user.(*model.Type)
		switch {
		case !ok:
			return nil
		case i == 0:
			base = t
		default:
			base = base.CommonBase(t)
		}
	}
	if base == nil || lines.IsRoot(base) {
		return nil
	}
	return base
}

// reservedStems are those of files that stand beside the groups'; the files of
// the run-time part have an underscore in their names.
var reservedStems = wordSet("baseurl doc docwright permissions")

const maxStem = 60 // bytes, so that "_test.go" and a folder fit anywhere

// stem makes a name the stem of file names. It has lower-case letters and
// digits only, so that no name is special to Go ("x_linux.go") or differs from
// another in case. Names that Windows or the run-time part have get "api"
// behind them.
func stem(name string) string {
	word := strings.Map(func(c rune) rune {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			return c
		case 'A' <= c && c <= 'Z':
			return c - 'A' + 'a'
		}
		return -1
	}, name)
	if word == "" {
		word = "x"
	}
	if len(word) > maxStem {
		h := fnv.New32a()
		h.Write([]byte(word))
		word = fmt.Sprintf("%s%08x", word[:maxStem-8], h.Sum32())
	}
	if reservedStems[word] || isDevice(word) {
		word += "api"
	}
	return word
}

// isDevice reports whether Windows takes a file of this name for a device.
func isDevice(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && '0' <= stem[3] && stem[3] <= '9'
}

// testName returns the name of a group's test function.
func testName(stem string) ident.Ident {
	return ident.Must("Test" + strings.ToUpper(stem[:1]) + stem[1:] + "Examples")
}
