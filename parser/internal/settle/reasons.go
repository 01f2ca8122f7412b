package settle

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why { return &model.Why{Name: name, Summary: summary} }

// The reasons for settled types and kinds; see [model.Reason].
var (
	whyAnnotation = reason("response-from-annotation", "The annotation of an example names the type.")
	whyOne        = reason("kind-from-value", "The response is a single value, although the title or the path suggests a list.")
	whyPlace      = reason("body-from-path", "The path is named after the type, and the body that an example shows is of it, though the text names another one.")
	whyExpanded   = reason("response-from-expanded", "The request lines expand what the text names, so that they answer with what their path is named after.")
	whyMany       = reason("response-from-keys", "Another request line selects one of the values by a key, so that this one answers with all of them.")
	whyListed     = reason("kind-from-keys", "Another request line selects one of the values by a key, so that this one lists them.")
	whyCast       = reason("response-from-cast", "The request lines end in a derived type, which is the type of the response.")
)
