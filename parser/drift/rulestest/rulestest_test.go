package rulestest

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/drift"
)

func TestDocument(t *testing.T) {
	rules := []*drift.Rule{
		{Name: "berth-moved", Summary: "A berth is elsewhere.", Weight: drift.BreaksSender, Was: "|berth|", Is: "a `berth`"},
		{Name: "tide-turned", Summary: "The tide turned.", Weight: drift.MayBreak, When: "it ebbs", Otherwise: drift.MayPuzzle, Notes: "it is slack", Is: "ebb"},
	}
	assert.Equal(t, "# Rules\n\n"+
		"| Rule | Meaning | Sent | Received | Other side | Pages |\n|:---|:---|:---|:---|:---|:---|\n"+
		"| `berth-moved` | A berth is elsewhere. | error | note | `\\|berth\\|` | `` a `berth` `` |\n"+
		"| `tide-turned` | The tide turned. The first severity applies if it ebbs. It is a note if it is slack. | warning, else note | warning |  | `ebb` |\n",
		document("# Rules", rules))
}
