package check_test

import (
	"testing"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/internal/phasetest"
)

const cases = "../../../testdata/cases/operation/*.txtar"

func TestCases(t *testing.T) { phasetest.Run(t, cases) }

func TestRules(t *testing.T) {
	casetest.Rules(t, ".", cases)
	casetest.RuleList(t, "../phasetest/testdata/rules.txt")
}
