package drift

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// responses compares what the operations answer with when all is well.
func (c *comparison) responses(s subject, op, old *model.Operation) {
	unseen := slices.Concat(unseen(op, old), unseen(old, op))
	is, was := successes(op, unseen), successes(old, unseen)
	if strings.EqualFold(is, was) {
		return
	}
	given, told := op.Result(), old.Result()
	retyped := given != nil && told != nil && !given.Ref.IsSame(told.Ref) && !c.narrows(given.Ref, told.Ref)
	s.is, s.was = answerPosition(op, given, told), answerPosition(old, told, given)
	c.differ(responseDiffers, s, retyped, "the answer", is, was)
}

// narrows reports whether an answer is of a type derived from the earlier one, which
// it then is as well.
func (c *comparison) narrows(is, was model.Ref) bool {
	from := c.is.index.Type(was.Type)
	return is.Collection == was.Collection && from != nil && is.Struct != nil && is.Struct.DerivesFrom(from)
}

// unseen returns the statuses that come with a type by one page, which shows none,
// and without one by the other.
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

// successes lists the answers of 2xx as messages write them: "200 Edm.String". Those
// that are unseen are listed without a type.
func successes(op *model.Operation, unseen []int) string {
	var list []string
	for _, r := range op.Responses {
		if r.Status < 200 || r.Status >= 300 {
			continue
		}
		text := strconv.Itoa(r.Status)
		if r.Type != "" && !slices.Contains(unseen, r.Status) {
			text += " " + r.Ref.CSDL()
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return "not told"
	}
	return strings.Join(list, " or ")
}
