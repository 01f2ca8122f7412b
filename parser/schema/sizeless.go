package schema

import (
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// sizeless is a number whose type cell does not state a size, such as
// "numeric".
type sizeless struct {
	ref *model.Ref
	why *model.Reasons // may be nil
	at  source.Position
}

// decimal is the type of amounts.
const decimal = "Edm.Decimal"

// settleNumbers gives the numbers without a size the type that the JSON
// representation of their page says. If most of the representations say Decimal
// where they don't say an integer, the other numbers are Decimal, too: any of
// them may be an amount.
func (l *linker) settleNumbers() {
	said := l.saidNumbers()
	decimals, floats := 0, 0
	var left []sizeless
	for _, d := range l.pages {
		for _, n := range d.sizeless {
			name := said[n.ref]
			switch p := edm.Named(name); {
			case name == "":
				left = append(left, n)
				continue
			case name == edm.String:
				l.findings.Add(n.at, ruleJSONType, "the table says that this is a number, and the JSON representation %s, which is used", quote(name))
			case p.Name == decimal:
				decimals++
			case p.Float > 0:
				floats++
			}
			n.set(name, whyNumber)
		}
	}
	for _, n := range left {
		n.ref.Loose = true
		if decimals > floats {
			n.set(decimal, whyNumbers)
		}
	}
}

// saidNumbers returns what the JSON representations say of numbers, by the type
// of the property: a type of numbers, or a string.
func (l *linker) saidNumbers() map[*model.Ref]string {
	said := map[*model.Ref]string{}
	for _, d := range l.pages {
		for _, decl := range d.declared {
			for p, s := range decl.represented {
				if edm.Named(s.name).Kind == edm.Number || s.name == edm.String {
					said[&p.Ref] = s.name
				}
			}
		}
	}
	return said
}

func (n *sizeless) set(name string, rule *model.Why) {
	if n.ref.Type != name {
		n.ref.Type = name
		addTypeReason(n.why, rule, n.at, name)
	}
}
