package fake

import (
	"slices"
	"strings"
)

// Operators of the nodes of a search.
const (
	opSearch = "search"
	opEach   = "each of"
	opEither = "either of"
)

// parseSearch parses $search: words and phrases that AND, OR and NOT connect
// (OData URL Conventions 4.01, section 5.1.8). A phrase can begin with the name
// of a property: "displayName:ann".
func (c *optionContext) parseSearch(text string) (*node, error) {
	var either, all []*node
	not := false
	words, err := searchWords(text)
	if err != nil {
		return nil, err
	}
	for _, w := range words {
		switch w {
		case "AND":
			continue
		case "NOT":
			not = true
			continue
		case "OR":
			either, all = append(either, &node{op: opEach, args: all}), nil
			continue
		}
		n, err := c.searchTerm(strings.Trim(w, `"`))
		if err != nil {
			return nil, err
		}
		if not {
			n, not = &node{op: "not", args: []*node{n}}, false
		}
		all = append(all, n)
	}
	either = append(either, &node{op: opEach, args: all})
	if not || slices.ContainsFunc(either, func(n *node) bool { return len(n.args) == 0 }) {
		return nil, bad("$search: '%s' lacks a search term.", text)
	}
	return &node{op: opEither, args: either}, nil
}

// searchTerm returns the node for a word or phrase.
func (c *optionContext) searchTerm(text string) (*node, error) {
	n := &node{op: opSearch, value: strings.ToLower(text)}
	if name, rest, ok := strings.Cut(text, ":"); ok && isName(name) {
		if _, known := c.property(c.typ, name); !known {
			return nil, beyond("The fake does not evaluate '%s' in $search.", text)
		}
		n.steps, n.value = []step{{name: name}}, strings.ToLower(rest)
	}
	return n, nil
}

// searchWords splits the value of $search into words and quoted phrases.
func searchWords(text string) (words []string, err error) {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		end := strings.IndexAny(text, " \"()")
		if text[0] == '"' {
			if end = strings.IndexByte(text[1:], '"') + 2; end == 1 {
				return nil, bad("$search: '%s' has an unmatched quotation mark.", text)
			}
		} else if end >= 0 && text[end] != ' ' {
			return nil, beyond("The fake does not evaluate '%s' in $search.", text[end:])
		}
		if end < 0 {
			end = len(text)
		}
		words, text = append(words, text[:end]), text[end:]
	}
	return words, nil
}
