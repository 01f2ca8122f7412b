package plan

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/model"
)

// thirdPerson are verbs that a description of a type begins with, so that the
// name of the type can stand before them: "User represents …".
var thirdPerson = wordSet("Contains Defines Describes Determines Holds Identifies Indicates Lists Maps Provides Represents Specifies Stores Tells")

// imperatives are verbs that the summary of an operation begins with. Each
// takes an s, or what the table has, after the name of a function.
var imperatives = map[string]string{
	"Access": "accesses", "Apply": "applies", "Assess": "assesses", "Attach": "attaches", "Copy": "copies", "Dismiss": "dismisses",
	"Fetch": "fetches", "Publish": "publishes", "Push": "pushes", "Query": "queries", "Reply": "replies", "Search": "searches",
	"Switch": "switches", "Unpublish": "unpublishes", "Verify": "verifies", "Wipe": "wipes",
}

func init() {
	for _, verb := range strings.Fields("Accept Acquire Activate Add Allow Answer Append Archive Assign Bulk Calculate Call Cancel Change Check Clear " +
		"Clone Complete Configure Confirm Convert Create Deactivate Decline Delete Deploy Disable Discard Download Enable End Enroll Evaluate Execute " +
		"Export Find Follow Force Format Forward Generate Get Grant Hide Import Initiate Insert Install Instantiate Invalidate Invite Join Leave Link " +
		"List Locate Lock Log Make Mark Merge Move Mute Open Pause Perform Permanently Pin Play Post Provide Read Reactivate Reassign Reboot Recommend " +
		"Record Recover Redirect Refresh Register Reject Release Remove Rename Renew Reopen Replace Report Request Reset Resolve Restart Restore Resume " +
		"Retire Retrieve Return Revoke Rotate Run Save Schedule Send Set Share Shut Sign Sort Start Stop Submit Subscribe Suspend Sync Terminate Transfer " +
		"Translate Trigger Turn Unarchive Unassign Unblock Unfollow Unhide Unlock Unmerge Unmute Unregister Unset Update Upload Upgrade Upsert Use Validate " +
		"View Withdraw Write") {
		if _, ok := imperatives[verb]; !ok {
			imperatives[verb] = strings.ToLower(verb) + "s"
		}
	}
	delete(imperatives, "Bulk")
	delete(imperatives, "Permanently")
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// sentence returns the text with a full stop where it ends without one: gofmt
// takes a short line that ends in a letter for a heading.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	switch s[len(s)-1] {
	case '.', '!', '?':
		return s
	case ':', ',', ';':
		return s[:len(s)-1] + "."
	}
	return s + "."
}

// typeDoc begins the description of a type with its name. without is what the
// name is followed by where there is no description.
func typeDoc(name ident.Ident, description, without string) string {
	if description = sentence(description); description == "" {
		return name.String() + " " + without
	}
	if first, rest, _ := strings.Cut(description, " "); thirdPerson[first] {
		return name.String() + " " + strings.ToLower(first) + " " + rest
	} else if articles[first] && isNounPhrase(rest, name.String()) {
		return name.String() + " is " + strings.ToLower(first) + " " + rest
	}
	return name.String() + ": " + description
}

var articles = wordSet("A An The")

// isNounPhrase reports whether the text up to its first full stop says what a
// type is rather than something of it: it doesn't name the type, and has no
// verb, or only one of a clause.
func isNounPhrase(text, name string) bool {
	text, _, _ = strings.Cut(text, ". ")
	if strings.Contains(strings.ToLower(text), strings.ToLower(name)) {
		return false
	}
	for word := range strings.FieldsSeq(text) {
		switch strings.Trim(word, ",;:") {
		case "resource":
			return false
		case "that", "which", "who", "where", "when", "to":
			return true
		case "is", "are", "was", "has", "have", "can", "may", "must", "will", "contains", "represents", "describes", "defines", "provides", "specifies":
			return false
		}
	}
	return true
}

// functionDoc begins the summary of an operation with the function's name.
func functionDoc(name ident.Ident, summary string) string {
	if summary = sentence(summary); summary == "" {
		return name.String() + " sends the request of its page."
	}
	first, rest, _ := strings.Cut(summary, " ")
	if verb := imperatives[first]; verb != "" {
		return name.String() + " " + verb + " " + rest
	}
	return name.String() + ": " + summary
}

// permissionNames are the kinds in words, in the order in which they are listed.
var permissionNames = []struct {
	kind  model.PermissionKind
	name  string
	field ident.Ident // of the run-time part's Permissions
}{
	{model.DelegatedWork, "delegated", ident.Must("Delegated")},
	{model.DelegatedPersonal, "delegated (personal account)", ident.Must("DelegatedPersonal")},
	{model.Application, "application", ident.Must("Application")},
}

// scopes returns what callers of a kind need; none where they can't call, or
// the page has no word on them.
func scopes(permissions []*model.Permission, kind model.PermissionKind) []string {
	var all []string
	for _, q := range permissions {
		if q.Kind == kind && q.Supported {
			all = append(all, q.Scopes...)
		}
	}
	return all
}

func hasScopes(permissions []*model.Permission) bool {
	return slices.ContainsFunc(permissions, func(q *model.Permission) bool { return q.Supported && len(q.Scopes) > 0 })
}

// permissionNote lists what callers need, in one line; empty where the page has
// no permissions.
func permissionNote(permissions []*model.Permission) string {
	var b strings.Builder
	for _, n := range permissionNames {
		list := scopes(permissions, n.kind)
		if len(list) == 0 {
			continue
		}
		if b.Len() == 0 {
			b.WriteString("Permissions, least first: ")
		} else {
			b.WriteString("; ")
		}
		b.WriteString(n.name)
		b.WriteByte(' ')
		b.WriteString(strings.Join(list, ", "))
	}
	if b.Len() == 0 {
		return ""
	}
	b.WriteByte('.')
	return b.String()
}
