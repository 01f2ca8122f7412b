package statement_test

import (
	"testing"

	"github.com/docwright/docwright/parser/internal/phasetest"
)

func TestCases(t *testing.T) { phasetest.Compare(t) }

func TestRules(t *testing.T) { phasetest.Rules(t, phasetest.Cases) }
