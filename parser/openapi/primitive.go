package openapi

import (
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// primitive is the type of the values of a scalar schema.
type primitive struct {
	typ   string
	loose bool // the type is one of several that the schema may mean
}

// formats has the types of scalar schemas, by type and format. The row without a
// format is for formats that are not listed, too.
var formats = map[string]map[string]primitive{
	"string": {
		"":          {edm.String, true},
		"date":      {"Edm.Date", false},
		"date-time": {edm.Instant, false},
		"time":      {"Edm.TimeOfDay", false},
		"duration":  {"Edm.Duration", false},
		"uuid":      {"Edm.Guid", false},
		"guid":      {"Edm.Guid", false},
		"byte":      {"Edm.Binary", false},
		"base64url": {"Edm.Binary", false},
		"binary":    {edm.Stream, false},
		"decimal":   {"Edm.Decimal", false},
		"int64":     {"Edm.Int64", false},
		"double":    {"Edm.Double", false},
		"float":     {"Edm.Single", false},
	},
	"integer": {
		"":       {"Edm.Int64", true},
		"int8":   {"Edm.Int16", false},
		"uint8":  {"Edm.Int16", false},
		"int16":  {"Edm.Int16", false},
		"int32":  {"Edm.Int32", false},
		"int64":  {"Edm.Int64", false},
		"uint16": {"Edm.Int32", false},
		"uint32": {"Edm.Int64", false},
	},
	"number": {
		"":        {"Edm.Double", true},
		"float":   {"Edm.Single", false},
		"double":  {"Edm.Double", false},
		"decimal": {"Edm.Decimal", false},
		"int8":    {"Edm.Int16", false},
		"uint8":   {"Edm.Int16", false},
		"int16":   {"Edm.Int16", false},
		"int32":   {"Edm.Int32", false},
		"int64":   {"Edm.Int64", false},
	},
	"boolean": {
		"": {"Edm.Boolean", false},
	},
}

// untyped is the type of values about which nothing is known.
func untyped() model.Ref { return model.Ref{Type: edm.Untyped} }

// scalar returns the type of a schema of the given JSON type.
func (d *document) scalar(n *tree.Node, typ string) model.Ref {
	byFormat := formats[typ]
	if byFormat == nil {
		d.findings.Add(d.tree.Position(n.At), ruleTypeUnknown, "the type is %q, want one of JSON Schema; the values are unknown", typ)
		return untyped()
	}
	p, known := byFormat[n.Get("format").Str()]
	if !known {
		p = byFormat[""]
	}
	if typ == "string" && n.Get("contentEncoding") != nil {
		p = formats["string"]["byte"]
	}
	return model.Ref{Type: p.typ, Loose: p.loose}
}
