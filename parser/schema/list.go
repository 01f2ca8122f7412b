package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// values is the list of values in a description.
type values struct {
	members []*model.Member
	unread  []string // values that can't be the name of a member
	flags   bool     // values can be combined
	closed  bool     // the description says that the list is complete
	null    bool     // null is one of the values
	quoted  bool     // the values are in quotation marks, and some of them can't be members of an enum
	single  bool     // the values are in single quotation marks
}

// names returns the names of the members. It returns nil if there are none, or if
// some values can't be read.
func (v values) names() (list []string) {
	if len(v.unread) > 0 {
		return nil
	}
	for _, m := range v.members {
		list = append(list, m.Name)
	}
	return list
}

// inlineValues returns the values that a description lists: "Possible values
// are: `a`, `b`." A list has at least two values, unless the description says
// that it has one. They may have numbers, as in "0 - `a`". The value of the
// Prefer header, which requests the later members of an evolvable enum, is not a
// member; the values after it are.
func inlineValues(t page.Text) values {
	for i := range t {
		if t[i].Kind != page.Plain && t[i].Kind != page.Emph && t[i].Kind != page.Strong {
			continue
		}
		if l, closed := listIn(t, i); len(l.members) > 0 || l.quoted {
			return values{members: l.members, unread: l.unread, flags: saysFlags(t), closed: closed && len(l.unread) == 0, null: l.null, quoted: l.quoted, single: l.single}
		}
	}
	return values{flags: saysFlags(t)}
}

// listIn returns the list of values that t[i] introduces. Closed is set if the
// list is complete. The list has no members if there is none.
func listIn(t page.Text, i int) (l list, closed bool) {
	s := t[i].Text
	from, closed := findTrigger(s)
	if from < 0 {
		return quotedWords(t, i), false
	}
	l.spans(t, i, from)
	few := 2
	if dialect.Says(dialect.ListsOne, s) {
		few = 1
	}
	if l.settle(few) {
		return l, closed
	}
	if l = bareWords(t, i, from); len(l.members) >= 2 {
		return l, closed
	}
	return quotedWords(t, i), closed
}

// quotedWords reads a list in quotation marks: "It can be "a", "b" or "c"." The
// list has at least two words, and begins directly after a phrase that may
// introduce a list.
func quotedWords(t page.Text, i int) (l list) {
	s := t[i].Text
	if t[i].Kind != page.Plain || !strings.ContainsAny(s, quotes) {
		return l
	}
	for _, means := range [...]dialect.Meaning{dialect.ListsQuoted, dialect.Lists, dialect.ListsAll} {
		for at, phrase := range dialect.Found(means, s) {
			if l = quotedList(s[at+len(phrase):]); len(l.members) > 1 || l.quoted {
				return l
			}
		}
	}
	return list{}
}

// quotes are the quotation marks around a value.
const quotes = "\"“”'‘’"

// quotedList reads quoted words between commas and conjunctions. The list has no
// members if one of several is no identifier.
func quotedList(s string) (l list) {
	number, other := 0, false
	s = strings.TrimLeft(s, "s: ") // "values: …" after "value"
	l.single = strings.HasPrefix(s, "'") || strings.HasPrefix(s, "‘")
	for {
		rest := strings.TrimLeft(s, quotes)
		end := strings.IndexAny(rest, quotes)
		if len(rest) == len(s) || end < 0 {
			break
		}
		if word := strings.TrimRight(rest[:end], ",. "); isIdentifier(word) {
			l.add(word)
		} else {
			other = true
		}
		number++
		s = strings.TrimLeft(strings.TrimLeft(rest[end:], quotes), ", ")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "or "), "and ")
	}
	if other {
		return list{quoted: number > 1}
	}
	return l
}

// findTrigger returns the index in s after the first phrase that introduces a
// list, and whether the phrase makes the list complete. The index is -1 if
// there is none.
func findTrigger(s string) (from int, closed bool) {
	from, first := -1, len(s)
	for _, means := range [...]dialect.Meaning{dialect.ListsAll, dialect.Lists} {
		for at, phrase := range dialect.Found(means, s) {
			if at < first {
				first, from, closed = at, at+len(phrase), means == dialect.ListsAll
			}
		}
	}
	return from, closed && !dialect.Says(dialect.Includes, s[from:])
}

func saysFlags(t page.Text) bool {
	return slices.ContainsFunc(t, func(s page.Span) bool { return dialect.Says(dialect.Flags, s.Text) })
}

// list collects the members of an inline list.
type list struct {
	single  bool // see [values]
	members []*model.Member
	unread  []string        // see [values]
	joined  []string        // code spans with commas: a value each, or all the values
	strong  []*model.Member // words in bold or italics; they are the members if there are no code spans
	phrases []string        // what in bold or italics can't be the name of a member
	null    bool            // null is one of the values
	quoted  bool            // a value in quotation marks is no identifier; the list has no members
	depth   int             // the depth of parentheses; the words in them are not members
	number  *int64          // the number of the next member
	known   map[string]bool // the names of members, from when there are many
}

// evolvable is the start of the header value that requests all members.
const evolvable = "Prefer"

// spans collects members from t[i].Text[from:] to the end of the sentence.
func (l *list) spans(t page.Text, i, from int) {
	s := t[i].Text[from:]
	if t[i].Kind != page.Plain {
		s = ""
	}
	if l.text(s) {
		return
	}
	for i++; i < len(t); i++ {
		switch t[i].Kind {
		case page.CodeSpan:
			l.code(t[i].Text)
		case page.Strong, page.Emph:
			l.emphasis(t[i].Text)
		case page.Plain, page.Link:
			if l.text(t[i].Text) && !followsEvolvable(t[i:]) {
				next := nextExplained(t, i)
				if next < 0 {
					return
				}
				i, l.depth = next-1, 0
			}
		}
	}
}

// nextExplained returns the index of the next member in a list with one member
// and its explanation per line: "`open` — It can be used.<br> `closed` — It
// can't." It returns -1 if t[i] does not explain a member, or explains the last
// one.
func nextExplained(t page.Text, i int) int {
	if !explains(t[i]) {
		return -1
	}
	for i++; i+2 < len(t); i++ {
		next := i + 1
		if t[i].Kind != page.Break {
			continue
		}
		if t[next].Kind == page.Plain && trim(t[next].Text) == "" {
			next++
		}
		if next+1 < len(t) && t[next].Kind == page.CodeSpan && explains(t[next+1]) {
			return next
		}
	}
	return -1
}

// explains reports whether a text begins with a dash or colon, as an
// explanation does.
func explains(s page.Span) bool {
	text := trim(s.Text)
	return s.Kind == page.Plain && (strings.HasPrefix(text, "-") || strings.HasPrefix(text, "–") || strings.HasPrefix(text, "—") || strings.HasPrefix(text, ":"))
}

// text reads the text between two members. It reports whether the list ends in
// it.
func (l *list) text(s string) (end bool) {
	l.number = nil
	from := 0 // the start of the text outside of parentheses
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			if l.depth == 0 && l.any() && dialect.Says(dialect.EndsList, s[from:i]) {
				return true
			}
			l.depth++
		case ')':
			l.depth = max(0, l.depth-1)
			from = i + 1
		case '.':
			if l.depth == 0 && (i+1 == len(s) || isSpaceByte(s[i+1])) && l.any() {
				return true
			}
		}
	}
	if l.depth > 0 {
		return false
	}
	l.number = leadingNumber(s)
	return l.any() && dialect.Says(dialect.EndsList, s[from:])
}

// any reports whether there was a value.
func (l *list) any() bool {
	return len(l.members)+len(l.unread)+len(l.joined)+len(l.strong)+len(l.phrases) > 0
}

// followsEvolvable reports whether the text continues with the header that
// requests members added later.
func followsEvolvable(t page.Text) bool {
	for i := range t {
		if t[i].Kind == page.CodeSpan {
			return strings.HasPrefix(t[i].Text, evolvable)
		}
	}
	return false
}

// emphasis reads a value in bold or italics.
func (l *list) emphasis(s string) {
	switch {
	case l.depth > 0:
	case isIdentifier(s):
		l.strong = l.with(l.strong, s)
	default:
		l.phrases = append(l.phrases, s)
	}
}

// code reads a value in a code span. The name of a query option, such as
// $filter, is no value.
func (l *list) code(s string) {
	s = strings.Trim(s, " '\"")
	if strings.HasPrefix(s, evolvable+":") || strings.HasPrefix(s, "$") || l.depth > 0 {
		return
	}
	switch {
	case isIdentifier(s):
		l.add(s)
	case strings.Contains(s, ","):
		l.joined = append(l.joined, s)
	case s != "":
		l.unread = append(l.unread, s)
	}
}

// settle decides which of the values that were read are the members. It reports
// whether they make a list: they are at least a few, and one of them is a
// member. A code span with commas is one value of several, unless it is the
// only code span: `a, b` in one pair of backticks is the whole list.
func (l *list) settle(few int) bool {
	if len(l.members)+len(l.unread) == 0 && len(l.joined) == 1 {
		for part := range strings.SplitSeq(l.joined[0], ",") {
			if part = trim(part); isIdentifier(part) {
				l.add(part)
			} else {
				l.unread = append(l.unread, part)
			}
		}
	} else {
		l.unread = append(l.unread, l.joined...)
	}
	if len(l.members) == 0 || len(l.members)+len(l.unread) < few {
		l.members, l.unread = l.strong, l.phrases
	}
	return len(l.members) > 0 && len(l.members)+len(l.unread) >= few
}

func (l *list) add(name string) {
	if l.known[name] {
		return
	}
	l.members = l.with(l.members, name)
	if l.known == nil && len(l.members) >= manyMembers {
		l.known = map[string]bool{}
		for _, m := range l.members {
			l.known[m.Name] = true
		}
	} else if l.known != nil {
		l.known[name] = true
	}
}

// manyMembers is the number of members from which on they are found by an index.
const manyMembers = 100

// with returns the members and the named one, without duplicates. It skips the
// JSON literals null, true and false, which are never members.
func (l *list) with(members []*model.Member, name string) []*model.Member {
	l.null = l.null || name == "null"
	if l.known == nil && findMember(members, name) != nil || name == "null" || name == "true" || name == "false" {
		return members
	}
	return append(members, &model.Member{Name: name, Value: l.number})
}

// leadingNumber returns the number before a member, as in "…, 0 - ". It returns
// nil if there is none.
func leadingNumber(s string) *int64 {
	s = strings.TrimRight(s, " -–—=:'\"")
	start := len(s)
	for start > 0 && '0' <= s[start-1] && s[start-1] <= '9' {
		start--
	}
	if start == len(s) || start > 0 && isWordByte(s[start-1]) {
		return nil
	}
	if start > 0 && s[start-1] == '-' {
		start--
	}
	n, err := strconv.ParseInt(s[start:], 10, 32)
	if err != nil {
		return nil
	}
	return &n
}

// bareWords reads a list without markup: "Possible values: a, b and c." The
// list consists of single words between commas, up to the end of the sentence.
// Any part with several words makes it prose.
func bareWords(t page.Text, i, from int) (l list) {
	rest := t[i].Text[from:]
	colon := strings.IndexByte(rest, ':')
	if colon < 0 || colon > 40 || t[i].Kind != page.Plain {
		return l
	}
	rest, _ = sentence(strings.TrimLeft(rest[colon+1:], " "))
	for part := range strings.SplitSeq(rest, ",") {
		part = trim(part)
		part = strings.TrimPrefix(strings.TrimPrefix(part, "and "), "or ")
		for _, conjunction := range []string{" and ", " or "} {
			if a, b, ok := strings.Cut(part, conjunction); ok && isIdentifier(trim(a)) {
				l.add(trim(a))
				part = b
			}
		}
		part = strings.Trim(part, " '\"")
		if !isIdentifier(part) {
			return list{}
		}
		l.add(part)
	}
	return l
}

// membersOf returns the words of "a | b | c", or nil for any other text.
func membersOf(s string) []*model.Member {
	if !strings.Contains(s, "|") {
		return nil
	}
	var list []*model.Member
	for word := range strings.SplitSeq(s, "|") {
		if word = strings.Trim(word, " `*"); !isIdentifier(word) {
			return nil
		}
		list = append(list, &model.Member{Name: word})
	}
	return list
}
