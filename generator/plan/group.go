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

// The file of a declaration depends on the whole model, and not on the chosen
// part of it. Each resource has a file with its type, the functions whose paths
// lead to it, and the types and enums that only these use.

// homes finds the stem of the file of each declaration.
type homes struct {
	p *planner
	// users has the types whose properties have a type or enum, and the
	// operations whose functions take or return it.
	users map[any][]any
	// places has the properties and parameters with a type or enum, in words.
	places map[any][]string
	stems  map[any]string       // the results so far
	lead   map[*model.Type]bool // the types that are resources of request lines
	// functions is the number of functions of each resource, by its stem.
	functions map[string]int
}

func (p *planner) newHomes(m *model.Model) *homes {
	h := &homes{p: p, users: map[any][]any{}, places: map[any][]string{}, stems: map[any]string{}, lead: map[*model.Type]bool{}, functions: map[string]int{}}
	for _, t := range m.Types {
		for _, q := range t.Properties {
			h.use(&q.Ref, t, "the property "+t.Name+"."+q.Name)
		}
		if t.Entries != nil {
			h.use(t.Entries, t, "the entries of "+t.Name)
		}
	}
	for _, l := range p.lines.All() {
		op := l.Principal().Operation
		if t := l.Resource.Type; t != nil {
			h.lead[t] = true
		}
		in := l.Method + " " + l.Principal().Route.Path
		for _, q := range l.Options {
			h.use(&q.Ref, op, "the option "+q.Name+" of "+in)
		}
		if l.Request != nil {
			h.use(&l.Request.Ref, op, "the request body of "+in)
			for _, q := range l.Request.Parameters {
				h.use(&q.Ref, op, "the parameter "+q.Name+" of "+in)
			}
		}
		if l.Result != nil {
			h.use(&l.Result.Ref, op, "the response body of "+in)
		}
	}
	for _, l := range p.lines.All() {
		h.functions[h.resource(l.Principal().Operation)]++
	}
	return h
}

// use records that user has a property or parameter of the type or enum that r
// refers to.
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

// maxPlaces is the maximum number of places in the documentation of a type.
const maxPlaces = 3

// usedIn returns the properties and parameters of a type or enum in words, or
// "" if there are none.
func (h *homes) usedIn(what any) string { return enumerate(h.places[what]) }

// enumerate returns the places in words, or "" if there are none. It counts
// those beyond the maximum.
func enumerate(places []string) string {
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

// operation returns the stem of the file for the functions of an operation. If
// a resource has many functions, the functions that read and those that write
// have files of their own.
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

// maxFunctions is the maximum number of functions in the file of their
// resource.
const maxFunctions = 40

// resource returns the stem of the file for the resource of an operation.
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

// typ returns the stem of the file for a type. The resource of a request line
// has a file of its own. A subtype is in the file of its base type, unless the
// subtypes have many properties. Other types are in the file of the
// declarations that use them.
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

// maxSubtypeFields is the maximum number of properties of all subtypes in the
// file of their base type.
const maxSubtypeFields = 100

// top returns the topmost base type of t below the root of all types with a
// key.
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

// subtypeFields returns the number of properties of the subtypes that are not
// resources of request lines.
func (h *homes) subtypeFields(t *model.Type) int {
	n := 0
	for sub := range t.Subtypes() {
		if !h.lead[sub] {
			n += len(sub.Properties)
		}
	}
	return n
}

// enum returns the stem of the file for an enum. If a few types share it, it is
// in the file of the first of them.
func (h *homes) enum(e *model.Enum) string {
	users := h.users[e]
	if 1 < len(users) && len(users) <= maxSharers && common(users) == nil {
		users = users[:1]
	}
	return h.of(e, stem(h.p.enums[e].String()), users)
}

// maxSharers is the maximum number of types that share an enum in the file of
// one of them.
const maxSharers = 5

// of returns the common stem of all users, the stem of their common base type, or
// own.
func (h *homes) of(what any, own string, users []any) string {
	if s, ok := h.stems[what]; ok {
		return s
	}
	h.stems[what] = own // ends cycles
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

// common returns the common base type of all users, without the root of all
// types with a key. It returns nil if there is none.
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

// reservedStems has the stems of other files. The files of the runtime have an
// underscore in their names.
var reservedStems = wordSet("baseurl doc docwright permissions")

const maxStem = 60 // bytes, so that "_test.go" and a folder fit on all systems

// stem converts a name to the stem of file names. It has only lower-case
// letters and digits, so that no name is special to Go ("x_linux.go") or
// differs from another one in case. A name that is reserved on Windows or in
// the runtime is followed by "api".
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

// isDevice reports whether a file with this name is a device on Windows.
func isDevice(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && '0' <= stem[3] && stem[3] <= '9'
}

// testName returns the name of the test function of a group.
func testName(stem string) ident.Ident {
	return ident.Must("Test" + strings.ToUpper(stem[:1]) + stem[1:] + "Examples")
}
