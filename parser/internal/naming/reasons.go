package naming

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why { return &model.Why{Name: name, Summary: summary} }

// The reasons for the names of operations; see [model.Reason].
var (
	WhyName      = reason("name-from-page", "The name consists of the verb and the object in the page's title and file name.")
	whyCollision = reason("name-made-unique", "Another page has an operation with the same name; this name has further words of the path or the file name.")
)
