package dialect

import "strings"

// propertyPhrases are what descriptions, type cells and name cells say of a
// property or parameter besides its meaning.
var propertyPhrases = []phrase{
	{"read-only", clause, ReadOnly},
	{"read only", clause, ReadOnly},
	{"readonly", clause, ReadOnly},
	{"this property is read-only", clause, ReadOnly},
	{"this is a read-only property", clause, ReadOnly},
	{"the property is read-only", clause, ReadOnly},
	{"required", wholeClause, Required},
	{"required on create", clause, Required},
	{"nullable", clause, Nullable},
	{"can be null", wholeClause, Nullable},
	{"may be null", wholeClause, Nullable},
	{"not nullable", clause, NotNull},
	{"non-nullable", clause, NotNull},
	{"cannot be null", clause, NotNull},
	{"can't be null", clause, NotNull},
	{"Key", wholeClause, Key}, // "key" may be one of several words that commas part
	{"key of the entity", clause, Key},
	{"returned only on $select", clause, SelectOnly},
	{"returned only with $select", clause, SelectOnly},
	{"only returned on $select", clause, SelectOnly},
	{"only returned with $select", clause, SelectOnly},
	{"returned only on applying a $select", clause, SelectOnly},

	{" if ", inside, condition},
	{" when ", inside, condition},
	{" unless ", inside, condition},
	{" except ", inside, condition},
	{" after ", inside, condition},
	{" once ", inside, condition},
	{" for ", inside, condition},

	{"not returned by default", inside, SelectOnly},
	{"isn't returned by default", inside, SelectOnly},
	{"key of the ", start, KeyOf},
	{"inherited from", inside, Inherited},

	{"deprecated", start, Deprecated},
	{"is deprecated", inside, Deprecated},
	{"been deprecated", inside, Deprecated},
	{"(deprecated)", inside, Deprecated},
	{"[deprecated]", inside, Deprecated},
	{". Deprecated.", inside, Deprecated}, // a sentence, and no last word of one

	{"default value is ", inside, DefaultIs},
	{"default value: ", inside, DefaultIs},
	{"default value of ", inside, DefaultIs},
	{"default is ", inside, DefaultIs},
	{"default: ", inside, DefaultIs},
	{"defaults to ", inside, DefaultIs},
	{"default setting is ", inside, DefaultIs},
	{"default value for this property is ", inside, DefaultIs},
	{" (default)", inside, DefaultMark},
	{",", end, Item},
	{":", end, Item},
	{" or", end, Item},
	{" and", end, Item},
	{" are", end, Item},
	{" is", end, Item},

	{"collection", inside, Many},

	{"y", start, Yes},
	{"true", start, Yes},
	{"req", start, Yes},
}

// parameterPhrases are what descriptions say of a parameter.
var parameterPhrases = []phrase{
	{"required", start, demands},
	{". required", end, demands},
	{" required.", inside, endsRequired},
	{"not required", inside, notRequired},
	{"optional", start, Optional},
	{"optional", inside, MayBeLeft},
}

// remark is a row: what the first words of a remark mean.
type remark struct {
	words string
	means Meaning
}

// remarks are those in brackets beside a name or a type.
var remarks = []remark{
	{"read", ReadOnly},
	{"required", Required},
	{"collection", Many},
	{"deprecated", Deprecated},
}

// Remark returns what a remark in brackets says, "(Required) String" and
// "depth (deprecated)"; 0 for one that says nothing of these.
func Remark(text string) Meaning {
	for _, r := range remarks {
		if (&phrase{words: r.words}).begins(text) {
			return r.means
		}
	}
	return 0
}

// Requires reports whether the description of a parameter says that it has to be
// sent: the word stands at the start or in a sentence of its own, or ends a
// sentence. A parameter that is "Required for personal accounts" is one of those
// that callers have to think of; a property isn't, see [Clause].
func Requires(description string) bool {
	lower := strings.ToLower(description)
	return Says(demands, strings.TrimRight(lower, " .")) || Says(endsRequired, lower) && !Says(notRequired, lower)
}
