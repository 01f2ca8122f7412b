package edm

// Option is a row of the table of system query options (URL, section 5.1, and
// the tokens of Protocol, section 11.2.6.7 and 11.4). The zero Option stands for
// what is none.
type Option struct {
	Name string // "$top"
	// Type and Collection are those of its value.
	Type       string
	Collection bool

	Usual bool // a page that supports "the OData query parameters" means this one, too
	// Prose is set where a sentence that names the option says that callers may use
	// it. A sentence on $deltatoken explains the URL that a service answers with.
	Prose bool

	// What a usual option can be used with (Protocol, sections 11.2.4 to 11.2.6).
	// Pages name the others where they can be.
	Entity     bool // one entity, and not lists only
	Count      bool // a $count
	References bool // a list of references

	Field string // the field of an options struct for it
	Go    string // the type of that field, or of its elements
}

// Options returns the table of system query options, the usual ones first,
// sorted by name.
func Options() []Option { return options }

var options = []Option{
	{Name: "$count", Type: "Edm.Boolean", Usual: true, Prose: true, References: true, Field: "Count", Go: "bool"},
	{Name: "$expand", Type: String, Collection: true, Usual: true, Prose: true, Entity: true, Field: "Expand", Go: "string"},
	{Name: "$filter", Type: String, Usual: true, Prose: true, Count: true, References: true, Field: "Filter", Go: "string"},
	{Name: "$orderby", Type: String, Collection: true, Usual: true, Prose: true, References: true, Field: "OrderBy", Go: "string"},
	{Name: "$search", Type: String, Usual: true, Prose: true, Count: true, References: true, Field: "Search", Go: "string"},
	{Name: "$select", Type: String, Collection: true, Usual: true, Prose: true, Entity: true, Field: "Select", Go: "string"},
	{Name: "$skip", Type: "Edm.Int32", Usual: true, Prose: true, References: true, Field: "Skip", Go: "int"},
	{Name: "$top", Type: "Edm.Int32", Usual: true, Prose: true, References: true, Field: "Top", Go: "int"},
	{Name: "$deltatoken", Type: String, Field: "DeltaToken", Go: "string"},
	{Name: "$format", Type: String, Prose: true, Field: "Format", Go: "string"},
	{Name: "$skiptoken", Type: String, Prose: true, Field: "SkipToken", Go: "string"},
}

// OptionNamed returns the row of a query option, "$top".
func OptionNamed(name string) Option {
	for i := range options {
		if options[i].Name == name {
			return options[i]
		}
	}
	return Option{}
}

// Segment is a row of the table of segments that a path may end in and that name
// no resource of their own (URL, sections 4.5 to 4.8; Protocol, section 11.3; a
// media stream below "content" is what Graph's references have for its $value).
// The zero Segment stands for what is none.
type Segment struct {
	Name string // "$ref"
	Kind string // the kind of operation, as the model has it
	Type string // what a GET answers with; empty where that depends
	Word string // what a name says for it; empty where its verb says so
}

var segments = []Segment{
	{Name: "$count", Kind: "count", Type: "Edm.Int64"},
	{Name: "$ref", Kind: "reference", Word: "Reference"},
	{Name: "$value", Kind: "content", Type: Stream, Word: "Value"},
	{Name: "content", Kind: "content", Type: Stream, Word: "Content"},
	{Name: "delta", Kind: "delta", Word: "Delta"},
}

// SegmentNamed returns the row of a segment, given in lower case.
func SegmentNamed(name string) Segment {
	for i := range segments {
		if segments[i].Name == name {
			return segments[i]
		}
	}
	return Segment{}
}
