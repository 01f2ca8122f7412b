package drift

import (
	"net/http"
	"slices"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/model"
)

// methods reports request lines whose method or last segment can't be with what
// the path leads to: OData Protocol 4.01, section 11. What is so for one request
// line of an operation is told once.
func (c *comparison) methods(op *model.Operation, found []arrival) {
	told := map[string]bool{}
	for _, at := range found {
		s := subject{name: op.Method + " " + at.route.Path, is: at.route.Position, was: elementPosition(at.Element)}
		fault := misused(op.Method, at.Place)
		if call := miscalled(op.Method, at.Place); call != nil {
			s.was = call.Position()
			fault = "the method is " + op.Method + " in the pages, " + call.Method + " in the metadata: " + call.Name + " is " + aCall[call.Kind]
		}
		if fault != "" && !told[fault] {
			told[fault] = true
			c.report(methodDiffers, s, len(at.Calls) > 0, at.Option, "%s", fault)
		}
	}
}

// miscalled returns the action or function that the place is, if the method calls
// none of those that it may be. What a function returns may be there to change.
func miscalled(method string, at navigate.Place) *model.Operation {
	if at.Option != "" || len(at.Calls) == 0 {
		return nil
	}
	may := func(call *model.Operation) bool {
		return call.Method == method || call.Kind == model.Function && method != http.MethodPost
	}
	if slices.ContainsFunc(at.Calls, may) {
		return nil
	}
	return at.Calls[0]
}

var aCall = map[model.OperationKind]string{model.Action: "an action", model.Function: "a function"}

// misused says why the method can't be used with the place, or the place have its
// last segment; it is empty where it can.
func misused(method string, at navigate.Place) string {
	switch {
	case at.Ref.Struct == nil || at.Guessed || len(at.Calls) > 0:
	case at.Option == "$value" && (at.Ref.Collection || !navigate.Streams(at.Ref.Struct)):
		return "the path ends in $value in the pages; in the metadata " + at.Ref.CSDL() + " is no media entity"
	case at.Option == "$count" && !at.Ref.Collection:
		return "the path ends in $count in the pages; in the metadata " + at.Ref.Type + " is one thing there, and no collection"
	case at.Option == "" && method == http.MethodDelete && at.Ref.Collection:
		return "the method is DELETE in the pages; in the metadata the path leads to " + at.Ref.CSDL() + ", which has no one element to delete"
	}
	return ""
}
