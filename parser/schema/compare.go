package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// representation is the JSON representation of a type on a page.
type representation struct {
	code *page.Code
	json *lenient.Value
}

func (r representation) at(offset int) source.Position { return offsetPosition(r.code, offset) }

// undocumented is a member of a representation that no table of the page has.
type undocumented struct {
	name    string
	at      source.Position
	message string // a format with one verb, for the name
}

// compareRepresentations compares the linked tables with the JSON
// representations of the same page. The table takes precedence, except that an
// enum has the members of both.
func (l *linker) compareRepresentations() {
	for _, d := range l.pages {
		for _, decl := range d.declared {
			l.reportUndocumented(decl)
			l.reportKey(decl)
			if len(decl.shown) == 0 {
				continue
			}
			shown := decl.shownMembers()
			for _, p := range decl.typ.Properties {
				if slices.Contains(decl.own, p) && !p.Navigation && !l.dropped[&p.Ref] {
					l.compareProperty(d, decl, p, shown[p.Name])
				}
			}
		}
	}
}

// reportKey reports a key property in the annotation that the type does not
// have.
func (l *linker) reportKey(decl *declaration) {
	n := l.entryOf(decl.typ)
	if decl.key != "" && n != nil && n.typ != nil && n.typ.PropertyFold(decl.key) == nil && n.typ.Undescribed() == "" {
		l.findings.Add(decl.at, ruleKeyUnknown, "the annotation names %s as the key of %s, which has no such property", quote(decl.key), quote(n.typ.Name))
	}
}

// reportUndocumented reports members of the representation that no table has.
// The tables of the base types count, too.
func (l *linker) reportUndocumented(decl *declaration) {
	n := l.entryOf(decl.typ)
	for _, u := range decl.undocumented {
		if n == nil || n.typ == nil || n.typ.BaseType.Property(u.name) == nil {
			l.findings.Add(u.at, ruleJSONUndocumented, u.message, quote(u.name))
		}
	}
}

// shownMember is a member of a JSON representation.
type shownMember struct {
	in representation
	*lenient.Member
}

// shownMembers returns the members of the representations of a type, by their keys.
func (d *declaration) shownMembers() map[string][]shownMember {
	all := map[string][]shownMember{}
	for _, r := range d.shown {
		for i := range r.json.Members {
			m := &r.json.Members[i]
			all[m.Key] = append(all[m.Key], shownMember{r, m})
		}
	}
	return all
}

// compareProperty reports differences between the row of a property and the members
// with its name in the representations.
func (l *linker) compareProperty(d *Declarations, decl *declaration, p *model.Property, shown []shownMember) {
	for _, m := range shown {
		l.compareValue(d, p, m.in, m.Member)
	}
	if len(shown) == 0 {
		l.findings.Add(p.Position, ruleJSONIncomplete, "%s is not in the JSON representation at line %d", quote(p.Name), decl.shown[0].code.Pos.Line)
	}
}

// compareValue compares a member of a representation with the property.
func (l *linker) compareValue(d *Declarations, p *model.Property, r representation, m *lenient.Member) {
	v, array := m.Value, false
	if v.Kind == lenient.Array {
		array = true
		if len(v.Items) > 0 {
			v = v.Items[0]
		}
	}
	c := claimOf(v)
	at := r.at(m.Offset)
	switch {
	case c.list != nil && p.Enum != nil:
		l.joinMembers(p.Enum, c.list, at)
	case c.list != nil && p.Type == edm.String:
		for _, m := range c.list {
			p.Listing = append(p.Listing, m.Name)
		}
	case c.name != "" && !l.isNamed(d, p, c.name), c.kinds&kindsOf(&p.Ref) == 0:
		l.findings.Add(at, ruleJSONKind, "%s is %s here and %s in the table at line %d", quote(p.Name), c.words, quote(p.Type), p.Position.Line)
		p.Claims = append(p.Claims, l.claimed(d, c, array || c.collection, at))
		return
	}
	if collection := array || c.collection; collection != p.Collection && v.Kind != lenient.Null && p.Type != edm.Untyped {
		l.findings.Add(at, ruleJSONCollection, "%s is %s here and %s in the table at line %d", quote(p.Name), oneOrMany[collection], oneOrMany[p.Collection], p.Position.Line)
		other := p.Ref
		other.Collection = collection
		p.Claims = append(p.Claims, model.Claim{Ref: other, Position: at})
	}
}

var oneOrMany = map[bool]string{false: "one value", true: "a collection"}

// isNamed reports whether a type name in a representation agrees with the type
// of the property: it is the same type, a base type or a derived type. A name
// that no page describes agrees with everything.
func (l *linker) isNamed(d *Declarations, p *model.Property, name string) bool {
	n := l.claimedName(d, name)
	switch {
	case n == nil:
		return true
	case n.enum != nil:
		return n.enum == p.Enum
	case p.Ref.Struct == nil:
		return false
	}
	return n.typ.IsRelated(p.Struct)
}

// claimedName returns the type or enum that a representation names.
func (l *linker) claimedName(d *Declarations, name string) *named {
	if n := l.find("", name); n != nil {
		return n
	}
	return l.find(d.Namespace, name)
}

// claimed returns the claim of a representation for the model.
func (l *linker) claimed(d *Declarations, c claim, collection bool, at source.Position) model.Claim {
	out := model.Claim{Position: at, Kind: c.kinds.kind()}
	if n := l.claimedName(d, c.name); c.name != "" && n != nil {
		n.set(&out.Ref)
	}
	out.Collection = collection
	return out
}

// wire is a set of JSON forms.
type wire uint8

const (
	wireText wire = 1 << iota // any string
	wireTime                  // a string that is a point in time
	wireNumber
	wireBool
	wireObject

	wireAny = wireText | wireTime | wireNumber | wireBool | wireObject
)

// kind returns the JSON kind of the set, or "" if it has several.
func (w wire) kind() string {
	switch w {
	case wireText, wireTime, wireText | wireTime:
		return "string"
	case wireNumber:
		return "number"
	case wireBool:
		return "boolean"
	case wireObject:
		return "object"
	}
	return ""
}

// wireOf returns the JSON forms of a primitive type. A type without a form of
// its own has all of them.
func wireOf(p edm.Primitive) wire {
	switch {
	case p.Kind == edm.Text && p.Time:
		return wireText | wireTime
	case p.Kind == edm.Text:
		return wireText
	case p.Kind == edm.Number && p.TextToo:
		return wireNumber | wireText
	case p.Kind == edm.Number:
		return wireNumber
	case p.Kind == edm.Bool:
		return wireBool
	}
	return wireAny
}

// kindsOf returns the JSON forms of the type that r refers to.
func kindsOf(r *model.Ref) wire {
	switch {
	case r.Enum != nil:
		return wireText
	case r.Struct.SaysOnlyJSON():
		return wireAny
	case r.Struct != nil:
		return wireObject
	}
	return wireOf(edm.Named(r.Type))
}

// claim is what the sample value of a representation states about its property.
type claim struct {
	kinds      wire
	words      string          // the sample in words, for a finding
	name       string          // the name of an API type, or empty
	collection bool            // the text of the sample names a collection
	list       []*model.Member // the words of "a | b | c"
}

// claimOf reads a sample value. Strings in representations are often
// placeholders for other types: "Boolean", "String (timestamp)", "1024", "a |
// b".
func claimOf(v *lenient.Value) claim {
	switch v.Kind {
	case lenient.Bool:
		return claim{kinds: wireBool, words: "a boolean"}
	case lenient.Number:
		return claim{kinds: wireNumber, words: "a number"}
	case lenient.Object:
		if tag := strings.Trim(v.GetFold("@odata.type").Str(), "# "); tag != "" {
			return claimOfText(tag) // the tag may name a primitive type or an enum
		}
		return claim{kinds: wireObject, words: "an object"}
	case lenient.String:
		return claimOfText(v.Text)
	}
	return claim{kinds: wireAny}
}

func claimOfText(s string) claim {
	if list := membersOf(s); list != nil {
		return claim{kinds: wireText, words: "one of several words", list: list}
	}
	c := readCell(page.Text{{Text: s}})
	p := edm.InCell(c.name)
	words := quote(s)
	switch namespace, _ := splitName(c.name); {
	case isNumberText(s):
		return claim{kinds: wireNumber | wireText, words: words}
	case strings.EqualFold(s, "true") || strings.EqualFold(s, "false"):
		return claim{kinds: wireBool | wireText, words: words}
	case !c.isCertain():
		return claim{kinds: wireAny}
	case p.Name == edm.String && !strings.Contains(s, "("):
		// a sample text, or "String" as the placeholder of every type
		return claim{kinds: wireText | wireTime, words: words, collection: c.collection}
	case p.Name == "Edm.DateTimeOffset":
		return claim{kinds: wireTime, words: words, collection: c.collection}
	case p.Kind != edm.Any:
		return claim{kinds: wireOf(p), words: words, collection: c.collection}
	case namespace != "":
		return claim{kinds: wireAny, words: words, name: c.name, collection: c.collection}
	}
	return claim{kinds: wireAny, collection: c.collection}
}

func isNumberText(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return s != "" && strings.Trim(s, "0123456789.") == "" && s[0] != '.'
}
