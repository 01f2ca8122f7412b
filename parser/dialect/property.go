package dialect

import "strings"

// propertyPhrases are phrases about a property or parameter in descriptions,
// type cells and name cells.
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
	{"Key", wholeClause, Key}, // a lower-case "key" may be one of several words between commas
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
	{" property set to this ", inside, SetToOwner},

	{"deprecated", start, Deprecated},
	{"is deprecated", inside, Deprecated},
	{"been deprecated", inside, Deprecated},
	{"(deprecated)", inside, Deprecated},
	{"[deprecated]", inside, Deprecated},
	{". Deprecated.", inside, Deprecated}, // only as a sentence of its own

	{"default value is ", inside, DefaultIs},
	{"default value: ", inside, DefaultIs},
	{"default value of ", inside, DefaultIs},
	{"default is ", inside, DefaultIs},
	{"default: ", inside, DefaultIs},
	{"defaults to ", inside, DefaultIs},
	{"default setting is ", inside, DefaultIs},
	{"default value for this property is ", inside, DefaultIs},
	{" (default)", inside, DefaultMark},
	{",", end, BeforeItem},
	{":", end, BeforeItem},
	{" or", end, BeforeItem},
	{" and", end, BeforeItem},
	{" are", end, BeforeItem},
	{" is", end, BeforeItem},

	{"collection", inside, Many},

	{"y", start, Yes},
	{"true", start, Yes},
	{"req", start, Yes},
}

// parameterPhrases are phrases about a parameter in its description.
var parameterPhrases = []phrase{
	{"required", start, isRequired},
	{". required", end, isRequired},
	{" required.", inside, endsRequired},
	{"not required", inside, notRequired},
	{"optional", start, Optional},
	{"optional", inside, MayBeLeft},
	{"if not specified", inside, MayBeLeft},
	{"date and time", inside, Instant},
	{"iso 8601", inside, TimeFormat},
}

// remark is a row: the first words of a remark and their meaning.
type remark struct {
	words string
	means Meaning
}

// remarks are the remarks in parentheses next to a name or type.
var remarks = []remark{
	{"required", Required},
	{"collection", Many},
	{"deprecated", Deprecated},
}

// Remark returns the meaning of a remark in parentheses, as in "(Required)
// String" and "depth (deprecated)". It returns 0 for any other remark.
func Remark(text string) Meaning {
	for _, r := range remarks {
		if (&phrase{words: r.words}).begins(text) {
			return r.means
		}
	}
	return 0
}

// Requires reports whether the description of a parameter makes it required.
// The word "required" begins the description, is a sentence of its own, or ends
// a sentence. A condition after it does not matter: callers must consider a
// parameter that is "Required for personal accounts". [Clause] differs, because
// a property with a condition is not required.
func Requires(description string) bool {
	lower := strings.ToLower(description)
	return Says(isRequired, strings.TrimRight(lower, " .")) || Says(endsRequired, lower) && !Says(notRequired, lower)
}
