package overlay_test

import (
	"testing"

	"github.com/docwright/docwright/parser/casetest"
)

func TestRules(t *testing.T) { casetest.Rules(t, ".") }
