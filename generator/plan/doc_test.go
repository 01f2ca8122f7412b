package plan

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
)

// TestVerbs checks the third person of each verb at the start of summaries. A
// verb that is missing here is also missing in documentation.
func TestVerbs(t *testing.T) {
	assert.Equal(t, strings.Fields("accepts accesses acquires activates adds allows answers appends applies archives assesses assigns attaches calculates calls "+
		"cancels changes checks classifies clears clones completes configures confirms converts copies creates deactivates declines deletes denies deploys "+
		"disables discards dismisses downloads enables ends enrolls evaluates executes exports fetches finds follows forces formats forwards generates gets "+
		"grants hides imports initiates inserts installs instantiates invalidates invites joins leaves links lists locates locks logs makes marks merges moves "+
		"mutes opens patches pauses performs pins plays posts processes provides publishes pushes queries reactivates reads reapplies reassigns reboots recommends "+
		"records recovers redirects refreshes registers rejects releases removes renames renders renews reopens replaces replies reports reprocesses requests "+
		"resets resolves restarts restores restricts resumes retires retrieves returns revokes rotates runs saves schedules searches sends sets shares shuts "+
		"signs sorts starts stops submits subscribes suspends switches syncs terminates transfers translates triggers turns unarchives unassigns unblocks "+
		"unfollows unhides uninstalls unlocks unmerges unmutes unpublishes unregisters unsets updates upgrades uploads upserts uses validates verifies views "+
		"wipes withdraws writes"), slices.Sorted(maps.Values(imperatives)))
	for verb, form := range imperatives {
		assert.Equal(t, "Tow "+form+" it.", functionDoc(ident.Must("Tow"), verb+" it", ""))
		assert.Equal(t, "Tow "+form+" it.", functionDoc(ident.Must("Tow"), strings.ToUpper(form[:1])+form[1:]+" it", ""))
	}
	for verb, want := range map[string]string{"fix": "fixes", "buzz": "buzzes", "pay": "pays", "key": "keys", "annoy": "annoys", "buy": "buys", "say": "says", "dry": "dries", "iy": "iys", "uy": "uys"} {
		assert.Equal(t, want, thirdPersonOf(verb))
	}
}

func TestTypeDoc(t *testing.T) {
	tug := ident.Must("Tug")
	const without = "ship.tug and option tug of GET /ships"
	for description, want := range map[string]string{
		"":                                     "Tug is the type of ship.tug and option tug of GET /ships.",
		"Not yet documented":                   "Tug is the type of ship.tug and option tug of GET /ships.",
		"Not yet documented.":                  "Tug is the type of ship.tug and option tug of GET /ships.",
		"Ships that tow":                       "Tug: Ships that tow.",
		"Represents a ship":                    "Tug represents a ship.",
		"Represented a ship":                   "Tug: Represented a ship.",
		"A ship":                               "Tug is a ship.",
		"An old ship":                          "Tug is an old ship.",
		"The ship":                             "Tug is the ship.",
		"This ship":                            "Tug: This ship.",
		"A tug of old":                         "Tug: A tug of old.",
		"The resource of ships":                "Tug: The resource of ships.",
		"The ship, resource: of ships":         "Tug: The ship, resource: of ships.",
		"The ship that is a resource":          "Tug is the ship that is a resource.",
		"The ship that has a crew":             "Tug is the ship that has a crew.",
		"The ship which has a crew":            "Tug is the ship which has a crew.",
		"A person who has a crew":              "Tug is a person who has a crew.",
		"A place where it is":                  "Tug is a place where it is.",
		"A time, when: it is":                  "Tug is a time, when: it is.",
		"A ship to have":                       "Tug is a ship to have.",
		"A ship. It has a crew":                "Tug is a ship. It has a crew.",
		"The crew is there; that has a reason": "Tug: The crew is there; that has a reason.",
	} {
		assert.Equal(t, want, typeDoc(tug, description, without), description)
	}
	assert.Equal(t, "Tug has no description on its page.", typeDoc(tug, "Not yet documented", ""))
	for _, verb := range strings.Fields("is are was has have can may must will contains represents describes defines provides specifies is; are, was:") {
		assert.Equal(t, "Tug: A ship "+verb+" there.", typeDoc(tug, "A ship "+verb+" there", without))
	}
	for _, verb := range strings.Fields("Allows Configures Contains Controls Defines Describes Determines Enables Encapsulates Exposes Holds Identifies Indicates Lets Lists Maps " +
		"Manages Models Provides Represents Returns Specifies Stores Tells") {
		assert.Equal(t, "Tug "+strings.ToLower(verb)+" it.", typeDoc(tug, verb+" it", without))
		assert.Equal(t, "Tug "+strings.ToLower(verb)+" it.", functionDoc(tug, verb+" it", ""))
	}
	assert.Len(t, thirdPerson, 24)
}

func TestPrefaces(t *testing.T) {
	tow := ident.Must("Tow")
	for _, self := range strings.Fields("API action function method operation request") {
		assert.Equal(t, "Tow creates a line of rope.", functionDoc(tow, "Use this "+self+" to create a line of rope", ""))
		assert.Equal(t, "Tow creates a line of rope.", functionDoc(tow, "This "+self+" creates a line of rope", ""))
		assert.Equal(t, "Tow lets a line of rope go.", functionDoc(tow, "This "+self+" lets a line of rope go", ""))
		assert.Equal(t, "Tow allows a line of rope.", functionDoc(tow, "This "+self+" allows a line of rope", ""))
	}
	for _, other := range []string{
		"Using this API to create a line",
		"That API creates a line of rope", "That API allows a line of rope", "This page creates a line of rope", "This API tows a line of rope", "This API creates it.",
	} {
		assert.Equal(t, "Tow: "+sentence(other), functionDoc(tow, other, ""))
	}
	for _, rest := range []string{"that API to create a line", "this page to create a line", "this API for the line here"} {
		assert.Equal(t, "Tow uses "+rest+".", functionDoc(tow, "Use "+rest, ""))
	}
}

// TestFunctionDocOfATitle checks that the title replaces a missing summary.
func TestFunctionDocOfATitle(t *testing.T) {
	tow := ident.Must("Tow")
	assert.Equal(t, "Tow lists tugs.", functionDoc(tow, "Not yet documented.", "List tugs"))
	assert.Equal(t, "Tow: Tides of the day.", functionDoc(tow, "", "Tides of the day"))
	assert.Empty(t, functionDoc(tow, "", ""))
}

// TestVerbOfTheName checks verbs that are in no table. A summary begins with one
// if the name of the function does, and a determiner follows.
func TestVerbOfTheName(t *testing.T) {
	moor := ident.Must("MoorTug")
	for summary, want := range map[string]string{
		"Moor a tug":                 "MoorTug moors a tug.",
		"Moors the tug":              "MoorTug moors the tug.",
		"Moor lines":                 "MoorTug: Moor lines.",
		"Moored a tug":               "MoorTug: Moored a tug.",
		"Tow a tug":                  "MoorTug: Tow a tug.",
		"moor action.":               "MoorTug calls the action moor.",
		"moor function":              "MoorTug calls the function moor.",
		"moor lines":                 "MoorTug: moor lines.",
		"tug: moor":                  "MoorTug calls moor of tug.",
		"Permanently delete it":      "MoorTug permanently deletes it.",
		"Permanently deletes it":     "MoorTug permanently deletes it.",
		"Create or replace a line":   "MoorTug creates or replaces a line.",
		"Submit and Check it now":    "MoorTug submits and checks it now.",
		"Creates or replace it":      "MoorTug creates or replace it.",
		"Create and slowly lower it": "MoorTug creates and slowly lower it.",
		"Create or re-use it":        "MoorTug creates or re-use it.",
		"Create or else":             "MoorTug creates or else.",
		"Gently moor the tug":        "MoorTug gently moors the tug.",
		"Gently moor tugs":           "MoorTug: Gently moor tugs.",
		"Only":                       "MoorTug: Only.",
		"Apply the brake":            "MoorTug applies the brake.",
		"Lately tugs come":           "MoorTug: Lately tugs come.",
	} {
		assert.Equal(t, want, functionDoc(moor, summary, ""), summary)
	}
	assert.Equal(t, "Moor moors a tug.", functionDoc(ident.Must("Moor"), "Moor a tug", ""))
}

// TestLabels checks descriptions that are only labels, and those that introduce
// a list.
func TestLabels(t *testing.T) {
	tug := ident.Must("Tug")
	assert.Equal(t, "Tug is the type of x.", typeDoc(tug, "Applies to: ", "x"))
	assert.Equal(t, "Tug lists tugs.", functionDoc(tug, "Applies to:", "List tugs"))
	assert.Equal(t, "Tug: There are two kinds …", typeDoc(tug, "There are two kinds:", "x"))
}

func TestSentenceEnds(t *testing.T) {
	for in, want := range map[string]string{"a?": "a?", "a;": "a.", "a,": "a.", "a)": "a).", "Not yet documented": "", "Not yet documented.": "", "x Not yet documented": "x Not yet documented."} {
		assert.Equal(t, want, sentence(in))
	}
}

// TestPermissions checks the permissions in words and as data.
func TestPermissions(t *testing.T) {
	all := []*model.Permission{
		{Kind: model.Application, Supported: true, Scopes: []string{"A", "B"}},
		{Kind: model.DelegatedWork, Supported: true, Scopes: []string{"C", "D"}, Sets: [][]string{{"C", "D"}}},
		{Kind: model.DelegatedPersonal, Supported: false, Scopes: []string{"E"}},
		{Kind: model.Application, Supported: true, Scopes: []string{"F"}},
		{Kind: model.Application, Supported: false, Scopes: []string{"G"}},
		{Kind: model.DelegatedPersonal, Supported: true},
	}
	assert.Equal(t, "delegated C and D; application A, B, F", permissionNote(all))
	p := newPlanner(&model.Model{}, Options{})
	p.addPermissions(ident.Must("Tow"), all)
	assert.Equal(t, []*Permissions{{Function: ident.Must("Tow"), Delegated: []string{"C D"}, Application: []string{"A", "B", "F"}}}, p.permissions)
	p.addPermissions(ident.Must("Moor"), all[4:])
	p.addPermissions(ident.Must("Moor"), nil)
	assert.Len(t, p.permissions, 1, "no permissions")
	assert.Empty(t, permissionNote(all[4:]))
	assert.Equal(t, "delegated (personal account) E", permissionNote([]*model.Permission{{Kind: model.DelegatedPersonal, Supported: true, Scopes: []string{"E"}}}))
}

// TestRuleList checks the name, severity and summary of each rule.
func TestRuleList(t *testing.T) {
	casetest.RuleList(t, filepath.Join("testdata", "rules.txt"))
}

func TestPackageDoc(t *testing.T) {
	for _, test := range []struct {
		o    Options
		want string
	}{
		{Options{}, ""},
		{Options{Source: "the reference"}, "The descriptions are copied from the pages: the reference."},
		{Options{Licence: "MIT"}, "The descriptions are copied from the pages, licensed under MIT."},
		{Options{Source: "the reference", Licence: "MIT"}, "The descriptions are copied from the pages: the reference, licensed under MIT."},
	} {
		test.o.Package, test.o.BaseURL = "harbor", harborURL
		pkg, _, err := New(&model.Model{}, test.o)
		assert.NoError(t, err)
		assert.Equal(t, "Package harbor is a client for the API at "+harborURL+", generated from its reference pages.", pkg.Doc[0].Text)
		if test.want == "" {
			assert.Len(t, pkg.Doc, 1)
			continue
		}
		assert.Len(t, pkg.Doc, 2)
		assert.Equal(t, test.want, pkg.Doc[1].Text)
	}
}
