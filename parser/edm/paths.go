package edm

// Option is a row of the table of system query options (URL, section 5.1). For
// the tokens see Protocol, sections 11.2.6.7 and 11.4. The zero Option means
// "not a system query option".
type Option struct {
	Name string // "$top"
	// Type and Collection describe the value of the option.
	Type       string
	Collection bool

	Usual bool // "the OData query parameters" on a page includes this option
	// Prose is set if a sentence that names the option documents its use by
	// callers. A sentence about $deltatoken explains the URL in a response
	// instead.
	Prose bool

	// Entity, Count and References name the requests that accept a usual option
	// besides lists (Protocol, sections 11.2.4 to 11.2.6). Pages name the other
	// options where a request accepts them.
	Entity     bool // a request for one entity
	Count      bool // a request for $count
	References bool // a request for a list of references

	Many bool // only a list has use for the option

	Field string // the field of the options struct
	Go    string // the type of that field, or of its elements
}

// Options returns the table of system query options. The usual ones come first;
// each group is sorted by name.
func Options() []Option { return options }

var options = []Option{
	{Name: "$count", Many: true, Type: "Edm.Boolean", Usual: true, Prose: true, References: true, Field: "Count", Go: "bool"},
	{Name: "$expand", Type: String, Collection: true, Usual: true, Prose: true, Entity: true, Field: "Expand", Go: "string"},
	{Name: "$filter", Many: true, Type: String, Usual: true, Prose: true, Count: true, References: true, Field: "Filter", Go: "string"},
	{Name: "$orderby", Many: true, Type: String, Collection: true, Usual: true, Prose: true, References: true, Field: "OrderBy", Go: "string"},
	{Name: "$search", Many: true, Type: String, Usual: true, Prose: true, Count: true, References: true, Field: "Search", Go: "string"},
	{Name: "$select", Type: String, Collection: true, Usual: true, Prose: true, Entity: true, Field: "Select", Go: "string"},
	{Name: "$skip", Many: true, Type: "Edm.Int32", Usual: true, Prose: true, References: true, Field: "Skip", Go: "int"},
	{Name: "$top", Many: true, Type: "Edm.Int32", Usual: true, Prose: true, References: true, Field: "Top", Go: "int"},
	{Name: "$deltatoken", Type: String, Field: "DeltaToken", Go: "string"},
	{Name: "$format", Type: String, Prose: true, Field: "Format", Go: "string"},
	{Name: "$skiptoken", Type: String, Prose: true, Field: "SkipToken", Go: "string"},
}

// OptionNamed returns the row of a query option, given its name such as "$top".
func OptionNamed(name string) Option {
	for i := range options {
		if options[i].Name == name {
			return options[i]
		}
	}
	return Option{}
}

// Segment is a row of the table of path segments that end a path and don't name
// a resource (URL, sections 4.5 to 4.8; Protocol, section 11.3). Microsoft
// Graph uses "content" for the $value of a media stream. The zero Segment means
// "none of these".
type Segment struct {
	Name string // "$ref"
	Kind string // the operation kind in the model
	Type string // the type of a GET response; empty if it depends on the path
	Word string // the word in operation names; empty if the verb implies it
}

var segments = []Segment{
	{Name: "$count", Kind: "count", Type: "Edm.Int64"},
	{Name: "$ref", Kind: "reference", Word: "Reference"},
	{Name: "$value", Kind: "content", Type: Stream, Word: "Value"},
	{Name: "content", Kind: "content", Type: Stream, Word: "Content"},
	{Name: "delta", Kind: "delta", Word: "Delta"},
}

// SegmentNamed returns the row of a segment. The name is in lower case.
func SegmentNamed(name string) Segment {
	for i := range segments {
		if segments[i].Name == name {
			return segments[i]
		}
	}
	return Segment{}
}
