package dialect

// Column is the meaning of a table column.
type Column uint8

// The columns of tables of properties, relationships, parameters, query
// options, headers and enum members.
const (
	OtherColumn Column = iota
	NameColumn
	TypeColumn
	ValueColumn // the type, if there is no TypeColumn; the number of an enum member
	DescriptionColumn
	RequiredColumn
	ReturnsColumn // the return type of a method; the type of a relationship, if there is no TypeColumn
)

// Header is a row: the text of a column header and its meaning.
type Header struct {
	words    string
	Property Column // in a table of properties, parameters or methods
	Member   Column // in a table of enum members
}

// headers is the table of column headers. A header has the same meaning in all
// tables of named and typed things: properties, parameters, query options, HTTP
// headers.
var headers = []Header{
	{"property", NameColumn, OtherColumn},
	{"properties", NameColumn, OtherColumn},
	{"property name", NameColumn, OtherColumn},
	{"property id", NameColumn, OtherColumn},
	{"property (id)", NameColumn, OtherColumn},
	{"navigation", NameColumn, OtherColumn},
	{"navigation property", NameColumn, OtherColumn},
	{"relationship", NameColumn, OtherColumn},
	{"relationships", NameColumn, OtherColumn},
	{"relationship name", NameColumn, OtherColumn},
	{"name", NameColumn, NameColumn},
	{"field", NameColumn, OtherColumn},
	{"attribute", NameColumn, OtherColumn},
	{"parameter", NameColumn, OtherColumn},
	{"parameters", NameColumn, OtherColumn},
	{"parameter name", NameColumn, OtherColumn},
	{"param", NameColumn, OtherColumn},
	{"param name", NameColumn, OtherColumn},
	{"key", NameColumn, OtherColumn},
	{"query parameter", NameColumn, OtherColumn},
	{"required parameter", NameColumn, OtherColumn},
	{"required parameters", NameColumn, OtherColumn},
	{"argument", NameColumn, OtherColumn},
	{"option", NameColumn, OtherColumn},
	{"query option", NameColumn, OtherColumn},
	{"header", NameColumn, OtherColumn},
	{"header name", NameColumn, OtherColumn},
	{"type", TypeColumn, OtherColumn},
	{"data type", TypeColumn, OtherColumn},
	{"property type", TypeColumn, OtherColumn},
	{"parameter type", TypeColumn, OtherColumn},
	{"value type", TypeColumn, OtherColumn},
	{"kind", TypeColumn, OtherColumn},
	{"value", ValueColumn, ValueColumn},
	{"description", DescriptionColumn, DescriptionColumn},
	{"meaning", DescriptionColumn, DescriptionColumn},
	{"comments", DescriptionColumn, DescriptionColumn},
	{"notes", DescriptionColumn, DescriptionColumn},
	{"remarks", DescriptionColumn, DescriptionColumn},
	{"details", DescriptionColumn, DescriptionColumn},
	{"required", RequiredColumn, OtherColumn},
	{"required?", RequiredColumn, OtherColumn},
	{"required (y/n)", RequiredColumn, OtherColumn},
	{"required/optional", RequiredColumn, OtherColumn},
	{"is required", RequiredColumn, OtherColumn},
	{"mandatory", RequiredColumn, OtherColumn},
	{"return type", ReturnsColumn, OtherColumn},
	{"member", OtherColumn, NameColumn},
	{"members", OtherColumn, NameColumn},
	{"member name", OtherColumn, NameColumn},
	{"enum member", OtherColumn, NameColumn},
	{"values", OtherColumn, NameColumn},
	{"int value", OtherColumn, ValueColumn},
	{"integer value", OtherColumn, ValueColumn},
	{"numeric value", OtherColumn, ValueColumn},
}

// memberEndings are the endings of headers that name the enum, such as
// "Possible values" and "State value".
var memberEndings = []Header{
	{" value", OtherColumn, NameColumn},
	{" values", OtherColumn, NameColumn},
}

var byHeader map[string]Header

func indexHeaders() {
	byHeader = make(map[string]Header, len(headers))
	for _, h := range headers {
		byHeader[h.words] = h
	}
}

// HeaderOf returns the row for the text of a column header. It returns the zero
// Header for an unknown header.
func HeaderOf(text string) Header {
	var lower [24]byte // longer than any row
	if len(text) <= len(lower) {
		for i := range len(text) {
			lower[i] = lowered(text[i])
		}
		if h, ok := byHeader[string(lower[:len(text)])]; ok {
			return h
		}
	}
	for i := range memberEndings {
		if p := (phrase{words: memberEndings[i].words, place: end}); p.find(text) >= 0 {
			return memberEndings[i]
		}
	}
	return Header{}
}
