package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
)

// setters are what a clause of a description sets, by what it says.
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

// describe takes from the property's description what it says of the property besides its
// meaning. What a clause says under a condition is not said of the property. The
// owner is the type, which "Key of the owner" names.
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

// cutClause cuts a sentence at its first comma, semicolon or bracket.
func cutClause(s string) (clause, rest string) {
	i := strings.IndexAny(s, ",;()[]")
	if i < 0 {
		return trim(s), ""
	}
	return trim(s[:i]), s[i+1:]
}

func takeClause(p *model.Property, clause, owner string) {
	for means := range dialect.Clause(clause) {
		p.Reasons.Add(setters[means](p), whyDescription, p.Position, clause)
	}
	if of, ok := dialect.After(dialect.KeyOf, clause); ok && strings.EqualFold(of, owner) {
		p.Reasons.Add(setKey(p), whyDescription, p.Position, clause)
	}
}

// saysDeprecated reports whether a text says of its subject that it is
// deprecated, and not of something else that it speaks of.
func saysDeprecated(s string) bool {
	return dialect.Says(dialect.Deprecated, strings.TrimLeft(s, "[(*\\ "))
}

// inheritedFrom returns the short name of the type in "Inherited from x",
// given the text after the phrase: the first word, which may be qualified.
func inheritedFrom(after string) string {
	after = dialect.CutArticle(strings.TrimLeft(after, " *`"))
	end := 0
	for end < len(after) && (isWordByte(after[end]) || after[end] == '.' && end+1 < len(after) && isWordByte(after[end+1])) {
		end++
	}
	_, name := splitName(after[:end])
	return name
}

// SaysReadOnly reports whether the description of a property or parameter says
// that it is read-only.
func SaysReadOnly(description string) bool {
	p := model.Property{Description: description}
	describe(&p, "")
	return p.ReadOnly
}
