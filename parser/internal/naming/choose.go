package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// distinguish chooses, for each place, the elements that distinguish it from other
// places of the same operation. A place that has only the shared elements needs none.
// Without such a place, each place has its nearest owner.
func distinguish(places []*place) {
	if len(places) < 2 {
		return
	}
	lists := make([][]int, len(places)) // elements not shared by all places
	isPlain := false
	for i, p := range places {
		lists[i] = p.differing(places)
		isPlain = isPlain || len(lists[i]) == 0
	}
	for i, p := range places {
		var must []int
		owners := slices.DeleteFunc(slices.Clone(lists[i]), func(k int) bool { return k == len(p.elements)-1 || p.says(k) })
		if n := len(owners); n > 0 && !isPlain {
			must = owners[n-1:]
		}
		p.chosen = p.fewest(lists[i], must, places, lists)
	}
}

// says reports whether the noun has all words of an element, other than in the name of
// a call.
func (p *place) says(k int) bool {
	at, found := p.positions()
	var own []string
	for i, w := range p.noun {
		if !p.isCall || !found[i] || at[i] < len(p.elements)-1 {
			own = append(own, folded(w))
		}
	}
	return !slices.ContainsFunc(p.elements[k].folds, func(w string) bool { return !slices.Contains(own, w) })
}

// differing returns the indexes of the elements that are not shared by all places.
// Repeated elements are counted.
func (p *place) differing(all []*place) []int {
	var list []int
	seen := map[string]int{}
	for i := p.from(); i < len(p.elements); i++ {
		name := p.elements[i].key()
		seen[name]++
		if slices.ContainsFunc(all, func(other *place) bool { return other.count(name) < seen[name] }) {
			list = append(list, i)
		}
	}
	return list
}

func (p *place) count(name string) int {
	n := 0
	for i := p.from(); i < len(p.elements); i++ {
		if p.elements[i].key() == name {
			n++
		}
	}
	return n
}

// fewest returns the smallest set of elements from the list that no place with as
// many elements has. The set includes the required elements. Without such a set,
// fewest returns the required elements.
func (p *place) fewest(list, must []int, all []*place, lists [][]int) []int {
	rest := slices.DeleteFunc(slices.Clone(list), func(i int) bool { return slices.Contains(must, i) })
	isSaid := !slices.ContainsFunc(list, func(k int) bool { return !p.says(k) })
	isAlone := func(chosen []int) bool {
		for i, other := range all {
			if isSaid && (other.owner == caller) != (p.owner == caller) {
				continue // "My" distinguishes them
			}
			if len(lists[i]) <= len(list) && !p.isLike(other, list, lists[i]) && other.hasAll(p, chosen) {
				return false
			}
		}
		return true
	}
	for n := 0; n <= min(len(rest), 3); n++ {
		if chosen := choose(rest, n, must, isAlone); chosen != nil {
			slices.Sort(chosen)
			return chosen
		}
	}
	return must
}

// isLike reports whether two places have the same distinguishing elements.
func (p *place) isLike(other *place, list, others []int) bool {
	if len(list) != len(others) {
		return false
	}
	for i := range list {
		if p.elements[list[i]].key() != other.elements[others[i]].key() {
			return false
		}
	}
	return true
}

func (p *place) hasAll(of *place, chosen []int) bool {
	return !slices.ContainsFunc(chosen, func(i int) bool { return p.count(of.elements[i].key()) == 0 })
}

// choose returns the first valid choice of n indexes in addition to the required
// ones, or nil.
func choose(list []int, n int, chosen []int, isGood func([]int) bool) []int {
	if n == 0 {
		if isGood(chosen) {
			return append([]int{}, chosen...)
		}
		return nil
	}
	for i := range list {
		if s := choose(list[i+1:], n-1, append(slices.Clip(chosen), list[i]), isGood); s != nil {
			return s
		}
	}
	return nil
}

// phrase returns the words for the place: the noun, with the chosen elements in path
// order. A chosen element replaces its words in the noun. If the element owns the
// last part of the noun, words that the path lacks are left out: the deployment
// summary of a policy is PolicyDeploymentSummary. Words that occur only in other
// places are also left out.
func (p *place) phrase(all []*place) string {
	at, found := p.positions()
	last := len(p.elements) - 1
	owns := slices.ContainsFunc(p.chosen, func(i int) bool { return !p.isCall && i == last-1 }) && p.leads(p.noun) == 2
	kept := len(p.noun) // the words from here on follow all words of the path
	for kept > 0 && !found[kept-1] {
		kept--
	}
	text, next := "", 0
	insert := func(before int) {
		for ; next < len(p.chosen) && p.chosen[next] < before; next++ {
			list := slices.Clone(p.elements[p.chosen[next]].words)
			if k := len(p.noun) - 1; p.chosen[next] == last && k >= 0 && found[k] && at[k] == last {
				list[len(list)-1] = p.noun[k] // in the grammatical number of the page
			}
			if p.isCall && p.chosen[next] == last && strings.EqualFold(list[0], p.verb) {
				list = list[1:]
			}
			text += strings.Join(list, "")
		}
	}
	for i, w := range p.noun {
		insert(at[i])
		switch {
		case found[i] && slices.Contains(p.chosen, at[i]):
			continue // the element has the word
		case !found[i] && (i < kept || kept == 0) && (owns || p.isOfOther(w, all)):
			continue
		}
		text += w
	}
	insert(len(p.elements))
	return text
}

// isOfOther reports whether a word belongs to an element of another place and not of
// this one.
func (p *place) isOfOther(w string, all []*place) bool {
	w = folded(w)
	if slices.ContainsFunc(p.elements, func(e element) bool { return e.has(w) }) {
		return false
	}
	return slices.ContainsFunc(all, func(other *place) bool {
		return slices.ContainsFunc(other.elements[min(other.from(), len(other.elements)):], func(e element) bool { return e.has(w) })
	})
}

// has reports whether the element has the folded word.
func (e *element) has(fold string) bool { return slices.Contains(e.folds, fold) }

// positions returns, for each word of the noun, the index of the element with the
// word. A word without an element has the index of the next word.
func (p *place) positions() (at []int, found []bool) {
	at, found = make([]int, len(p.noun)), make([]bool, len(p.noun))
	last := len(p.elements) - 1
	pointer, said := last, 0 // said is the number of words that the element has given
	if p.callRest() != nil {
		said = 1 // the verb
	}
	for i := len(p.noun) - 1; i >= 0; i-- {
		if k := p.find(i, pointer, said); k >= 0 {
			if k < pointer {
				pointer, said = k, 0
			}
			found[i] = true
			said++
		}
		if at[i] = max(pointer, 0); !p.isSpecial && !found[len(p.noun)-1] {
			at[i], found[i], pointer = max(last, 0), false, last
		}
	}
	return at, found
}

// find returns the index of the last element, up to the given one, with word i of the
// noun, or -1. An element of a call gives each of its words once, and the last word of
// the noun is one of the call or of its nearest owners.
func (p *place) find(i, pointer, said int) int {
	w := folded(p.noun[i])
	for k := pointer; k >= 0; k-- {
		e := &p.elements[k]
		isUsed := p.isCall && (i == len(p.noun)-1 && k < len(p.elements)-3 || k == pointer && said == len(e.words))
		if !isUsed && e.has(w) && (k >= p.from() || len(e.words) == 1) {
			return k
		}
	}
	return -1
}

// parameterWords returns words for the parameters of a route. Parameters that another
// route lacks come first.
func parameterWords(r, other *model.Route) []string {
	has := map[string]bool{}
	for _, p := range other.PathParameters() {
		has[p.Name] = true
	}
	var words, more []string
	for _, p := range append(r.PathParameters(), r.Query...) {
		if w := "By" + word.Upper(p.Name); has[p.Name] {
			more = append(more, w)
		} else {
			words = append(words, w)
		}
	}
	return append(words, more...)
}
