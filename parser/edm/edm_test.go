package edm_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

func Example() {
	p := edm.InCell("dateTime")
	fmt.Println(p.Name, p.Go, p.Sample)
	fmt.Println(edm.Named("Edm.Int16").Bits(), edm.SegmentNamed("$ref").Word, edm.OptionNamed("$top").Type)
	// Output:
	// Edm.DateTimeOffset time.Time 2021-07-01T08:00:00Z
	// 16 Reference Edm.Int32
}

// Each spelling names one type. Spellings that match in any case are in lower
// case.
func TestSpellings(t *testing.T) {
	cells, prose, remarks := map[string]string{}, map[string]string{}, map[string]string{}
	once := func(known map[string]string, word, name string) {
		assert.Empty(t, known[strings.ToLower(word)], "%q", word)
		known[strings.ToLower(word)] = name
	}
	for _, p := range edm.Primitives() {
		assert.Equal(t, p, edm.Named(p.Name))
		for _, word := range p.Cell {
			assert.Equal(t, strings.ToLower(word), word)
			once(cells, word, p.Name)
		}
		assert.Contains(t, p.Cell, strings.ToLower(strings.TrimPrefix(p.Name, "Edm.")), "the name itself is a spelling")
		for _, word := range p.Prose {
			once(prose, word, p.Name)
			assert.Equal(t, p.Name, cells[strings.ToLower(word)], "%q names the same type in a sentence and in a cell", word)
		}
		for _, word := range p.Remarks {
			once(remarks, word, p.Name)
		}
	}
	assert.True(t, slices.IsSortedFunc(edm.Primitives(), func(a, b edm.Primitive) int { return strings.Compare(a.Name, b.Name) }))
}

func TestInCell(t *testing.T) {
	for word, name := range map[string]string{
		"String": "Edm.String", "DATETIME": "Edm.DateTimeOffset", "Edm.Double": "Edm.Double", "edm.float": "Edm.Single", "url": "Edm.String",
		"Byte": "Edm.Int16", "edm.sbyte": "Edm.Int16", "any": "Edm.Untyped",
		"": "", "Edm.": "", "berth": "", "harbor.port.string": "", strings.Repeat("string", 9): "",
	} {
		assert.Equal(t, name, edm.InCell(word).Name, "%q", word)
	}
}

// A word that is also plain English names a type in a sentence only if it is
// capitalized, or never.
func TestInProse(t *testing.T) {
	for word, name := range map[string]string{
		"String": "Edm.String", "string": "Edm.String", "Float": "Edm.Single", "Date": "Edm.Date", "Integer": "Edm.Int32", "INT32": "Edm.Int32",
		"date": "", "integer": "", "int": "", "binary": "", "text": "", "time": "", "any": "", "": "",
		"Edm.Date": "Edm.Date", "edm.date": "Edm.Date", "edm.text": "Edm.String", "Edm.Byte": "Edm.Int16",
	} {
		assert.Equal(t, name, edm.InProse(word).Name, "%q", word)
	}
}

func TestOfNumber(t *testing.T) {
	for text, name := range map[string]string{"12": "Edm.Int32", "-7": "Edm.Int32", "1.5": "Edm.Double", "1e3": "Edm.Double", "2E3": "Edm.Double", "999999999": "Edm.Int32", "1000000000": "Edm.Int64"} {
		assert.Equal(t, name, edm.OfNumber(text), text)
	}
}

func TestBits(t *testing.T) {
	for name, bits := range map[string]int{"Edm.SByte": 8, "Edm.Byte": 16, "Edm.Int16": 16, "Edm.Int32": 32, "Edm.Int64": 64, "Edm.Double": 0, "Edm.String": 0} {
		assert.Equal(t, bits, edm.Named(name).Bits(), name)
	}
}

// The columns of each row are consistent.
func TestRows(t *testing.T) {
	for _, p := range edm.Primitives() {
		number := p.Low < p.High || p.Float > 0 || p.Name == "Edm.Decimal"
		assert.Equal(t, number, p.Kind == edm.Number, p.Name)
		assert.Equal(t, p.Infinite, p.Float > 0, "%s: floats alone are infinite", p.Name)
		assert.Equal(t, p.Kind == edm.Any, p.Go == "", "%s: what has no form in JSON is kept as it is", p.Name)
		if p.Time {
			assert.Equal(t, edm.Text, p.Kind, p.Name)
		}
		if p.Model != "" {
			assert.Empty(t, edm.Named(p.Model).Model, p.Name)
			assert.True(t, edm.Named(p.Model).Low <= p.Low && p.High <= edm.Named(p.Model).High, p.Name)
		}
		assert.False(t, p.Key && (p.Kind == edm.Any || p.Float > 0), "%s: no key is a float, a stream or untyped (CSDL, section 6.5)", p.Name)
	}
	for _, o := range edm.Options() {
		assert.Equal(t, o, edm.OptionNamed(o.Name))
		assert.NotEmpty(t, edm.Named(o.Type).Name, o.Name)
		assert.True(t, strings.EqualFold("$"+o.Field, o.Name), o.Name)
	}
	assert.Zero(t, edm.OptionNamed("top"))
	for segment, kind := range map[string]model.OperationKind{"$ref": model.Reference, "$count": model.Counting, "$value": model.Content, "content": model.Content, "delta": model.Delta} {
		assert.Equal(t, string(kind), edm.SegmentNamed(segment).Kind)
		assert.Equal(t, segment, edm.SegmentNamed(segment).Name)
	}
	assert.Zero(t, edm.SegmentNamed("berths"))
}
