package severity_test

import (
	"fmt"
	"log"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/severity"
)

var (
	ruleTide  = source.Declare(source.Rule{Name: "tide-differs", Severity: source.Warning, Summary: "Two tables of the tides differ."})
	ruleChart = source.Declare(source.Rule{Name: "chart-missing", Severity: source.Error, Summary: "A chart that is named does not exist."})
)

func found() (list source.Findings) {
	list.Add(source.Position{File: "a.md"}, ruleTide, "by an hour")
	list.Add(source.Position{File: "b.md"}, ruleChart, "of the basin")
	return list
}

func ExampleLevels() {
	var levels severity.Levels
	for _, setting := range [][2]string{{"tide-differs", "error"}, {"chart-missing", "off"}} {
		if err := levels.Set(setting[0], setting[1]); err != nil {
			log.Fatal(err)
		}
	}
	for _, f := range levels.Apply(found()) {
		fmt.Println(f.Severity, f)
	}
	// Output:
	// error a.md: by an hour [tide-differs]
}

func TestLevels(t *testing.T) {
	var l severity.Levels
	assert.Equal(t, found(), l.Apply(found()))
	assert.False(t, l.IsOff("tide-differs"))

	require.NoError(t, l.Set("tide-differs", "note"))
	list := found()
	once := l.Apply(list)
	assert.Equal(t, once, l.Apply(once))
	assert.Equal(t, source.Note, once[0].Severity)
	assert.Equal(t, source.Warning, list[0].Severity, "the argument does not change")
	assert.Equal(t, source.Warning, ruleTide.Severity)
	assert.Equal(t, source.Error, once[1].Severity)

	require.NoError(t, l.Set("tide-differs", "off"))
	assert.True(t, l.IsOff("tide-differs"))
	assert.Len(t, l.Apply(found()), 1)

	assert.EqualError(t, l.Set("tide-differs", "fatal"), `unknown severity "fatal": want error, warning, note or off`)
	assert.EqualError(t, l.Set("tides-differ", "note"), `there is no rule "tides-differ"; did you mean tide-differs?`)
	assert.EqualError(t, l.Set("whale", "note"), `there is no rule "whale"; each finding ends with the name of its rule in brackets`)
	assert.EqualError(t, l.Set("chart-mising", "note"), `there is no rule "chart-mising"; did you mean chart-missing?`)
}
