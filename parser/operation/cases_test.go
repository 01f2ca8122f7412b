package operation_test

import (
	"testing"

	"github.com/docwright/docwright/parser/internal/phasetest"
)

const cases = "../../testdata/cases/operation/*.txtar"

func TestCases(t *testing.T) { phasetest.Run(t, cases) }

func TestRules(t *testing.T) { phasetest.Rules(t, cases) }
