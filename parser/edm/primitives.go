package edm

import "math"

// primitives is the table of primitive types, sorted by name.
//
// Float is Edm.Single, in cells and in sentences. OData has no Edm.Float. The
// earlier CSDL 3.0 (Conceptual Model Types) calls the type with 7 digits Float
// and the type with 15 digits Double; CSDL 4.01 calls the first one Single. The
// OData to OpenAPI mapping writes Edm.Single as the format "float". Metadata
// has Edm.Single where pages say Float.
//
// Number and Numeric don't state a size. Where nothing else does either, they
// are Edm.Double, which is the precision of JSON numbers in most programs (RFC
// 8259, section 6).
var primitives = []Primitive{
	{Name: "Edm.Binary", Cell: []string{"binary", "base64", "bytes", "blob"}, Prose: []string{"Binary"}, Remarks: []string{"binary", "base64"},
		Kind: Text, Go: "[]byte"},
	{Name: "Edm.Boolean", Cell: []string{"boolean", "bool"}, Prose: []string{"boolean", "bool"},
		Kind: Bool, Unquoted: true, Sample: "true", Go: "bool", Key: true},
	{Name: "Edm.Byte", Model: "Edm.Int16", Cell: []string{"byte"},
		Kind: Number, Low: 0, High: math.MaxUint8, Unquoted: true, Sample: "1", Go: "uint8", Key: true},
	{Name: "Edm.Date", Cell: []string{"date"}, Prose: []string{"Date"}, Remarks: []string{"date"},
		Kind: Text, Time: true, Unquoted: true, Sample: "2021-07-01", Go: "Date", Key: true},
	{Name: "Edm.DateTimeOffset", Cell: []string{"datetimeoffset", "datetime", "date-time", "timestamp"}, Prose: []string{"datetimeoffset"},
		Remarks: []string{"timestamp", "datetimeoffset", "datetime", "date-time"},
		Kind:    Text, Time: true, Unquoted: true, Sample: "2021-07-01T08:00:00Z", Go: "time.Time", Key: true},
	{Name: "Edm.Decimal", Cell: []string{"decimal"},
		Kind: Number, TextToo: true, Unquoted: true, Sample: "1", Go: "encoding/json.Number", Key: true},
	{Name: "Edm.Double", Cell: []string{"double", "number", "numeric"}, Sizeless: []string{"number", "numeric"}, Prose: []string{"double"},
		Kind: Number, Infinite: true, Float: 64, Unquoted: true, Sample: "1", Go: "float64"},
	{Name: "Edm.Duration", Cell: []string{"duration", "timespan"}, Remarks: []string{"duration"},
		Kind: Text, Time: true, Sample: "P1D", Go: "Duration", Key: true},
	{Name: "Edm.Guid", Cell: []string{"guid", "uuid"}, Prose: []string{"guid"}, Remarks: []string{"guid"},
		Kind: Text, Unquoted: true, Go: "string", Key: true},
	{Name: "Edm.Int16", Cell: []string{"int16", "short"},
		Kind: Number, Low: math.MinInt16, High: math.MaxInt16, Unquoted: true, Sample: "1", Go: "int16", Key: true},
	{Name: "Edm.Int32", Cell: []string{"int32", "int", "integer"}, Prose: []string{"int32", "Int", "Integer"},
		Kind: Number, Low: math.MinInt32, High: math.MaxInt32, Unquoted: true, Sample: "1", Go: "int32", Key: true},
	{Name: "Edm.Int64", Cell: []string{"int64", "long", "bigint"}, Prose: []string{"int64"},
		Kind: Number, TextToo: true, Low: math.MinInt64, High: math.MaxInt64, Unquoted: true, Sample: "1", Go: "int64", Key: true},
	{Name: "Edm.SByte", Model: "Edm.Int16", Cell: []string{"sbyte"},
		Kind: Number, Low: math.MinInt8, High: math.MaxInt8, Unquoted: true, Sample: "1", Go: "int8", Key: true},
	{Name: "Edm.Single", Cell: []string{"single", "float"}, Prose: []string{"float"},
		Kind: Number, Infinite: true, Float: 32, Unquoted: true, Sample: "1", Go: "float32"},
	{Name: Stream, Cell: []string{"stream"}, Prose: []string{"stream"}, Remarks: []string{"stream"}},
	{Name: String, Cell: []string{"string", "text", "url", "uri", "etag", "str", "mime"}, Prose: []string{"string"},
		Kind: Text, Go: "string", Key: true},
	{Name: "Edm.TimeOfDay", Cell: []string{"timeofday", "time"}, Remarks: []string{"timeofday"},
		Kind: Text, Time: true, Unquoted: true, Sample: "08:00:00", Go: "TimeOfDay", Key: true},
	{Name: Untyped, Cell: []string{"untyped", "any"}},
}

// The indexes of the table; they count from 1.
var byName, byCell, byProse map[string]int

func init() { index() }

// index rebuilds the indexes.
func index() {
	byName, byCell, byProse = map[string]int{}, map[string]int{}, map[string]int{}
	for i, p := range primitives {
		byName[p.Name] = i + 1
		for _, word := range p.Cell {
			byCell[word] = i + 1
		}
		for _, word := range p.Prose {
			byProse[word] = i + 1
		}
	}
}
