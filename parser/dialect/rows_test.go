package dialect_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/casetest/rowtest"
	"github.com/docwright/docwright/parser/dialect"
)

// No table has two equal rows.
func TestRowsOnce(t *testing.T) {
	for _, table := range dialect.Tables() {
		rows, _ := dialect.Rows(table)
		assert.Equal(t, len(rows), len(slices.Compact(slices.Sorted(slices.Values(rows)))), table)
	}
}

// Each row of each table affects a case.
func TestRowsMatter(t *testing.T) {
	var rows []rowtest.Row
	for _, table := range dialect.Tables() {
		names, words := dialect.Rows(table)
		for i := range names {
			rows = append(rows, rowtest.Row{Table: table, Name: names[i], Words: words[i], Drop: func() func() { return dialect.Drop(table, i) }})
		}
	}
	rowtest.Run(t, rows)
}
