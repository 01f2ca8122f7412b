package dialect_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/dialect"
)

func Example() {
	fmt.Println(dialect.Says(dialect.SendsNothing, "don't supply a request body for this method."))
	fmt.Println(dialect.After(dialect.Inherited, "The berth. Inherited from mooring."))
	fmt.Println(dialect.CutCollection("Collection(berth)"))
	fmt.Println(dialect.HeaderOf("Parameter").Property == dialect.NameColumn, dialect.Singular("ferries"), dialect.VerbOf("post").File)
	// Output:
	// true
	//  mooring. true
	// berth true
	// true ferry Create
}

func TestSays(t *testing.T) {
	for _, test := range []struct {
		means dialect.Meaning
		text  string
		says  bool
	}{
		{dialect.Deprecated, "Deprecated. Use depth.", true},
		{dialect.Deprecated, "DEPRECATED", true},
		{dialect.Deprecated, "It is deprecated.", true},
		{dialect.Deprecated, "Is deprecated.", true},
		{dialect.Deprecated, "The list of deprecated berths.", false},
		{dialect.Deprecated, "[deprecated]", true},
		{dialect.Deprecated, "x{deprecated]", false},
		{dialect.Deprecated, "The depth. Deprecated.", true},
		{dialect.Deprecated, "The depth. deprecated.", false},
		{dialect.Deprecated, "", false},
		{dialect.None, "NONE", true},
		{dialect.None, "none of them", false},
		{dialect.None, "no", false},
		{dialect.Open, "crane (Open Type)", true},
		{dialect.Open, "(open type) crane", false},
		{dialect.Open, "pe)", false},
		{dialect.Yes, "Yes", true},
		{dialect.Yes, "no", false},
		{dialect.NoFlags, "no flags set", false}, // the capital of the row is required
		{dialect.EndsList, "supports them", true},
		{dialect.EndsList, "the note", false},
	} {
		assert.Equal(t, test.says, dialect.Says(test.means, test.text), "%q", test.text)
	}
}

func TestAfter(t *testing.T) {
	rest, ok := dialect.After(dialect.KeyOf, "Key of the Berth")
	assert.True(t, ok)
	assert.Equal(t, "Berth", rest)
	_, ok = dialect.After(dialect.KeyOf, "A key of the berth")
	assert.False(t, ok)
}

// A phrase in a clause depends on its position and on conditions that follow.
func TestClause(t *testing.T) {
	for text, means := range map[string][]dialect.Meaning{
		"Read-only":                       {dialect.ReadOnly},
		"read-only in the harbor":         {dialect.ReadOnly},
		"Read-only for guests":            nil,
		"read-onlyness":                   nil,
		"Required":                        {dialect.Required},
		"Required for guests":             nil,
		"Not nullable":                    {dialect.NotNull},
		"Key":                             {dialect.Key},
		"key":                             nil,
		"The key":                         nil,
		"Returned only on $select":        {dialect.SelectOnly},
		"Returned only on $select of all": {dialect.SelectOnly},
		"":                                nil,
	} {
		assert.Equal(t, means, slices.Collect(dialect.Clause(text)), "%q", text)
	}
	for range dialect.Clause("Nullable") {
		break
	}
}

func TestRequires(t *testing.T) {
	for text, requires := range map[string]bool{
		"Required. The depth.": true, "Required for guests": true, "The depth. Required": true, "The depth. Required. In meters.": true,
		"The depth, which is required. In meters.": true, "The depth is not required. In meters.": false, "The depth": false, "A required depth": false,
		"The depth is required": false, "": false,
	} {
		assert.Equal(t, requires, dialect.Requires(text), "%q", text)
	}
}

func TestCutArticle(t *testing.T) {
	for text, rest := range map[string]string{"The berth": "berth", "a berth": "berth", "an anchor": "anchor", "berth": "berth", "the": "the", "theberth x": "theberth x", "": ""} {
		assert.Equal(t, rest, dialect.CutArticle(text), "%q", text)
	}
}

// Found yields each phrase once, in the order of the table.
func TestFound(t *testing.T) {
	var found []string
	for at, words := range dialect.Found(dialect.Lists, "Values are one of a, b. Supported values are c.") {
		found = append(found, fmt.Sprint(at, " ", words))
	}
	assert.Equal(t, []string{"24 supported value", "11 one of ", "0 values are"}, found)
	for range dialect.Found(dialect.Lists, "Supported values are one of a.") {
		break
	}
	for range dialect.Found(dialect.Lists, "The depth.") {
		t.Error("the text has no list")
	}
}

func TestIndex(t *testing.T) {
	for _, test := range []struct {
		text, words string
		at          int
	}{
		{"Base type of x", "base type of", 0},
		{"a base type of x", "base type of", 2},
		{"a BASE type of x", "base type of", -1},
		{"aase base", "base", 5},
		{"x{deprecated]", "[deprecated]", -1},
		{"the note. Note that", "Note", 10},
		{"e", "base", -1},
		{"", "base", -1},
		{"b", "base", -1},
	} {
		assert.Equal(t, test.at, dialect.Index(test.text, test.words), "%q in %q", test.words, test.text)
	}
}

func TestCutCollection(t *testing.T) {
	for text, want := range map[string]string{
		"berth": "berth", "berth collection": "berth many", "Collection(berth)": "berth many", "collection (berth)": "berth many",
		"Collection(berth) collection": "berth) many", "collection of berth": "berth many", "list<berth>": "berth many", "List of array of berth": "berth many",
		"berth[]": "berth many", "Collection(\u200bberth )": "berth many", "berth collection)": "berth many", "collection": "collection", "": "",
	} {
		name, many := dialect.CutCollection(text)
		if many {
			name += " many"
		}
		assert.Equal(t, want, name, "%q", text)
	}
}

func TestSaysMany(t *testing.T) {
	assert.True(t, dialect.SaysMany("returns a collection of ", ""))
	assert.True(t, dialect.SaysMany("returns a List of the following ", ""))
	assert.True(t, dialect.SaysMany("", " Objects in the response body"))
	assert.False(t, dialect.SaysMany("It is in a list of berths. It returns a ", " object"))
	assert.False(t, dialect.SaysMany("", ""))
}

func TestHeaderOf(t *testing.T) {
	assert.Equal(t, dialect.NameColumn, dialect.HeaderOf("Parameter name").Property)
	assert.Equal(t, dialect.OtherColumn, dialect.HeaderOf("Possible values").Property)
	assert.Equal(t, dialect.NameColumn, dialect.HeaderOf("Possible values").Member)
	assert.Equal(t, dialect.ValueColumn, dialect.HeaderOf("Int value").Member)
	assert.Zero(t, dialect.HeaderOf("Tide"))
}

func TestSectionOf(t *testing.T) {
	for title, section := range map[string]dialect.Section{
		"HTTP Request": dialect.RequestLines, "Request": dialect.Example, "Request body": dialect.RequestBody, "Request 3": dialect.Example,
		"Requested berths": dialect.OtherSection, "Response": dialect.Response, "Response 1": dialect.Example, "Optional Request Headers": dialect.RequestHeaders,
		"The query parameters": dialect.QueryParameters, "Tides": dialect.OtherSection, "": dialect.OtherSection,
	} {
		assert.Equal(t, section, dialect.SectionOf(title), title)
	}
	section, certain := dialect.TypeSectionOf("Navigation Properties")
	assert.True(t, certain)
	assert.Equal(t, dialect.Relationships, section)
	section, certain = dialect.TypeSectionOf("Crane properties")
	assert.False(t, certain)
	assert.Equal(t, dialect.Properties, section)
}

func TestVerbOf(t *testing.T) {
	assert.Equal(t, "Update", dialect.VerbOf("put").File)
	assert.True(t, dialect.VerbOf("Abort").Action)
	assert.Zero(t, dialect.VerbOf("berth"))
	assert.True(t, dialect.IsAdverb("All"))
	assert.False(t, dialect.IsAdverb("abort"))
}

func TestPlurals(t *testing.T) {
	for one, many := range map[string]string{
		"berth": "berths", "ferry": "ferries", "key": "keys", "box": "boxes", "branch": "branches", "wash": "washes", "status": "statuses",
		"series": "series", "person": "people", "class": "classes", "news": "news",
	} {
		assert.Equal(t, one, dialect.Singular(many), many)
		if one != "person" && one != "news" {
			assert.Equal(t, many, dialect.Plural(one), one)
		}
		assert.Equal(t, one, dialect.Singular(one), one)
	}
	assert.Equal(t, "berths", dialect.Plural("berths"))
	assert.Equal(t, "", dialect.Plural(""))
	assert.True(t, dialect.IsPlural("children"))
	assert.True(t, dialect.IsPlural("berths"))
	assert.False(t, dialect.IsPlural("berth"))
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "berth": "berth", "berths": "berth", "countriesRegions": "countryregion", "CountryRegion": "countryregion", "country region": "countryregion",
		"unitsOfMeasure": "unitofmeasure", "tide-tables_high": "tidetablehigh", "IRS1099Codes": "irs1099code", "news": "news", "statusCodes": "statuscode",
		"aB": "ab", "ABerth": "aberth", "--": "", "größen": "größen",
	} {
		assert.Equal(t, want, dialect.Fold(name), name)
	}
}

func TestLabels(t *testing.T) {
	for words, want := range map[string]bool{
		"Request": true, "Response": true, "request body": true, "Example 1": true, "Sample response": true,
		"": false, "Note": false, "Permissions": false, "Request one of the berths": false,
	} {
		assert.Equal(t, want, dialect.IsLabel(words), words)
	}
	for text, want := range map[string]dialect.ExampleKind{
		"": dialect.AnyExample, "Nothing": dialect.AnyExample, "Request": dialect.RequestExample, "the response to the request": dialect.ResponseExample,
		"the request and its response": dialect.RequestExample, "Response": dialect.ResponseExample,
	} {
		assert.Equal(t, want, dialect.ExampleOf(text), text)
	}
}
