package settle

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why { return &model.Why{Name: name, Summary: summary} }

// The ways in which operations are settled: see [model.Reason].
var (
	whyAnnotation = reason("response-from-annotation", "The annotation of an example names the type.")
	whyOne        = reason("kind-from-value", "The response is one value, though title or path speak of a list.")
	whyCast       = reason("response-from-cast", "The request lines end in a derived type, so that is what is answered.")
)
