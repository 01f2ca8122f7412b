package drift

import (
	"net/http"
	"slices"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/model"
)

// methods reports request lines with a method or a last segment that the place
// of the path does not allow (OData Protocol 4.01, section 11). The same fault
// of several request lines is reported once.
func (c *comparison) methods(op *model.Operation, found []arrival) {
	reported := map[string]bool{}
	for _, at := range found {
		s := subject{name: op.Method + " " + at.route.Path, is: at.route.Position, was: elementPosition(at.Element)}
		fault := wrongMethod(op.Method, at.Place)
		if call := wrongCall(op.Method, at.Place); call != nil {
			s.was = call.Position()
			fault = "the method is " + op.Method + " in the pages, " + call.Method + " in the metadata; " + call.Name + " is " + callWords[call.Kind]
		}
		if fault != "" && !reported[fault] {
			reported[fault] = true
			c.report(methodDiffers, s, len(at.Calls) > 0, at.Option, "%s", fault)
		}
	}
}

// wrongCall returns the action or function at the place if the method calls
// none of the overloads there. The result of a function can be changed with
// other methods.
func wrongCall(method string, at navigate.Place) *model.Operation {
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

var callWords = map[model.OperationKind]string{model.Action: "an action", model.Function: "a function"}

// wrongMethod explains why the place does not allow the method or the last
// segment. It returns "" if it does.
func wrongMethod(method string, at navigate.Place) string {
	switch {
	case at.Ref.Struct == nil || at.Guessed || len(at.Calls) > 0:
	case at.Option == "$value" && (at.Ref.Collection || !navigate.Streams(at.Ref.Struct)):
		return "the path ends in $value; in the metadata " + at.Ref.CSDL() + " is not a media entity"
	case at.Option == "$count" && !at.Ref.Collection:
		return "the path ends in $count; in the metadata it leads to one " + at.Ref.Type + ", not to a collection"
	case at.Option == "" && method == http.MethodDelete && at.Ref.Collection:
		return "the method is DELETE; in the metadata the path leads to " + at.Ref.CSDL() + ", not to one element"
	}
	return ""
}
