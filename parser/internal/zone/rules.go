package zone

import "github.com/docwright/docwright/parser/source"

var ruleChosen = source.Declare(source.Rule{Name: "zone-chosen", Severity: source.Note, Summary: "Pages have zones for several versions or platforms; one of them is read."})
