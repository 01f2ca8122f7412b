package naming

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why { return &model.Why{Name: name, Summary: summary} }

// The ways in which operations are named: see [model.Reason].
var (
	WhyName      = reason("name-from-page", "The name is made of the page's title and file name: what is done, and to what.")
	whyCollision = reason("name-made-unique", "Another page chose the same name, so that this one has more words of its file name.")
)
