package drift

import (
	"net/http"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/model"
)

// capabilities reports operations that the metadata does not allow for the
// places that their paths lead to.
func (c *comparison) capabilities(op *model.Operation, found []arrival) {
	seen := map[*model.Property]bool{}
	for _, at := range found {
		if len(at.Calls) > 0 || at.Element == nil || at.Option != "" || seen[at.Element] {
			continue
		}
		required, verb := requiredCapabilities(op.Method, at.Ref.Collection)
		r := restriction(at.Place, required)
		if r == nil || r.Allowed {
			continue
		}
		seen[at.Element] = true
		s := subject{name: op.Method + " " + at.route.Path, is: at.route.Position, was: r.Position}
		c.report(capabilityDiffers, s, true, at.Element.Name, "the pages document how to %s it; in the metadata %s is false for %s", verb, r.Capability, at.Element.Name)
	}
}

// requiredCapabilities returns the capabilities that allow a method, and the
// verb for messages. Only the first one that the metadata mentions is checked.
func requiredCapabilities(method string, collection bool) (list []model.Capability, verb string) {
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

// restriction returns the restriction for the first of the capabilities that
// the metadata mentions. A restriction of the entity set takes precedence over
// one of the relationship.
func restriction(at navigate.Place, required []model.Capability) *model.Restriction {
	for _, capability := range required {
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

// deprecatedRoot compares whether the operation is deprecated with whether the
// entity sets at the start of its paths are. A deprecated entity set makes all
// paths below it deprecated.
func (c *comparison) deprecatedRoot(op *model.Operation, found []arrival) {
	for _, at := range found {
		if at.Root == nil || !at.Root.Deprecated {
			return
		}
	}
	if len(found) > 0 {
		s := operationSubject(op)
		s.was = found[0].Root.Position
		c.deprecated(s, "operation", op.Deprecated, true)
	}
}
