package naming

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Named is an operation and the words that its name begins with.
type Named struct {
	Op           *model.Operation
	Verb, Entity string // see [Name]
	Page         *Page

	name    string   // of the page, made longer if it collides
	given   string   // of the page
	places  []*place // of the routes, in their order
	more    string   // the end of all names
	of      string   // the end of the operation's name
	withBy  bool     // the names have arguments that the page does not require
	round   int      // the number of extensions
	claimed []claim  // see claims; nil after a change of a name
	lines   []string // the request lines of the routes; nil before the first claims
	types   spelling // of all pages
}

// rename gives the operation a name, and names its routes.
func (n *Named) rename(name string) {
	if n.name = name; n.given == "" {
		n.given = name
	}
	noun := word.Split(strings.TrimPrefix(name, n.Verb))
	for _, p := range n.places {
		p.verb, p.noun, p.chosen, p.tail = n.Verb, n.nounOf(p, noun), nil, ""
	}
	n.nameStrangers()
	distinguish(slices.DeleteFunc(slices.Clone(n.places), func(p *place) bool { return len(p.elements) == 0 }))
	for _, p := range n.places {
		if p.withAll {
			n.nameByPath(p)
		}
	}
	n.tellApart()
	n.claimed = nil
	n.Op.Name = name
	if len(n.places) == 1 {
		n.Op.Name = n.places[0].route.Name
	} else {
		n.Op.Name += n.more
	}
	n.Op.Called = n.Op.Name
	n.Op.Name += n.of
}

// nameStrangers names places that do not lead to the page's noun by the words of
// their paths: /people/{id}/supervisor on the page of people. If no path has the
// noun's words, the most general place has the noun.
func (n *Named) nameStrangers() {
	if len(n.places) < 2 {
		return
	}
	best := 0
	var main *place
	for _, p := range n.places {
		if len(p.elements) > 0 {
			best = max(best, p.leads(p.noun))
			if main == nil || p.compare(main) < 0 {
				main = p
			}
		}
	}
	if n.Page.best = max(n.Page.best, best); n.Op.Kind == model.Get || n.Op.Kind == model.List {
		best = n.Page.best
	}
	isCalled := slices.ContainsFunc(n.places, (*place).calls)
	for _, p := range n.places {
		if isCalled && p.callRest() != nil && !p.calls() {
			p.noun, p.isStranger = p.callNoun(), true
			continue
		}
		n.nameStranger(p, main, best)
	}
}

// nameStranger names a place that does not lead to the page's noun as well as the best
// place, or, without a place that does, as the main one.
func (n *Named) nameStranger(p, main *place, best int) {
	k := len(p.elements) - 1
	isRead := n.Op.Kind == model.Get || n.Op.Kind == model.List
	switch {
	case k < 0:
		own := word.Split(n.Entity)
		p.isStranger = len(p.noun) > len(own)
		p.noun = own
	case p.leads(p.noun) < best, best == 0 && isRead && p.elements[k].key() != main.elements[len(main.elements)-1].key():
		p.noun, p.isStranger = p.ownNoun(), true
		if n.Op.Kind == model.Create {
			p.noun[len(p.noun)-1] = dialect.Singular(p.noun[len(p.noun)-1])
		}
	}
}

// nameByPath makes the noun of a place from all elements of its path.
func (n *Named) nameByPath(p *place) {
	last := len(p.elements)
	if p.noun = nil; p.isCall {
		p.noun = word.Split(strings.TrimPrefix(strings.TrimPrefix(n.name, n.Verb), n.Entity))
		last--
	}
	p.chosen = nil
	for i := p.from(); i < last; i++ {
		p.chosen = append(p.chosen, i)
	}
}

// findPlaces returns the places of an operation's routes.
func findPlaces(op *model.Operation, page *Page, known compounds) []*place {
	places := make([]*place, len(op.Routes))
	for i, route := range op.Routes {
		places[i] = newPlace(op, route, &page.Words, known)
	}
	for _, p := range places {
		p.standIn(places)
	}
	return places
}

// nounOf returns the noun for a place. A resource below /me belongs to the caller and
// not to a user.
func (n *Named) nounOf(p *place, noun []string) []string {
	entity := word.Split(n.Entity)
	k := len(entity) - 1
	if n.isOfMany(p, noun, k) {
		noun = slices.Clone(noun)
		noun[k] = dialect.Plural(noun[k])
	}
	if p.owner != caller || k < 0 || entity[k] != userWord || len(noun) <= k || noun[k] != userWord || len(p.elements) == 0 || len(noun) == 1 {
		return noun
	}
	return slices.Delete(slices.Clone(noun), k, k+1)
}

// isOfMany reports whether a place is an action or function on a collection whose
// noun names the members. The entity ends at index k: FilterReadings,
// DismissUsersByDate.
func (n *Named) isOfMany(p *place, noun []string, k int) bool {
	i := len(p.elements) - 2
	isCount := n.Op.Kind == model.Counting
	if isCount {
		i++
	}
	if !p.isCall && !isCount || i < 0 || k < 0 || k >= len(noun) || p.elements[i].keyed || n.Verb == "" || n.Verb == "Add" || strings.HasPrefix(n.Verb, "Create") {
		return false
	}
	last := p.elements[i].words[len(p.elements[i].words)-1]
	return dialect.IsPlural(last) && folded(last) == strings.ToLower(noun[k]) && (k == len(noun)-1 || noun[k+1] == "By")
}

// routeName returns the name of a place: the verb, the owner and the noun. A place
// below /me has "My", as in ListMyEvents; /me itself is GetMe. A place below
// /users/{id} has "User".
func (n *Named) routeName(p *place) string {
	phrase := p.entry + p.phrase(n.places)
	p.tail = n.types.name(p.tail)
	switch {
	case p.owner == caller && len(p.elements) == 0:
		return n.Verb + "Me" + strings.TrimPrefix(phrase, n.Entity) + p.tail
	case p.owner == caller:
		return n.Verb + "My" + phrase + p.tail
	case p.owner == anyUser && !p.namesUser():
		return n.Verb + userWord + phrase + p.tail
	}
	return n.Verb + phrase + p.tail
}

// namesUser reports whether the noun has the word for the user that owns the
// resource.
func (p *place) namesUser() bool {
	at, found := p.positions()
	for i := range at {
		if at[i] == 0 && found[i] {
			return true
		}
	}
	return false
}

// tellApart names the routes. Arguments and parameters distinguish routes with the
// same elements.
func (n *Named) tellApart() {
	sorted := slices.Clone(n.places)
	slices.SortStableFunc(sorted, (*place).compare)
	taken := map[string]*place{} // by names in lower case
	for i, p := range sorted {
		if p.byPath >= 0 && slices.ContainsFunc(n.places, func(other *place) bool { return other.byPath < 0 }) {
			p.tail = p.by[0]
		}
		if k := len(p.noun) - 1; p.cast != "" && (k < 0 || !strings.HasSuffix(dialect.Singular(strings.Join(p.noun, "")), p.cast)) {
			p.tail += "As" + p.cast
		}
		for _, w := range p.by {
			if n.withBy && !hasBy(p.tail, w) {
				p.tail = addBy(p.tail, w)
				break
			}
		}
		if list := p.route.PathParameters(); (p.withLast || p.yields) && len(list) > 0 && p.isKeyed() {
			p.tail = addBy(p.tail, "By"+word.Upper(list[len(list)-1].Name))
		}
		name := n.routeName(p)
		lower := strings.ToLower(name)
		if other := taken[lower]; other != nil {
			tail := p.tail
			for _, more := range p.tails(other) {
				p.tail = addBy(tail, more)
				name = n.routeName(p)
				if lower = strings.ToLower(name); taken[lower] == nil {
					break
				}
			}
		}
		taken[lower] = p
		p.route.Name, p.route.Suffix, p.route.Aside = name+cmp.Or(p.more, n.more), "", p.isStranger
		if i > 0 {
			p.route.Suffix = p.suffix()
		}
	}
}

// tails returns the possible suffixes that distinguish a place from another of the
// same name. The shortest comes first.
func (p *place) tails(other *place) []string {
	var list, by []string
	for _, i := range slices.Backward(p.chosen) {
		if e := p.elements[i]; i < len(p.elements)-1 && other.count(e.key()) == 0 {
			list = append(list, "In"+e.String())
		}
	}
	own := slices.DeleteFunc(slices.Clone(p.by), func(w string) bool { return slices.Contains(other.by, w) })
	for _, w := range slices.Concat(own, p.by, parameterWords(p.route, other.route)) {
		if !hasBy(p.tail, w) && !slices.Contains(by, w) {
			by = append(by, w)
		}
	}
	list = append(list, by...)
	for i, a := range by {
		for _, b := range by[i+1:] {
			list = append(list, a+"And"+strings.TrimPrefix(b, "By"))
		}
	}
	return append(list, "By"+word.Upper(p.route.Path))
}

// addBy appends words to a tail. "By" after "By" is "And": ByPathAndAddress.
func addBy(tail, more string) string {
	if what, ok := strings.CutPrefix(more, "By"); ok && strings.HasPrefix(tail, "By") {
		return tail + "And" + what
	}
	return tail + more
}

// hasBy reports whether a tail has a word with "By".
func hasBy(tail, by string) bool {
	return strings.Contains(tail, by) || strings.Contains(tail, "And"+strings.TrimPrefix(by, "By"))
}

// suffix returns the words that distinguish the route from the main one.
func (p *place) suffix() string {
	text := ""
	for _, i := range p.chosen {
		text += p.elements[i].String()
	}
	switch {
	case text+p.tail != "":
		return text + p.tail
	case p.owner == caller:
		return "Me"
	}
	return p.route.Name
}

// respell names the operations with the capitals of the pages of types. Paths often
// lack capitals ("calendargroup"), and file names have none.
func respell(ops []*Named, types []*model.Type) {
	ofTypes := typeSpellings(types)
	known := ofTypes.more(ops, types)
	split, respelled := compounds{}, map[*compound]*compound{}
	for _, n := range ops {
		n.Verb, n.Entity = known.name(n.Verb), known.name(n.Entity)
		n.name, n.types = known.name(n.Op.Name), ofTypes
		n.list()
		n.given = n.name
		if n.Page == nil {
			continue
		}
		n.places = findPlaces(n.Op, n.Page, split)
		noun := word.Split(strings.TrimPrefix(n.name, n.Verb))
		for _, p := range n.places {
			for i := range p.elements {
				was := p.elements[i].compound
				if respelled[was] == nil {
					respelled[was] = split.of(known.name(was.text))
				}
				p.elements[i].compound = respelled[was]
			}
			if len(n.places) > 1 && len(p.elements) > 0 {
				n.Page.best = max(n.Page.best, p.leads(n.nounOf(p, noun)))
			}
		}
	}
	for _, n := range ops { // now that all operations of the pages have places
		n.rename(n.name)
	}
}

// list gives an operation that turned out to be a list the verb "List".
func (n *Named) list() {
	if n.Op.Kind != model.List || n.Verb != "Get" || !strings.HasPrefix(n.name, "Get") {
		return
	}
	what := strings.TrimPrefix(n.name, "Get")
	if what == n.Entity {
		what = dialect.Plural(what)
		n.Entity = what
	}
	n.Verb, n.name = "List", "List"+what
}

// spelling maps compound words in lower case to their spelling.
type spelling map[string]string

// typeSpellings returns the names of types with several words. Names that differ only
// in their capitals are left out.
func typeSpellings(types []*model.Type) spelling {
	known := spelling{}
	for _, t := range types {
		known.add(t.Name)
	}
	return known
}

// more returns the spellings of types with those of properties, then of the ends of
// names of types, and then of titles.
func (known spelling) more(ops []*Named, types []*model.Type) spelling {
	all, properties, ends, titles := maps.Clone(known), spelling{}, spelling{}, spelling{}
	for _, t := range types {
		for _, p := range t.Properties {
			properties.add(p.Name)
		}
		words := word.Split(t.Name)
		for i := 1; i < len(words)-1; i++ {
			ends.add(word.LowerFirst(strings.Join(words[i:], "")))
		}
	}
	for _, n := range ops {
		for _, w := range strings.Fields(n.Op.Title) {
			titles.add(word.LowerFirst(w))
		}
	}
	for _, more := range [...]spelling{properties, ends, titles} {
		all.merge(more)
	}
	return all
}

// merge adds the spellings that known lacks.
func (known spelling) merge(more spelling) {
	for lower, name := range more {
		if _, ok := known[lower]; !ok {
			known[lower] = name
		}
	}
}

// shortest is the length of the shortest compound word.
const shortest = 6

func (known spelling) add(name string) {
	if len(name) < shortest || !word.IsCamel(name) || capitals(name) == 0 {
		return
	}
	lower := strings.ToLower(name)
	if was, ok := known[lower]; ok && word.Upper(was) != word.Upper(name) {
		name = ""
	}
	known[lower] = name
}

// name respells the compound words of a camel-case name.
func (known spelling) name(name string) string {
	words := word.Split(name)
	if !slices.ContainsFunc(words, func(w string) bool { return known.word(w) != w }) {
		return name
	}
	for i, w := range words {
		words[i] = known.word(w)
	}
	return strings.Join(words, "")
}

func (known spelling) word(text string) string {
	if len(text) < shortest {
		return text
	}
	lower := strings.ToLower(text)
	if s := known[lower]; s != "" {
		return word.Upper(s)
	}
	if one := dialect.Singular(lower); one != lower && known[one] != "" {
		return word.Upper(dialect.Plural(known[one]))
	}
	return text
}
