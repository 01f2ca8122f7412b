package drift

import (
	"net/http"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/model"
)

// capabilities reports what the pages document and the metadata says can't be
// done with what the paths lead to.
func (c *comparison) capabilities(op *model.Operation, found []arrival) {
	seen := map[*model.Property]bool{}
	for _, at := range found {
		if len(at.Calls) > 0 || at.Element == nil || at.Option != "" || seen[at.Element] {
			continue
		}
		wants, verb := wanted(op.Method, at.Ref.Collection)
		r := restriction(at.Place, wants)
		if r == nil || r.Allowed {
			continue
		}
		seen[at.Element] = true
		s := subject{name: op.Method + " " + at.route.Path, is: at.route.Position, was: r.Position}
		c.report(capabilityDiffers, s, true, at.Element.Name, "the pages %s it; in the metadata %s is false for %s", verb, r.Capability, at.Element.Name)
	}
}

// wanted returns what a method needs to be able to do, the first counts that the
// metadata speaks of.
func wanted(method string, collection bool) (list []model.Capability, verb string) {
	switch {
	case method == http.MethodGet && collection:
		return []model.Capability{model.Readable}, "read"
	case method == http.MethodGet:
		return []model.Capability{model.ReadableByKey, model.Readable}, "read"
	case method == http.MethodPost && collection:
		return []model.Capability{model.Insertable}, "create an element of"
	case (method == http.MethodPatch || method == http.MethodPut) && !collection:
		return []model.Capability{model.Updatable}, "change"
	case method == http.MethodDelete && !collection:
		return []model.Capability{model.Deletable}, "delete"
	}
	return nil, ""
}

// restriction returns what the metadata says of the first of the capabilities
// that it speaks of: the entity set before the relationship itself.
func restriction(at navigate.Place, wants []model.Capability) *model.Restriction {
	for _, capability := range wants {
		if at.Root != nil && at.Path != "" {
			if r := lastRestriction(at.Root.Restrictions, capability, at.Path); r != nil {
				return r
			}
		}
		if r := lastRestriction(at.Element.Restrictions, capability, ""); r != nil {
			return r
		}
	}
	return nil
}

func lastRestriction(list []model.Restriction, capability model.Capability, path string) *model.Restriction {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Capability == capability && list[i].Path == path {
			return &list[i]
		}
	}
	return nil
}

// retiredRoot compares whether the operation is deprecated with whether the entity
// sets are that its paths begin with: all that lies below one is.
func (c *comparison) retiredRoot(op *model.Operation, found []arrival) {
	for _, at := range found {
		if at.Root == nil || !at.Root.Deprecated {
			return
		}
	}
	if len(found) > 0 {
		s := operationSubject(op)
		s.was = found[0].Root.Position
		c.retired(s, "operation", op.Deprecated, true)
	}
}
