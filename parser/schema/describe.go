package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// setters maps the meaning of a clause to the fact that it sets. Each function
// returns the aspect for the reason.
var setters = map[dialect.Meaning]func(*model.Property) (aspect string){
	dialect.ReadOnly:   setReadOnly,
	dialect.Required:   setRequired,
	dialect.Nullable:   setNullable,
	dialect.NotNull:    setNotNullable,
	dialect.Key:        setKey,
	dialect.SelectOnly: setSelectOnly,
}

func setKey(p *model.Property) string         { p.Key = true; return "key" }
func setReadOnly(p *model.Property) string    { p.ReadOnly = true; return "read-only" }
func setRequired(p *model.Property) string    { p.Required = true; return "required" }
func setNullable(p *model.Property) string    { p.Nullable = new(true); return "nullable" }
func setNotNullable(p *model.Property) string { p.Nullable = new(false); return "nullable" }
func setSelectOnly(p *model.Property) string  { p.SelectOnly = true; return "select-only" }

// states reports whether the facts of p include the meaning, or contradict it.
func states(p *model.Property, means dialect.Meaning) bool {
	switch means {
	case dialect.ReadOnly:
		return p.ReadOnly
	case dialect.Required:
		return p.Required
	case dialect.Nullable, dialect.NotNull:
		return p.Nullable != nil
	}
	return false
}

// describe reads the facts in the description of p: read-only, required,
// nullable and so on. A clause with a condition sets nothing. The owner is the
// name of the type, for "Key of the owner".
func describe(p *model.Property, owner string) {
	s := p.Description
	if after, ok := dialect.After(dialect.Inherited, s); ok {
		p.InheritedFrom = inheritedFrom(after)
	}
	if saysDeprecated(s) {
		p.Deprecated = true
		p.Reasons.Add("deprecated", whyDescription, p.Position, s)
	}
	for at, phrase := range dialect.Found(dialect.SelectOnly, s) {
		p.Reasons.Add(setSelectOnly(p), whyDescription, p.Position, s[at:at+len(phrase)])
	}
	for at := range dialect.Found(dialect.SetToOwner, s) {
		p.Opposite = endingWord(s[:at])
	}
	describeDefault(p)
	for rest := s; rest != ""; {
		var one string
		for one, rest = sentence(rest); one != ""; {
			var clause string
			clause, one = cutClause(one)
			takeClause(p, clause, owner)
		}
	}
}

// describeCell takes the facts of the type cell that the description does not
// state or contradict.
func describeCell(p *model.Property, c *cell, at source.Position) {
	for _, means := range c.facts {
		if set := setters[means]; set != nil && !states(p, means) {
			p.Reasons.Add(set(p), whyTypeCell, at, c.text)
		}
	}
}

// cutClause cuts a sentence at the first comma, semicolon, parenthesis or
// bracket.
func cutClause(s string) (clause, rest string) {
	i := strings.IndexAny(s, ",;()[]")
	if i < 0 {
		return trim(s), ""
	}
	return trim(s[:i]), s[i+1:]
}

func takeClause(p *model.Property, clause, owner string) {
	if i := joinedAt(clause); i > 0 {
		takeClause(p, clause[:i], owner)
		takeClause(p, clause[i+1:], owner)
		return
	}
	for means := range dialect.Clause(clause) {
		p.Reasons.Add(setters[means](p), whyDescription, p.Position, clause)
	}
	if of, ok := dialect.After(dialect.KeyOf, clause); ok && strings.EqualFold(of, owner) {
		p.Reasons.Add(setKey(p), whyDescription, p.Position, clause)
	}
}

// joinedAt returns the index of the full stop between two sentences that lack
// the blank between them, as in "required.Required", or -1.
func joinedAt(clause string) int {
	for i := 1; i+1 < len(clause); i++ {
		if clause[i] == '.' && 'a' <= clause[i-1] && clause[i-1] <= 'z' && 'A' <= clause[i+1] && clause[i+1] <= 'Z' {
			return i
		}
	}
	return -1
}

// saysDeprecated reports whether a text says that its subject is deprecated.
// Other deprecated things in the text don't count.
func saysDeprecated(s string) bool {
	return dialect.Says(dialect.Deprecated, strings.TrimLeft(s, "[(*\\ "))
}

// inheritedFrom returns the short name of the type in "Inherited from x". It
// gets the text after the phrase and reads the first word, which may be
// qualified.
func inheritedFrom(after string) string {
	after = dialect.CutArticle(strings.TrimLeft(after, " *`"))
	end := 0
	for end < len(after) && (isWordByte(after[end]) || after[end] == '.' && end+1 < len(after) && isWordByte(after[end+1])) {
		end++
	}
	_, name := splitName(after[:end])
	return name
}

// endingWord returns the word at the end of a text, without the marks of code and of
// emphasis around it.
func endingWord(text string) string {
	text = strings.TrimRight(text, "*`_")
	from := len(text)
	for from > 0 && isWordByte(text[from-1]) {
		from--
	}
	return text[from:]
}

// SaysReadOnly reports whether the description of a property or parameter says
// that it is read-only.
func SaysReadOnly(description string) bool {
	p := model.Property{Description: description}
	describe(&p, "")
	return p.ReadOnly
}
