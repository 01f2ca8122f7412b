package plan

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

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
		"Process Publish Push Query Read Reapply Reactivate Reassign Reboot Recommend Record Recover Redirect Refresh Register Reject Release Remove Rename Render " +
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
// reads a short line that ends in a letter as a heading. An ellipsis replaces a
// colon, because the list or table that the colon introduces is not part of the
// text.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || s == undocumented || s+"." == undocumented {
		return ""
	}
	switch s[len(s)-1] {
	case '.', '!', '?':
		return s
	case ':':
		return s[:len(s)-1] + " …"
	case ',', ';':
		return s[:len(s)-1] + "."
	}
	return s + "."
}

// isLabel reports whether the text is a label, such as "Applies to:", and not a
// sentence about what the page describes.
func isLabel(s string) bool {
	return strings.HasSuffix(strings.TrimSpace(s), ":") && len(strings.Fields(s)) <= 3
}

// about returns a description as sentences, or "" if it says nothing.
func about(description string) string {
	if isLabel(description) {
		return ""
	}
	return sentence(description)
}

// typeDoc returns the description of a type, beginning with its name. If there
// is no description, it names the places that use the type, if any.
func typeDoc(name ident.Ident, description, places string) string {
	if description = about(description); description == "" {
		if places == "" {
			return name.String() + " has no description on its page."
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
	return upperFirst(rest)
}

// functionDoc returns the summary of an operation, beginning with the name of
// the function. If the page has no summary, it uses the title.
func functionDoc(name ident.Ident, summary, title string) string {
	if summary = cmp.Or(about(summary), sentence(title)); summary == "" {
		return ""
	}
	summary = withoutPreface(summary)
	if text := calling(summary); text != "" {
		return name.String() + " " + text
	}
	first, rest, _ := strings.Cut(summary, " ")
	if verb := verbOf(name.String(), first, rest); verb != "" {
		if verb != strings.ToLower(first) {
			rest = withSecondVerb(rest)
		}
		return name.String() + " " + verb + " " + rest
	}
	if strings.HasSuffix(first, "ly") {
		second, after, _ := strings.Cut(rest, " ")
		if verb := verbOf(name.String(), upperFirst(second), after); verb != "" {
			return name.String() + " " + strings.ToLower(first) + " " + verb + " " + after
		}
	}
	return name.String() + ": " + summary
}

// withSecondVerb changes a verb that follows an imperative to the third person:
// "or replace a schedule" becomes "or replaces a schedule".
func withSecondVerb(rest string) string {
	words := strings.SplitN(rest, " ", 3)
	if len(words) < 3 || words[0] != "and" && words[0] != "or" {
		return rest
	}
	verb := strings.ToLower(words[1])
	if strings.HasSuffix(verb, "ly") || strings.ContainsFunc(verb, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return rest
	}
	return words[0] + " " + thirdPersonOf(verb) + " " + words[2]
}

// verbOf returns the third person of the word at the start of a summary if it
// is a verb, or "". Verbs are those in the tables, and the verb that the name of
// the function begins with.
func verbOf(name, first, rest string) string {
	if verb := imperatives[first]; verb != "" {
		return verb
	}
	lower := strings.ToLower(first)
	if thirdForms[lower] || thirdPerson[first] {
		return lower
	}
	if next, _, _ := strings.Cut(rest, " "); !determiners[next] {
		return ""
	}
	own := name
	if end := strings.IndexFunc(name[1:], unicode.IsUpper); end >= 0 {
		own = name[:1+end]
	}
	if third := thirdPersonOf(strings.ToLower(own)); first == own || lower == third {
		return third
	}
	return ""
}

func upperFirst(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// determiners has words that follow a verb in an imperative: "Approve a
// request." After a noun or an adjective, they do not begin a summary.
var determiners = wordSet("a all an any each every one the")

// calling returns a description for the summaries that only name an action or a
// function: "assign action." and "user: assignLicense."
func calling(summary string) string {
	words := strings.Fields(strings.TrimSuffix(summary, "."))
	if len(words) != 2 {
		return ""
	}
	if of, ok := strings.CutSuffix(words[0], ":"); ok {
		return "calls " + words[1] + " of " + of + "."
	}
	if kind := words[1]; kind == "action" || kind == "function" {
		return "calls the " + kind + " " + words[0] + "."
	}
	return ""
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
func (p *planner) permissionNotes(l *lines.Line) []string {
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
			add("Permissions on "+p.target(u.Operation.Page), permissions)
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
