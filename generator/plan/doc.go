package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// thirdPerson has verbs at the start of the description of a type. They can
// follow the name of the type: "User represents …".
var thirdPerson = wordSet("Allows Configures Contains Controls Defines Describes Determines Enables Encapsulates Exposes Holds Identifies " +
	"Indicates Lets Lists Maps Manages Models Provides Represents Returns Specifies Stores Tells")

// imperatives maps verbs at the start of the summary of an operation to their
// form after the name of a function: "Apply" to "applies".
var imperatives = map[string]string{}

func init() {
	for _, verb := range strings.Fields("Accept Access Acquire Activate Add Allow Answer Append Apply Archive Assess Assign Attach Calculate Call Cancel " +
		"Change Check Classify Clear Clone Complete Configure Confirm Convert Copy Create Deactivate Decline Delete Deny Deploy Disable Discard Dismiss " +
		"Download Enable End Enroll Evaluate Execute Export Fetch Find Follow Force Format Forward Generate Get Grant Hide Import Initiate Insert Install " +
		"Instantiate Invalidate Invite Join Leave Link List Locate Lock Log Make Mark Merge Move Mute Open Patch Pause Perform Pin Play Post Provide " +
		"Publish Push Query Read Reapply Reactivate Reassign Reboot Recommend Record Recover Redirect Refresh Register Reject Release Remove Rename Render " +
		"Renew Reopen Replace Reply Report Reprocess Request Reset Resolve Restart Restore Restrict Resume Retire Retrieve Return Revoke Rotate Run Save " +
		"Schedule Search Send Set Share Shut Sign Sort Start Stop Submit Subscribe Suspend Switch Sync Terminate Transfer Translate Trigger Turn " +
		"Unarchive Unassign Unblock Unfollow Unhide Uninstall Unlock Unmerge Unmute Unpublish Unregister Unset Update Upload Upgrade Upsert Use Validate " +
		"Verify View Wipe Withdraw Write") {
		imperatives[verb] = thirdPersonOf(strings.ToLower(verb))
	}
	for _, form := range imperatives {
		thirdForms[form] = true
	}
}

// thirdPersonOf returns the third person of the verb: applies, fetches,
// deletes.
func thirdPersonOf(verb string) string {
	for _, end := range [...]string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(verb, end) {
			return verb + "es"
		}
	}
	if stem, ok := strings.CutSuffix(verb, "y"); ok && !strings.ContainsRune("aeiou", rune(stem[len(stem)-1])) {
		return stem + "ies"
	}
	return verb + "s"
}

// undocumented is the text on pages that have no description yet.
const undocumented = "Not yet documented."

// thirdForms has the imperatives in the third person, for summaries such as
// "Deletes a user."
var thirdForms = map[string]bool{}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// sentence returns the text with a full stop at its end. Without it, gofmt
// reads a short line that ends in a letter as a heading.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || s == undocumented || s+"." == undocumented {
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

// typeDoc returns the description of a type, beginning with its name. If there
// is no description, it names the places that use the type.
func typeDoc(name ident.Ident, description, places string) string {
	if description = sentence(description); description == "" {
		if places == "" {
			return ""
		}
		return name.String() + " is the type of " + places + "."
	}
	if first, rest, _ := strings.Cut(description, " "); thirdPerson[first] {
		return name.String() + " " + strings.ToLower(first) + " " + rest
	} else if articles[first] && isNounPhrase(rest, name.String()) {
		return name.String() + " is " + strings.ToLower(first) + " " + rest
	}
	return name.String() + ": " + description
}

var articles = wordSet("A An The")

// isNounPhrase reports whether the text before the first full stop is a noun
// phrase that describes the type. It does not contain the name of the type, and
// has no verb, except in a relative clause.
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

// selves has the words for the operation itself in summaries.
var selves = wordSet("API action function method operation request")

// withoutPreface removes the words from a summary that only refer to the
// operation: "Use this API to create a user." becomes "Create a user.", and
// "This method returns a user." becomes "Returns a user."
func withoutPreface(summary string) string {
	words := strings.SplitN(summary, " ", 5)
	if len(words) < 5 {
		return summary
	}
	rest := ""
	switch {
	case words[0] == "Use" && words[1] == "this" && selves[words[2]] && words[3] == "to":
		rest = words[4]
	case words[0] == "This" && selves[words[1]] && thirdForms[words[2]]:
		rest = strings.Join(words[2:], " ")
	case words[0] == "This" && selves[words[1]] && (words[2] == "allows" || words[2] == "lets"):
		rest = strings.Join(words[2:], " ")
	default:
		return summary
	}
	return strings.ToUpper(rest[:1]) + rest[1:]
}

// functionDoc returns the summary of an operation, beginning with the name of
// the function. If the page has no summary, it uses the title.
func functionDoc(name ident.Ident, summary, title string) string {
	if summary = cmp.Or(sentence(summary), sentence(title)); summary == "" {
		return ""
	}
	summary = withoutPreface(summary)
	first, rest, _ := strings.Cut(summary, " ")
	if verb := imperatives[first]; verb != "" {
		return name.String() + " " + verb + " " + rest
	}
	if verb := strings.ToLower(first); thirdForms[verb] || thirdPerson[first] {
		return name.String() + " " + verb + " " + rest
	}
	return name.String() + ": " + summary
}

// permissionNames has the kinds of permissions in words, in the order of
// documentation.
var permissionNames = []struct {
	kind model.PermissionKind
	name string
}{
	{model.DelegatedWork, "delegated"},
	{model.DelegatedPersonal, "delegated (personal account)"},
	{model.Application, "application"},
}

// alternatives returns the scopes for a kind of caller in words.
func alternatives(permissions []*model.Permission, kind model.PermissionKind) string {
	var all []string
	for _, q := range permissions {
		if q.Kind == kind && q.Supported && len(q.Scopes) > 0 {
			all = append(all, q.Text())
		}
	}
	return strings.Join(all, ", ")
}

// permissionNotes returns a line with the permissions on the principal page,
// and a line for each other page about the request line with different
// permissions.
func permissionNotes(l *lines.Line, name ident.Ident) []string {
	var notes, said []string
	add := func(begin string, permissions []*model.Permission) {
		if note := permissionNote(permissions); note != "" && !slices.Contains(said, note) {
			said = append(said, note)
			notes = append(notes, begin+", least privileged first: "+note+".")
		}
	}
	for _, u := range l.Uses {
		permissions := u.Operation.PermissionsOf(u.Route)
		switch {
		case !u.Own || slices.ContainsFunc(permissions, func(q *model.Permission) bool { return q.ByResource }):
		case len(said) == 0:
			add("Permissions", permissions)
		default:
			as := alias(u.Operation, u.Route, name)
			add("Permissions on the page of "+cmp.Or(as, name).String(), permissions)
		}
	}
	if len(notes) == 0 {
		add("Permissions", l.Permissions)
	}
	return notes
}

// permissionNote returns the permissions by kind, or "" if the page has none.
func permissionNote(permissions []*model.Permission) string {
	var kinds []string
	for _, n := range permissionNames {
		if list := alternatives(permissions, n.kind); list != "" {
			kinds = append(kinds, n.name+" "+list)
		}
	}
	return strings.Join(kinds, "; ")
}
