package drift

// Kind is the kind of a comparison: what the pages are compared with.
type Kind int

// The kinds of comparisons.
const (
	Revisions   Kind = iota // an earlier revision of the pages
	Metadata                // the metadata of the service
	Description             // an OpenAPI description of the service
	Permissions             // the file of the service's permissions, see [ComparePermissions]
)

// rule returns the rule of a row. All that is compared with the service has the same rules.
func (k Kind) rule(row aspect) *Rule { return &table[row][min(k, Metadata)] }

// words are the words for the two sides in messages.
type words struct {
	other   string // the other side
	is, was string // after a value: "Edm.String now, Edm.Guid before"
	gained  string // for an element that only the pages have
	lost    string // for an element that only the other side has
	had     string // for the parts of such an element
	were    string // for the type of such an element: "it was Edm.Guid"
}

var wording = [...]words{
	Revisions:   {other: "the earlier page", is: "now", was: "before", gained: "is new", lost: "was removed", had: "had", were: "was"},
	Metadata:    {other: "the metadata", is: "in the pages", was: "in the metadata", gained: "is not in the metadata", lost: "is in the metadata but on no page", had: "has", were: "is"},
	Description: {other: "the description", is: "in the pages", was: "in the description", gained: "is not in the description", lost: "is in the description but on no page", had: "has", were: "is"},
	Permissions: {other: "the permissions file", is: "on the page", was: "in the permissions file"},
}
