package schema

import (
	"cmp"
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// mergeTypes makes one type of what several pages say of it. The principal
// page's properties come first, in its order; other pages add what it lacks.
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
			l.findings.Add(p.Position, rulePropertyConflict, "%s is %s here and %s in %s:%d, which counts", quote(p.Name), p.CSDL(), was.CSDL(), was.Position.File, was.Position.Line)
		}
	}
}

// dropInherited takes rows off a type that repeat a property of a type it is
// derived from. A derived type cannot declare such a property anew (CSDL 4.01,
// section 6.2), so where its row differs the base type's counts.
func (l *linker) dropInherited() {
	for _, n := range l.order {
		if n.typ == nil || n.typ.BaseType == nil {
			continue
		}
		n.typ.Properties = slices.DeleteFunc(n.typ.Properties, func(p *model.Property) bool {
			was := n.typ.BaseType.Property(p.Name)
			if was == nil {
				return false
			}
			if was.Type != p.Type || was.Collection != p.Collection {
				l.findings.Add(p.Position, rulePropertyRedeclared, "%s is %s here and %s in %s:%d, which it is inherited from", quote(p.Name), p.CSDL(), was.CSDL(), was.Position.File, was.Position.Line)
			}
			l.dropped[&p.Ref] = true
			return true
		})
	}
}
