package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// settleRows corrects parameters by the examples. A parameter gets the spelling that
// all examples have. It gets the type of the property of its name if the examples
// have that type instead of the one in the table.
func settleRows(n *note.Operation, findings *source.Findings) {
	body := n.Op.Request
	if body == nil || body.Struct != nil {
		return
	}
	of := n.Place.Struct
	if res := n.Op.Result(); of == nil && res != nil {
		of = res.Struct
	}
	for _, p := range body.Parameters {
		sent := sentAs(n.Sent, p.Name)
		if len(sent) == 0 {
			continue
		}
		if name := sharedKey(sent); name != "" && name != p.Name {
			findings.Add(p.Position, ruleParameterCase, "the table has the parameter %q, all examples send %q: that is its name", p.Name, name)
			p.Name = name
		}
		if q := of.PropertyFold(p.Name); q != nil && !q.IsUndescribed() && p.Collection != q.Collection && areMany(sent, q.Collection) {
			findings.Add(p.Position, ruleParameterType, "the table says that %q is %s, its examples and the page of %s that it is %s: these are believed", p.Name, p.Words(), of.Qualified(), q.Words())
			p.Ref = q.Ref
		}
	}
}

// sentAs returns the members of the bodies with a name in any case.
func sentAs(bodies []*lenient.Value, name string) []*lenient.Member {
	var list []*lenient.Member
	for _, v := range bodies {
		for i := range v.Members {
			if strings.EqualFold(v.Members[i].Key, name) {
				list = append(list, &v.Members[i])
			}
		}
	}
	return list
}

// sharedKey returns the common name of the members, or an empty string.
func sharedKey(members []*lenient.Member) string {
	for _, m := range members {
		if m.Key != members[0].Key {
			return ""
		}
	}
	return members[0].Key
}

// areMany reports whether all members are arrays, or none is if many is false.
func areMany(members []*lenient.Member, many bool) bool {
	for _, m := range members {
		if (m.Value.Kind == lenient.Array) != many {
			return false
		}
	}
	return true
}
