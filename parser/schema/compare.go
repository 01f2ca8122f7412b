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

// representation is the JSON that a page shows of a type.
type representation struct {
	code *page.Code
	json *lenient.Value
}

func (r representation) at(offset int) source.Position { return offsetPosition(r.code, offset) }

// undocumented is a member of a representation that the page's tables lack.
type undocumented struct {
	name    string
	at      source.Position
	message string // with a verb for the name
}

// compareRepresentations holds the linked tables against the JSON
// representations that stand beside them. The table is believed, but for an
// enum's members, which are those of both.
func (l *linker) compareRepresentations() {
	for _, d := range l.pages {
		for _, says := range d.declared {
			l.reportUndocumented(says)
			l.reportKey(says)
			if len(says.shown) == 0 {
				continue
			}
			for _, p := range says.typ.Properties {
				if slices.Contains(says.own, p) && !p.Navigation && !l.dropped[&p.Ref] {
					l.compareProperty(d, says, p)
				}
			}
		}
	}
}

// reportKey reports a key property of the annotation that the type does not have.
func (l *linker) reportKey(says *declaration) {
	n := l.entryOf(says.typ)
	if says.key != "" && n != nil && n.typ != nil && n.typ.PropertyFold(says.key) == nil && n.typ.Undescribed() == "" {
		l.findings.Add(says.at, ruleKeyUnknown, "the annotation calls %s the key of %s, which has no such property", quote(says.key), quote(n.typ.Name))
	}
}

// reportUndocumented reports what the representation shows and no table has,
// those of the base types included.
func (l *linker) reportUndocumented(says *declaration) {
	n := l.entryOf(says.typ)
	for _, u := range says.undocumented {
		if n == nil || n.typ == nil || n.typ.BaseType.Property(u.name) == nil {
			l.findings.Add(u.at, ruleJSONUndocumented, u.message, quote(u.name))
		}
	}
}

// compareProperty reports where the representations and the row of a property
// part ways.
func (l *linker) compareProperty(d *Declarations, says *declaration, p *model.Property) {
	shown := false
	for _, r := range says.shown {
		for i := range r.json.Members {
			if m := &r.json.Members[i]; m.Key == p.Name {
				shown = true
				l.compareValue(d, p, r, m)
			}
		}
	}
	if !shown {
		l.findings.Add(p.Position, ruleJSONIncomplete, "%s is not in the JSON representation, line %d", quote(p.Name), says.shown[0].code.Pos.Line)
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
	case c.name != "" && !l.isNamed(d, p, c.name), c.kinds&kindsOf(&p.Ref) == 0:
		l.findings.Add(at, ruleJSONKind, "%s is %s here, and %s in its table, line %d", quote(p.Name), c.says, quote(p.Type), p.Position.Line)
		return
	}
	if collection := array || c.collection; collection != p.Collection && v.Kind != lenient.Null && p.Type != edm.Untyped {
		l.findings.Add(at, ruleJSONCollection, "%s is %s here, and %s in its table, line %d", quote(p.Name), oneOrMany[collection], oneOrMany[p.Collection], p.Position.Line)
	}
}

var oneOrMany = map[bool]string{false: "one value", true: "a collection"}

// isNamed reports whether a name in a representation stands for the type of
// the property, for a base type of it, or for one derived from it; a name that
// no page describes can't be held against anything.
func (l *linker) isNamed(d *Declarations, p *model.Property, name string) bool {
	n := l.find("", name)
	if n == nil {
		n = l.find(d.Namespace, name)
	}
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

// wire is a set of the forms that values have in JSON.
type wire uint8

const (
	wireText wire = 1 << iota // a string that no other form claims
	wireTime                  // a string that stands for a point in time
	wireNumber
	wireBool
	wireObject

	wireAny = wireText | wireTime | wireNumber | wireBool | wireObject
)

// wireOf returns the forms of a primitive type; all of them for what has none of
// its own.
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

// kindsOf returns the forms that values of the reference have.
func kindsOf(r *model.Ref) wire {
	switch {
	case r.Enum != nil:
		return wireText
	case r.Struct != nil:
		return wireObject
	}
	return wireOf(edm.Named(r.Type))
}

// claim is what a sample in a representation says of its property.
type claim struct {
	kinds      wire
	says       string          // the sample in words, for a finding
	name       string          // of a type of the API, or empty
	collection bool            // as the text of the sample says
	list       []*model.Member // "a | b | c"
}

// claimOf reads a sample. Representations are written with placeholders, so
// that the text of a string counts for more than that it is one: "Boolean",
// "String (timestamp)", "1024", "a | b".
func claimOf(v *lenient.Value) claim {
	switch v.Kind {
	case lenient.Bool:
		return claim{kinds: wireBool, says: "a boolean"}
	case lenient.Number:
		return claim{kinds: wireNumber, says: "a number"}
	case lenient.Object:
		if tag := strings.Trim(v.GetFold("@odata.type").Str(), "# "); tag != "" {
			return claimOfText(tag) // it may name a primitive type or an enum
		}
		return claim{kinds: wireObject, says: "an object"}
	case lenient.String:
		return claimOfText(v.Text)
	}
	return claim{kinds: wireAny}
}

func claimOfText(s string) claim {
	if list := membersOf(s); list != nil {
		return claim{kinds: wireText, says: "one of several words", list: list}
	}
	c := readCell(page.Text{{Text: s}})
	p := edm.InCell(c.name)
	says := quote(s)
	switch namespace, _ := splitName(c.name); {
	case isNumberText(s):
		return claim{kinds: wireNumber | wireText, says: says}
	case strings.EqualFold(s, "true") || strings.EqualFold(s, "false"):
		return claim{kinds: wireBool | wireText, says: says}
	case c.fault != nil:
		return claim{kinds: wireAny}
	case p.Name == edm.String && !strings.Contains(s, "("):
		// The text of a sample, or the word that scaffolds have for all of them.
		return claim{kinds: wireText | wireTime, says: says, collection: c.collection}
	case p.Name == "Edm.DateTimeOffset":
		return claim{kinds: wireTime, says: says, collection: c.collection}
	case p.Kind != edm.Any:
		return claim{kinds: wireOf(p), says: says, collection: c.collection}
	case namespace != "":
		return claim{kinds: wireAny, says: says, name: c.name, collection: c.collection}
	}
	return claim{kinds: wireAny, collection: c.collection}
}

func isNumberText(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return s != "" && strings.Trim(s, "0123456789.") == "" && s[0] != '.'
}
