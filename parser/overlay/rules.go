package overlay

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The rules about an overlay.
var (
	ruleUnused = source.Declare(source.Rule{Name: "overlay-unused", Severity: source.Error, Summary: "The pages agree with a correction of the overlay, which has no effect."})
	ruleFaulty = source.Declare(source.Rule{Name: "overlay-faulty", Severity: source.Error, Summary: "A correction of the overlay can't be applied to the element that it names."})
)

// whyOverlay is the reason for values that a correction changes.
var whyOverlay = &model.Why{Name: "overlay", Summary: "A correction of the overlay sets the value, for the reason given."}
