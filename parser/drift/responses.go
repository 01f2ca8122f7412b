package drift

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// responses compares the 2xx responses of two operations.
func (c *comparison) responses(s subject, op, old *model.Operation) {
	unseen := slices.Concat(unseen(op, old), unseen(old, op), c.nameless(s, op, old))
	is, was := successes(op, unseen), successes(old, unseen)
	if strings.EqualFold(is, was) {
		return
	}
	isResult, wasResult := op.Result(), old.Result()
	newType := isResult != nil && wasResult != nil && !isResult.Ref.IsSame(wasResult.Ref) && !c.narrows(isResult.Ref, wasResult.Ref)
	s.is, s.was = resultPosition(op, isResult, wasResult), resultPosition(old, wasResult, isResult)
	c.differ(responseDiffers, s, newType, "the response", is, was)
}

// narrows reports whether the response type derives from the earlier one. A
// value of it is also a value of the earlier type.
func (c *comparison) narrows(is, was model.Ref) bool {
	from := c.is.index.Type(was.Type)
	return is.Collection == was.Collection && from != nil && is.Struct != nil && is.Struct.DerivesFrom(from)
}

// unseen returns the statuses that have a type without an example on one page,
// and no type on the other.
func unseen(op, other *model.Operation) []int {
	var list []int
	for _, r := range op.Responses {
		typed := func(o *model.Response) bool { return o.Status == r.Status && o.Type != "" }
		if r.Unseen && !slices.ContainsFunc(other.Responses, typed) {
			list = append(list, r.Status)
		}
	}
	return list
}

// nameless returns the statuses whose types are not compared by name: they have
// no name on a side, may be any value, or the earlier page contradicted itself.
// It compares the properties of types without a name.
func (c *comparison) nameless(s subject, op, other *model.Operation) []int {
	var list []int
	for _, r := range op.Responses {
		for _, q := range other.Responses {
			if r.Status != q.Status || r.Type == "" || q.Type == "" {
				continue
			}
			s.is, s.was = responsePosition(op, r, false), responsePosition(other, q, false)
			if isAny(r.Ref) || isAny(q.Ref) || isByUse(r.Ref, q.Ref) || c.contradicts(responseDiffers, s, r.Ref, q.Ref, nil, q.Claims) {
				list = append(list, r.Status)
				c.contents(s, r.Ref, q.Ref)
			}
		}
	}
	return list
}

// successes lists the 2xx responses in the notation of messages: "200
// Edm.String". Unseen types are left out.
func successes(op *model.Operation, unseen []int) string {
	var list []string
	for _, r := range op.Responses {
		if r.Status < 200 || r.Status >= 300 {
			continue
		}
		text := strconv.Itoa(r.Status)
		if r.Type != "" && !slices.Contains(unseen, r.Status) {
			text += " " + shown(r.Ref).CSDL()
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return "undocumented"
	}
	return strings.Join(list, " or ")
}
