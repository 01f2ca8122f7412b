package fix_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fix"
)

func at(line, col int) source.Position {
	return source.Position{File: "api/berth-get.md", Line: line, Col: col}
}

func finding(edits ...source.Edit) source.Finding {
	return source.Finding{Fix: &source.Fix{Edits: edits}}
}

func TestApply(t *testing.T) {
	const text = "# Berth\n\na, b,\nlast"
	for name, test := range map[string]struct {
		findings source.Findings
		want     string
		made     int
	}{
		"none":        {source.Findings{{}}, text, 0},
		"one":         {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ","})}, "# Berth\n\na, b\nlast", 1},
		"two of one":  {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ",", With: ";"}, source.Edit{Position: at(1, 1), Was: "#", With: "##"})}, "## Berth\n\na, b;\nlast", 1},
		"the end":     {source.Findings{finding(source.Edit{Position: at(4, 4), Was: "t", With: "t."})}, text + ".", 1},
		"changed":     {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ";"})}, text, 0},
		"half":        {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ","}, source.Edit{Position: at(3, 2), Was: ";"})}, text, 0},
		"beyond":      {source.Findings{finding(source.Edit{Position: at(4, 50), Was: "t"}), finding(source.Edit{Position: at(9, 1), Was: "t"})}, text, 0},
		"overlapping": {source.Findings{finding(source.Edit{Position: at(4, 1), Was: "la", With: "p"}), finding(source.Edit{Position: at(4, 2), Was: "as", With: "os"})}, "# Berth\n\na, b,\npst", 1},
		"the same":    {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ","}), finding(source.Edit{Position: at(3, 5), Was: ","})}, "# Berth\n\na, b\nlast", 2},
		"elsewhere":   {source.Findings{finding(source.Edit{Position: source.Position{File: "api/other.md", Line: 1, Col: 1}, Was: "#"})}, text, 0},
		"empty":       {source.Findings{finding(source.Edit{Position: at(1, 1), With: "x"}), finding()}, text, 0},
	} {
		got, made := fix.Apply("api/berth-get.md", []byte(text), test.findings)
		assert.Equal(t, test.want, string(got), name)
		assert.Equal(t, test.made, made, name)
	}
}
