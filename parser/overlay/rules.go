package overlay

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The rules about an overlay.
var (
	ruleUnused = source.Declare(source.Rule{Name: "overlay-unused", Severity: source.Error, Summary: "A correction of the overlay changes nothing any more."})
	ruleFaulty = source.Declare(source.Rule{Name: "overlay-faulty", Severity: source.Error, Summary: "A correction of the overlay can't be made of what it names."})
)

// whyOverlay is the reason for what a correction changes.
var whyOverlay = &model.Why{Name: "overlay", Summary: "A correction of the overlay says so, for the reason given."}
