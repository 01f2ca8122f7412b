package notation_test

import (
	"testing"

	"github.com/docwright/docwright/parser/internal/phasetest"
)

func TestCases(t *testing.T) { phasetest.Compare(t) }
