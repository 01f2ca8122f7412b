package settle

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why { return &model.Why{Name: name, Summary: summary} }

// The reasons for settled types and kinds; see [model.Reason].
var (
	whyAnnotation = reason("response-from-annotation", "The annotation of an example names the type.")
	whyOne        = reason("kind-from-value", "The response is a single value, although the title or the path suggests a list.")
	whyCast       = reason("response-from-cast", "The request lines end in a derived type, which is the type of the response.")
)
