package operation

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func reason(name, summary string) *model.Why { return &model.Why{Name: name, Summary: summary} }

// The reasons for the parts of operations; see [model.Reason].
var (
	whyDeprecated = reason("deprecated-from-introduction", "The title or the introduction marks the operation as deprecated.")

	whyPath        = reason("path-from-request-line", "A request line of the page has the path.")
	whyPathExample = reason("path-from-example", "The page has no request line; the path is that of an example.")

	whyKindPath     = reason("kind-from-path", "The end of the path implies what the operation does.")
	whyKindMethod   = reason("kind-from-method", "The HTTP method implies what the operation does.")
	whyKindTitle    = reason("kind-from-title", "The title states what the operation does.")
	whyKindResponse = reason("kind-from-response", "The response shows whether the operation returns a single value or a collection.")
	whyKindBody     = reason("kind-from-collection", "A POST without an action in its path creates an element of a collection (OData Protocol 4.01, section 11.4.2).")

	whyParameterTable       = reason("parameter-from-table", "A table of the page describes the parameter.")
	whyParameterEnum        = reason("parameter-from-literal", "The request line names the enum of the argument.")
	whyParameterPlaceholder = reason("parameter-from-placeholder", "The path has a placeholder; the page gives no type for it, so it is a string.")
	whyQuoted               = reason("parameter-quoted", "The argument is in quotes, so it is a string (OData URL Conventions 4.01, section 5.1.1.6.1).")

	whyOptionNamed   = reason("option-named", "The text, a table or a request line of the page names the query option.")
	whyOptionGeneral = reason("option-general", "The page supports the query options of OData as such, and this one fits what the operation answers with.")

	whyPermissions = reason("permissions-from-table", "The permissions are those of the page's table, from least to most privileged.")

	whyBodyLink    = reason("request-from-prose", "The text on the request body names the type.")
	whyBodyImplied = reason("request-from-page", "The text on the request body names no type; the type is that of the example, of the response, or of the page's subject.")
	whyBodyWord    = reason("request-from-word", "Of the words that may name the type, in the text on the request body, the path and the title, this one is the name of a type.")
	whyBodyAction  = reason("request-from-parameters", "The body has the parameters of an action, from the table and from the example.")
	whyBodyBytes   = reason("request-bytes", "The path, the text or the example shows that the body is a stream of bytes.")
	whyBodyRef     = reason("request-reference", "A reference is created with the URL of its target (OData JSON Format 4.01, section 14).")

	whyAnswerProse   = reason("response-from-prose", "The text on the response describes it.")
	whyAnswerExample = reason("response-from-example", "An example has a response with this status.")
	whyAnswerShape   = reason("response-from-body", "The body of an example shows whether the response is a single value or a collection.")
	whyAnswerPath    = reason("response-from-path", "The end of the path implies the type of the response.")
	whyAnswerList    = reason("response-from-list-property", "The annotation of an example says that the list is in another member than \"value\".")
	whyAnswerMethods = reason("response-from-methods", "The table of methods on the page of a type has the return type.")
	whyAnswerWord    = reason("response-from-word", "Of the words that may name the type, in the text on the response, the example and the path, this one is the name of a type.")
	whyAnswerShown   = reason("response-from-shown", "No page names the type of the body; it has what the examples show.")
	whyAnswerUsual   = reason("response-usual", "The page names no status; it is the usual one for the operation.")
)

// becauseResponse adds a reason for a response to those of its operation.
func becauseResponse(op *model.Operation, res *model.Response, why *model.Why, at source.Position, words string) {
	op.Reasons.Add(model.ResponseAspect(res.Status), why, at, words)
}
