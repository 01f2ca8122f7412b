package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// facts are the phrases that say something of a property besides its meaning.
// A phrase counts where a clause starts with it, and with whole set where it
// is the clause: "Required." does, "Required for personal accounts." doesn't.
var facts = []struct {
	phrase string
	whole  bool
	set    func(*model.Property) (aspect string)
}{
	{"read-only", false, setReadOnly},
	{"read only", false, setReadOnly},
	{"readonly", false, setReadOnly},
	{"this property is read-only", false, setReadOnly},
	{"this is a read-only property", false, setReadOnly},
	{"the property is read-only", false, setReadOnly},
	{"required", true, setRequired},
	{"required on create", false, setRequired},
	{"nullable", false, setNullable},
	{"can be null", true, setNullable},
	{"may be null", true, setNullable},
	{"not nullable", false, setNotNullable},
	{"non-nullable", false, setNotNullable},
	{"cannot be null", false, setNotNullable},
	{"can't be null", false, setNotNullable},
	{"key", true, setKey},
	{"key of the entity", false, setKey},
	{"returned only on $select", false, setSelectOnly},
	{"returned only with $select", false, setSelectOnly},
	{"only returned on $select", false, setSelectOnly},
	{"only returned with $select", false, setSelectOnly},
	{"returned only on applying a $select", false, setSelectOnly},
}

func setKey(p *model.Property) string         { p.Key = true; return "key" }
func setReadOnly(p *model.Property) string    { p.ReadOnly = true; return "read-only" }
func setRequired(p *model.Property) string    { p.Required = true; return "required" }
func setNullable(p *model.Property) string    { p.Nullable = new(true); return "nullable" }
func setNotNullable(p *model.Property) string { p.Nullable = new(false); return "nullable" }
func setSelectOnly(p *model.Property) string  { p.SelectOnly = true; return "select-only" }

// notReturned are phrases that say, wherever they stand, that a property has to
// be selected.
var notReturned = []string{"not returned by default", "isn't returned by default"}

// conditions are words after which a clause holds in some cases only.
var conditions = []string{" if ", " when ", " unless ", " except ", " after ", " once ", " for "}

// describe takes from the property's description what it says of the property besides its
// meaning. What a clause says under a condition is not said of the property. The
// owner is the type, which "Key of the owner" names.
func describe(p *model.Property, owner string) {
	s := p.Description
	if i := indexFold(s, "inherited from"); i >= 0 {
		p.InheritedFrom = inheritedFrom(s[i+len("inherited from"):])
	}
	if strings.Contains(s, "eprecated") && saysDeprecated(s) {
		p.Deprecated = true
		p.Reasons.Add("deprecated", whyDescription, p.Position, s)
	}
	for _, phrase := range notReturned {
		if at := indexFold(s, phrase); at >= 0 {
			p.Reasons.Add(setSelectOnly(p), whyDescription, p.Position, s[at:at+len(phrase)])
		}
	}
	describeDefault(p)
	if !saysAnything(s) {
		return
	}
	for rest := s; rest != ""; {
		var one string
		for one, rest = sentence(rest); one != ""; {
			var clause string
			clause, one = cutClause(one)
			takeClause(p, clause)
			if hasPrefixFold(clause, keyOf) && strings.EqualFold(clause[len(keyOf):], owner) {
				p.Reasons.Add(setKey(p), whyDescription, p.Position, clause)
			}
		}
	}
}

const keyOf = "key of the "

// saysAnything is a quick look for any of the phrases of facts, in any case of
// their first letters.
func saysAnything(s string) bool {
	return strings.Contains(s, "nly") || strings.Contains(s, "ullable") || strings.Contains(s, "equired") ||
		strings.Contains(s, "Key") || strings.Contains(s, "key of") || strings.Contains(s, "be null")
}

// cutClause cuts a sentence at its first comma, semicolon or bracket.
func cutClause(s string) (clause, rest string) {
	i := strings.IndexAny(s, ",;()[]")
	if i < 0 {
		return trim(s), ""
	}
	return trim(s[:i]), s[i+1:]
}

func takeClause(p *model.Property, clause string) {
	for i := range facts {
		f := &facts[i]
		if !hasPrefixFold(clause, f.phrase) {
			continue
		}
		rest := clause[len(f.phrase):]
		if f.whole && rest != "" || rest != "" && isWordByte(rest[0]) || hasCondition(rest) {
			continue
		}
		p.Reasons.Add(f.set(p), whyDescription, p.Position, clause)
	}
}

func hasCondition(s string) bool {
	for _, c := range conditions {
		if strings.Contains(s, c) {
			return true
		}
	}
	return false
}

// saysDeprecated reports whether a description that has the word says it of
// the property itself and not of something else in the text.
func saysDeprecated(s string) bool {
	start := strings.TrimLeft(s, "[(*\\ ")
	return hasPrefixFold(start, "deprecated") || strings.Contains(s, "is deprecated") || strings.Contains(s, "been deprecated") ||
		strings.Contains(s, "(deprecated)") || strings.Contains(s, "[deprecated]") || strings.Contains(s, ". Deprecated.") // a sentence, and no last word of one
}

// inheritedFrom returns the short name of the type in "Inherited from x",
// given the text after the phrase: the first word, which may be qualified.
func inheritedFrom(after string) string {
	after = strings.TrimLeft(after, " *`")
	after = strings.TrimPrefix(after, "the ")
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
