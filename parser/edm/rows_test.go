package edm_test

import (
	"testing"

	"github.com/docwright/docwright/parser/casetest/rowtest"
	"github.com/docwright/docwright/parser/edm"
)

// Each part of a row that the readers of pages use affects a case. The tests of
// the generator cover the columns that only generated code uses.
func TestRowsMatter(t *testing.T) {
	var rows []rowtest.Row
	for _, p := range edm.Parts() {
		rows = append(rows, rowtest.Row{Table: p.Table, Name: p.Name, Words: p.Words, Drop: p.Drop})
	}
	rowtest.Run(t, rows)
}
