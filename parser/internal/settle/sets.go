package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// Sets are the paths of entity sets on all pages. A request line selects one value of
// a set by a key in parentheses (OData URL Conventions 4.01, section 4.3.1). The path
// without the key leads to all values.
type Sets map[string]bool

// SetsOf returns the sets of the operations.
func SetsOf(operations []*model.Operation) Sets {
	sets := Sets{}
	for _, op := range operations {
		for _, route := range op.Routes {
			above := ""
			for _, s := range route.Segments {
				if name, ok := keyed(s); ok {
					sets[above+"/"+name] = true
				}
				above += "/" + s.Shape()
			}
		}
	}
	return sets
}

// keyed returns the name before a key in parentheses, and whether the segment has
// one. The arguments of a function have names, and are not keys.
func keyed(s model.Segment) (name string, ok bool) {
	if len(s) < 2 || s[0].Param != nil || s[1].Param == nil {
		return "", false
	}
	name, ok = strings.CutSuffix(s[0].Text, "(")
	return strings.ToLower(name), ok
}

// has reports whether all paths of an operation lead to sets.
func (sets Sets) has(op *model.Operation) bool {
	for _, route := range op.Routes {
		if !sets[route.Shape()] {
			return false
		}
	}
	return len(op.Routes) > 0
}

// settleMany makes the response to a GET of an entity set a list.
func (sets Sets) settleMany(op *model.Operation, res *model.Response) {
	if op.Method != "GET" || res.Collection || res.Status >= 300 || res.Type == "" || edm.Named(res.Type).Name != "" && !res.IsUndescribed() || !sets.has(op) {
		return
	}
	res.Collection, res.Wrapped = true, false
	op.Reasons.Add(model.ResponseAspect(res.Status), whyMany, op.Position(), op.Routes[0].Path)
	if op.Kind == model.Get {
		op.Kind = model.List
		op.Reasons.Add("kind", whyListed, op.Position(), op.Routes[0].Path)
	}
}
