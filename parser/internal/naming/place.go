package naming

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// element is a literal segment of a path in the form for names. It is singular if a
// key follows.
type element struct {
	*compound
	keyed  bool
	isType bool // a qualified name
}

// compound is a name as words. Elements share those of a [compounds].
type compound struct {
	text   string   // "MailFolder"
	words  []string // "Mail", "Folder"
	folds  []string // of the words; see folded
	folded string   // see key
}

// compounds has the compounds of texts that were split.
type compounds map[string]*compound

// of splits a text into words. There must be one.
func (all compounds) of(text string) *compound {
	if c := all[text]; c != nil {
		return c
	}
	c := &compound{text: text, words: word.Split(text), folded: folded(text)}
	c.folds = make([]string, len(c.words))
	for i, w := range c.words {
		c.folds[i] = folded(w)
	}
	all[text] = c
	return c
}

func (e *element) String() string { return e.text }

// key returns a key that is equal for elements that differ only in number.
func (e *element) key() string { return e.folded }

// last returns the last word in the singular and in lower case.
func (e *element) last() string { return e.folds[len(e.folds)-1] }

// place is a route with the parts of its path that form names.
type place struct {
	route    *model.Route
	elements []element
	// owner is the owner of the resource, from the beginning of the path.
	owner owner
	// by has the words for function arguments and for parameters whose value is a
	// path: "ByPath".
	by     []string
	isCall bool // the last element is an action or a function

	isSpecial          bool     // the path has a segment that cannot be part of a name: "$value"
	cast               string   // the type to which the path restricts its values
	byPath             int      // the index in elements of the element replaced by a path, or -1
	verb               string   // of the operation
	isStranger, yields bool     // leads to something other than the noun of the page; has a tail, so that other routes may have its name
	noun               []string // the words for the target of the route
	entry              string   // the first element, if it is part of the name; see withEntry
	// The name has words that the page does not require: all elements of the path, and
	// the last parameter.
	withAll, withLast bool
	more              string // the end of the name, if that of the operation does not differ from others
	chosen            []int  // the indexes of the distinguishing elements
	tail              string // the other distinguishing words: "ByPath", "InCalendar"
}

// owner is the owner of the resource of a path.
type owner int

const (
	nobody  owner = iota
	caller        // below /me
	anyUser       // below /users/{id}
)

const (
	callerWord = "me"
	usersWord  = "users"
	userWord   = "User"
)

// newPlace splits the path of a route.
func newPlace(op *model.Operation, route *model.Route, words *Speller, known compounds) *place {
	p := &place{route: route, isCall: op.Kind == model.Action || op.Kind == model.Function, byPath: -1}
	for i, s := range route.Segments {
		if len(s) == 0 {
			continue
		}
		if s[0].Param != nil {
			if s[0].Path {
				p.byPath = len(p.elements)
				p.by = append(p.by, pathWord(s[0].Param.Name))
			}
			continue
		}
		next := model.Part{}
		if i+1 < len(route.Segments) && len(route.Segments[i+1]) > 0 {
			next = route.Segments[i+1][0]
		}
		if next.Path {
			continue // the path parameter has its own word: root:/{item-path}
		}
		if name, _, ok := strings.Cut(s.String(), "={}"); ok && !strings.Contains(name, "(") && len(p.elements) > 0 {
			p.by = append(p.by, "By"+word.Upper(name)) // a key of another property: rooms/number={number}
			owner := &p.elements[len(p.elements)-1]
			owner.compound, owner.keyed = known.of(dialect.Singular(owner.text)), true
			continue
		}
		text, arguments, _ := strings.Cut(s.String(), "(")
		p.by = append(p.by, argumentWords(arguments)...)
		isKey := arguments != "" && i+1 < len(route.Segments) && dialect.IsPlural(text) // berths(code='{code}')
		p.add(text, next.Param != nil || isKey, words, known)
	}
	if n := len(p.elements); n > 0 && op.Method == http.MethodPost && !p.elements[n-1].keyed && dialect.VerbOf(p.elements[n-1].words[0]).Action {
		p.isCall = true
	}
	p.cutCast()
	return p
}

// cutCast removes the types to which the path restricts its values. A type at the end
// is recorded. A type before a segment replaces the element before it.
func (p *place) cutCast() {
	n := len(p.elements)
	if n > 1 && p.elements[n-1].isType && !p.isCall {
		p.cast = p.elements[n-1].String()
		p.elements = p.elements[:n-1]
	}
	for i := len(p.elements) - 2; i > 0; i-- {
		if p.elements[i].isType {
			p.elements = slices.Delete(p.elements, i-1, i)
			i--
		}
	}
}

// add adds a literal segment.
func (p *place) add(text string, keyed bool, words *Speller, known compounds) {
	isType := isTypeName(text)
	text = strings.TrimSuffix(text[strings.LastIndexByte(text, '.')+1:], ":")
	switch {
	case text == "":
		return
	case strings.HasPrefix(text, "$") || edm.SegmentNamed(text).Name != "":
		p.isSpecial = true
		return
	case strings.EqualFold(text, callerWord):
		p.owner = caller
		if n := len(p.elements); n > 0 && strings.EqualFold(p.elements[n-1].String(), usersWord) {
			p.elements = p.elements[:n-1]
		}
		return
	case len(p.elements) == 0 && keyed && strings.EqualFold(text, usersWord):
		p.owner = anyUser
	}
	if keyed {
		text = dialect.Singular(text)
	}
	if name := words.Name(strings.ToLower(text)); name != "" {
		p.elements = append(p.elements, element{known.of(name), keyed, isType})
	}
}

// argumentWords returns the words for the arguments of a call.
func argumentWords(arguments string) []string {
	var words []string
	for _, arg := range notation.SplitArguments(strings.TrimSuffix(arguments, ")")) {
		if key, _, ok := notation.CutArgument(arg); ok {
			words = append(words, "By"+word.Upper(key))
		}
	}
	return words
}

// pathWord returns the word for a parameter whose value is a path: "ByPath",
// "ByFilename".
func pathWord(name string) string {
	if strings.Contains(strings.ToLower(name), "path") {
		return "ByPath"
	}
	return "By" + word.Upper(name)
}

// standIn adds the element with a key to a place that has a path instead:
// root:/{path}:/children has the item of items/{id}/children.
func (p *place) standIn(all []*place) {
	k := p.byPath
	if k < 0 {
		return
	}
	for _, other := range all {
		if other.byPath >= 0 || len(other.elements) != len(p.elements)+1 || !other.elements[k].keyed {
			continue
		}
		rest := slices.Delete(slices.Clone(other.elements), k, k+1)
		if slices.EqualFunc(rest, p.elements, func(a, b element) bool { return a.String() == b.String() }) {
			p.elements = other.elements
			return
		}
	}
}

// from returns the index of the first element that can distinguish places. The user
// that owns the resource has its own word. A first segment without a key is the entry
// to an area of the API: deviceManagement.
func (p *place) from() int {
	switch {
	case p.owner == anyUser, p.owner == nobody && len(p.elements) > 1 && !p.elements[0].keyed:
		return 1
	}
	return 0
}

// leads returns how well the path matches the noun: 2 if the last element matches, 1
// if the path has a word of the noun, and otherwise 0.
func (p *place) leads(noun []string) int {
	n := len(p.elements)
	if n == 0 || p.isCall || len(noun) == 0 {
		return 2
	}
	if p.isSpecial && len(noun) > 1 && !p.elements[n-1].has(folded(noun[len(noun)-1])) {
		noun = noun[:len(noun)-1]
	}
	last := p.elements[n-1].last()
	switch {
	case last == folded(noun[len(noun)-1]):
		return 2
	case slices.ContainsFunc(noun, func(w string) bool { return folded(w) == last }):
		return 1
	}
	return 0
}

// ownNoun returns the words of the last element and of its owner.
func (p *place) ownNoun() []string {
	n := len(p.elements)
	list := slices.Clone(p.elements[n-1].words)
	switch {
	case n > 1 && (n-2 >= p.from() || p.owner == anyUser):
		list = append(slices.Clone(p.elements[n-2].words), list...)
	case n == 2 && dialect.IsPlural(p.elements[0].String()): // a member of a set: /berths/first
		list = append(word.Split(dialect.Singular(p.elements[0].String())), list...)
	}
	if k := len(p.noun) - 1; p.isSpecial && k >= 0 && !p.elements[n-1].has(folded(p.noun[k])) {
		list = append(list, p.noun[k])
	}
	return list
}

// callRest returns the words of a call after the verb of the operation, or nil.
func (p *place) callRest() []string {
	if n := len(p.elements); p.isCall && n > 1 {
		if words := p.elements[n-1].words; len(words) > 1 && strings.EqualFold(words[0], p.verb) {
			return words[1:]
		}
	}
	return nil
}

// calls reports whether a place calls what the noun ends with.
func (p *place) calls() bool {
	rest := p.callRest()
	return rest != nil && len(rest) <= len(p.noun) && slices.EqualFunc(rest, p.noun[len(p.noun)-len(rest):], strings.EqualFold)
}

// callNoun returns the words of the owner of a call, and those of the call after its
// verb.
func (p *place) callNoun() []string {
	var list []string
	if k := len(p.elements) - 2; k >= p.from() {
		list = append(list, p.elements[k].words...)
	}
	return append(list, p.callRest()...)
}

// folded returns a word in the singular and in lower case.
func folded(word string) string { return dialect.Singular(strings.ToLower(word)) }

// compare orders places from the most general one: by elements, then by function
// arguments and paths, then a user's before the caller's, and then by parameters.
func (p *place) compare(other *place) int {
	if len(p.elements) == 0 || len(other.elements) == 0 {
		return len(other.elements) - len(p.elements) // the caller itself is last
	}
	return cmp.Or(len(p.elements)-p.from()-len(other.elements)+other.from(), len(p.by)-len(other.by),
		cmp.Compare(p.owner, other.owner), len(p.route.PathParameters())-len(other.route.PathParameters()))
}

// isKeyed reports whether the path ends with a key.
func (p *place) isKeyed() bool {
	n := len(p.elements)
	if n > 0 && p.elements[n-1].keyed {
		return true
	}
	if len(p.route.Segments) == 0 {
		return false
	}
	last := p.route.Segments[len(p.route.Segments)-1]
	return len(last) == 3 && last[1].Param != nil && strings.HasSuffix(last[0].Text, "(") && last[2].Text == ")"
}

// isTypeName reports whether a segment is a qualified name.
func isTypeName(text string) bool {
	parts := strings.Split(strings.TrimSuffix(text, ":"), ".")
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return part == "" || !word.IsLetter(part[0]) })
}
