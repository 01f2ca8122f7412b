package drift

import (
	"net/http"
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// methods reports request lines whose method or last segment can't be with what
// the path leads to: OData Protocol 4.01, section 11. What is so for one request
// line of an operation is told once.
func (c *comparison) methods(op *model.Operation, found []arrival) {
	told := map[string]bool{}
	for _, at := range found {
		s := subject{name: op.Method + " " + at.route.Path, is: at.route.Position, was: elementPosition(at.element)}
		fault := misused(op.Method, at.place)
		if call := miscalled(op.Method, at.place); call != nil {
			s.was = call.Position()
			fault = "the method is " + op.Method + " in the pages, " + call.Method + " in the metadata: " + call.Name + " is " + aCall[call.Kind]
		}
		if fault != "" && !told[fault] {
			told[fault] = true
			c.report(methodDiffers, s, len(at.calls) > 0, at.option, "%s", fault)
		}
	}
}

// miscalled returns the action or function that the place is, if the method calls
// none of those that it may be. What a function returns may be there to change.
func miscalled(method string, at place) *model.Operation {
	if at.option != "" || len(at.calls) == 0 {
		return nil
	}
	may := func(call *model.Operation) bool {
		return call.Method == method || call.Kind == model.Function && method != http.MethodPost
	}
	if slices.ContainsFunc(at.calls, may) {
		return nil
	}
	return at.calls[0]
}

var aCall = map[model.OperationKind]string{model.Action: "an action", model.Function: "a function"}

// misused says why the method can't be used with the place, or the place have its
// last segment; it is empty where it can.
func misused(method string, at place) string {
	switch {
	case at.ref.Struct == nil || at.guessed || len(at.calls) > 0:
	case at.option == "$value" && !streams(at.ref):
		return "the path ends in $value in the pages; in the metadata " + described(at.ref) + " is no media entity"
	case at.option == "$count" && !at.ref.Collection:
		return "the path ends in $count in the pages; in the metadata " + at.ref.Type + " is one thing there, and no collection"
	case at.option == "" && method == http.MethodDelete && at.ref.Collection:
		return "the method is DELETE in the pages; in the metadata the path leads to " + described(at.ref) + ", which has no one element to delete"
	}
	return ""
}

// streams reports whether the type is a media entity, or one derived from it or
// that it is derived from is: paths leave out casts.
func streams(r model.Ref) bool {
	if r.Collection {
		return false
	}
	for base := range r.Struct.Lineage() {
		if base.Media {
			return true
		}
	}
	for sub := range r.Struct.Subtypes() {
		if sub.Media {
			return true
		}
	}
	return false
}

// capabilities reports what the pages document and the metadata says can't be
// done with what the paths lead to.
func (c *comparison) capabilities(op *model.Operation, found []arrival) {
	seen := map[*model.Property]bool{}
	for _, at := range found {
		if len(at.calls) > 0 || at.element == nil || at.option != "" || seen[at.element] {
			continue
		}
		wants, verb := wanted(op.Method, at.ref.Collection)
		r := restriction(at.place, wants)
		if r == nil || r.Allowed {
			continue
		}
		seen[at.element] = true
		s := subject{name: op.Method + " " + at.route.Path, is: at.route.Position, was: r.Position}
		c.report(capabilityDiffers, s, true, at.element.Name, "the pages %s it; in the metadata %s is false for %s", verb, r.Capability, at.element.Name)
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
func restriction(at place, wants []model.Capability) *model.Restriction {
	for _, capability := range wants {
		if at.root != nil && at.path != "" {
			if r := lastRestriction(at.root.Restrictions, capability, at.path); r != nil {
				return r
			}
		}
		if r := lastRestriction(at.element.Restrictions, capability, ""); r != nil {
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
		if at.root == nil || !at.root.Deprecated {
			return
		}
	}
	if len(found) > 0 {
		s := operationSubject(op)
		s.was = found[0].root.Position
		c.retired(s, "operation", op.Deprecated, true)
	}
}
