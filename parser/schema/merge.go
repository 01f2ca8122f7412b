package schema

import (
	"cmp"
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// mergeTypes merges the declarations of each type. The properties of the main
// page come first, in its order. The other pages add properties that it lacks.
func (l *linker) mergeTypes() {
	for _, n := range l.order {
		for i := range n.types {
			if i > 0 {
				l.merge(n.typ, n.types[i].typ)
			}
		}
		if n.typ != nil {
			slices.Sort(n.typ.Pages[1:])
			n.typ.Pages = slices.Compact(n.typ.Pages)
			if n.typ.Properties == nil {
				n.typ.Properties = []*model.Property{}
			}
		}
	}
}

func (l *linker) merge(into, from *model.Type) {
	into.Pages = append(into.Pages, from.Pages...)
	into.Reasons.Add("page", whyPageMerged, from.Position(), "")
	into.Abstract = into.Abstract || from.Abstract
	into.Open = into.Open || from.Open
	into.Media = into.Media || from.Media
	into.Entries = cmp.Or(into.Entries, from.Entries)
	into.Deprecated = into.Deprecated || from.Deprecated
	into.Description = cmp.Or(into.Description, from.Description)
	for _, p := range from.Properties {
		was := findProperty(into.Properties, p.Name)
		if was == nil {
			into.Properties = append(into.Properties, p)
			continue
		}
		l.dropped[&p.Ref] = true
		if was.Type != p.Type || was.Collection != p.Collection {
			l.findings.Add(p.Position, rulePropertyConflict, "%s is %s here and %s at %s:%d; the latter is used", quote(p.Name), p.CSDL(), was.CSDL(), was.Position.File, was.Position.Line)
		}
	}
}

// isShown reports whether only the JSON representation has the property, and no
// table.
func isShown(p *model.Property) bool {
	return slices.ContainsFunc(p.Reasons, func(r model.Reason) bool { return r.Why == whyOnlyJSON })
}

// isSampleOf reports whether a property of a JSON representation may be the one of
// a base type: its sample value may be of that type. The number 10 is a value of
// each numeric type.
func isSampleOf(p, was *model.Property) bool {
	return isShown(p) && p.Collection == was.Collection && kindsOf(&p.Ref)&kindsOf(&was.Ref) != 0
}

// dropInherited removes properties that repeat a property of a base type. A
// derived type must not redeclare such a property (CSDL 4.01, section 6.2). If
// the rows differ, the base type takes precedence, but what only the derived type
// requires is kept.
func (l *linker) dropInherited() {
	for _, n := range l.order {
		if n.typ == nil || n.typ.BaseType == nil {
			continue
		}
		n.typ.Properties = slices.DeleteFunc(n.typ.Properties, func(p *model.Property) bool {
			was := n.typ.BaseType.PropertyFold(p.Name)
			if was == nil {
				return false
			}
			if was.Name != p.Name {
				l.findings.Add(p.Position, ruleRowCase, "a base type spells %s as %s at %s:%d; that spelling is used", quote(p.Name), quote(was.Name), was.Position.File, was.Position.Line)
			}
			if p.Required && !was.Required {
				n.typ.Requires = append(n.typ.Requires, was.Name)
				n.typ.Reasons.Add("requires", whyRequiredDerived, p.Position, was.Name)
			}
			if was.ReadOnly && !p.ReadOnly && !isShown(p) {
				n.typ.Writable = append(n.typ.Writable, was)
			}
			if (was.Type != p.Type || was.Collection != p.Collection) && !isSampleOf(p, was) {
				l.findings.Add(p.Position, rulePropertyRedeclared, "%s is %s here and %s in a base type at %s:%d; the base type is used", quote(p.Name), p.CSDL(), was.CSDL(), was.Position.File, was.Position.Line)
			}
			l.dropped[&p.Ref] = true
			return true
		})
	}
}
