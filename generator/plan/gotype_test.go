package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// TestPrimitives checks the Go type of each primitive type, and which text is a
// value of it in a URL.
func TestPrimitives(t *testing.T) {
	tests := map[string]struct{ typ, value, none string }{
		"Edm.Binary":         {"[]byte", "YQ==", ""},
		"Edm.Boolean":        {"bool", "false", "no"},
		"Edm.Byte":           {"uint8", "255", "256"},
		"Edm.Date":           {"Date", "2021-07-01", ""},
		"Edm.DateTimeOffset": {"time.Time", "2021-07-01T08:00:00Z", "2021-07-01"},
		"Edm.Decimal":        {"json.Number", "1.5", ""},
		"Edm.Double":         {"float64", "1.5", "NaN"},
		"Edm.Duration":       {"Duration", "P1D", ""},
		"Edm.Guid":           {"string", "6b29fc40-ca47-1067-b31d-00dd010662da", ""},
		"Edm.Int16":          {"int16", "-32768", "32768"},
		"Edm.Int32":          {"int32", "-2147483648", "2147483648"},
		"Edm.Int64":          {"int64", "-9223372036854775808", "9223372036854775808"},
		"Edm.SByte":          {"int8", "-128", "128"},
		"Edm.Single":         {"float32", "1.5", "1e39"},
		"Edm.Stream":         {"json.RawMessage", "", ""},
		"Edm.String":         {"string", "x", ""},
		"Edm.TimeOfDay":      {"TimeOfDay", "08:00:00", ""},
		"Edm.Untyped":        {"json.RawMessage", "", ""},
	}
	p := &planner{}
	for _, row := range edm.Primitives() {
		test := tests[row.Name]
		b := p.basic(&model.Ref{Type: row.Name})
		assert.Equal(t, test.typ, Type{Plain, b}.String(), row.Name)
		_, ok := valueOf(Type{Plain, b}, test.value)
		assert.True(t, ok, "%s: %s", row.Name, test.value)
		_, ok = valueOf(Type{Plain, b}, test.none)
		assert.Equal(t, test.none == "", ok, "%s: %s", row.Name, test.none)
		assert.Equal(t, test.typ == "Date" || test.typ == "TimeOfDay" || test.typ == "Duration", isOfRuntime(b.Name), row.Name)
	}
	assert.False(t, isOfRuntime("Time"))
}

// TestQueryOptions checks the field of each query option, which does not depend
// on its type on the page.
func TestQueryOptions(t *testing.T) {
	fields := map[string]string{
		"$count": "Count bool", "$deltatoken": "DeltaToken string", "$expand": "Expand []string", "$filter": "Filter string", "$format": "Format string",
		"$orderby": "OrderBy []string", "$search": "Search string", "$select": "Select []string", "$skip": "Skip int", "$skiptoken": "SkipToken string", "$top": "Top int",
	}
	for _, o := range edm.Options() {
		field, typ, ok := queryOption(o.Name)
		assert.True(t, ok)
		assert.Equal(t, fields[o.Name], field.String()+" "+typ.String())
	}
	_, _, ok := queryOption("zone")
	assert.False(t, ok)
}
