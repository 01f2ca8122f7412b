package dialect

import "strings"

// Verb is a row: an English word that begins file names, titles and names of
// actions, and its meaning there. The zero Verb stands for all other words.
type Verb struct {
	word string
	// File is the verb of the operation name if the file name has the word.
	File string
	// Yields is set if the verb of the title takes precedence over File.
	Yields bool
	// Title is the verb of the operation name if the title begins with the
	// word.
	Title  string
	Method string // the HTTP method that the title implies
	Lists  bool   // a page with the title lists something
	Makes  bool   // a PUT on a page with the title creates something
	Action bool   // names of actions and functions begin with the word
}

// verbs is the table of verbs in file names and titles.
var verbs = []Verb{
	{word: "add", File: "Add", Yields: true, Title: "Add", Method: "POST", Makes: true, Action: true},
	{word: "assign", Title: "Assign", Action: true},
	{word: "create", File: "Create", Yields: true, Title: "Create", Method: "POST", Makes: true, Action: true},
	{word: "delete", File: "Delete", Yields: true, Title: "Delete", Method: "DELETE", Action: true},
	{word: "download", Method: "GET", Action: true},
	{word: "enumerate", Method: "GET", Lists: true},
	{word: "get", File: "Get", Method: "GET", Action: true},
	{word: "grant", Title: "Grant", Action: true},
	{word: "head", File: "Head"},
	{word: "install", Title: "Install", Action: true},
	{word: "list", File: "List", Method: "GET", Lists: true, Action: true},
	{word: "patch", File: "Update", Yields: true, Method: "PATCH"},
	{word: "post", File: "Create", Yields: true, Method: "POST", Action: true},
	{word: "publish", Title: "Publish", Action: true},
	{word: "put", File: "Update", Yields: true},
	{word: "read", Method: "GET"},
	{word: "remove", File: "Remove", Yields: true, Title: "Remove", Method: "DELETE", Action: true},
	{word: "replace", Title: "Replace"},
	{word: "reply", Title: "Reply", Action: true},
	{word: "retrieve", Method: "GET"},
	{word: "send", Title: "Send", Method: "POST", Action: true},
	{word: "set", Title: "Set", Action: true},
	{word: "unassign", Title: "Unassign", Action: true},
	{word: "uninstall", Title: "Uninstall", Action: true},
	{word: "update", File: "Update", Title: "Update", Method: "PATCH", Action: true},
	{word: "upload", Title: "Upload", Makes: true, Action: true},
	{word: "upsert", File: "Upsert", Title: "Upsert", Action: true},
}

// actionVerbs are the other verbs that begin names of actions and functions.
// The entity name is inserted after such a verb: sendMail of user becomes
// SendUserMail. The names that begin with other words stay whole.
var actionVerbs = []string{
	"abort", "accept", "activate", "answer", "append", "apply", "approve", "archive", "attach", "autofit", "begin", "bind", "block", "bulk", "bypass",
	"calculate", "cancel", "change", "check", "checkin", "checkout", "clean", "clear", "clone", "close", "commit", "complete", "confirm", "connect",
	"convert", "copy", "count", "deactivate", "decline", "deny", "deploy", "deprecate", "detach", "disable", "disconnect", "discover", "dismiss",
	"enable", "end", "enroll", "escalate", "evaluate", "exclude", "execute", "expand", "export", "extract", "favorite", "filter", "find", "follow",
	"force", "forward", "generate", "hide", "import", "include", "initiate", "insert", "instantiate", "invalidate", "invite", "keep", "leave", "locate",
	"lock", "log", "logout", "lookup", "mark", "merge", "migrate", "move", "mute", "notify", "open", "parse", "pause", "permanently", "play", "prepare",
	"preview", "process", "promote", "protect", "provision", "pull", "push", "query", "reactivate", "reassign", "reauthorize", "reboot", "rebuild",
	"recalculate", "record", "recover", "redeem", "redirect", "refresh", "register", "reject", "release", "rename", "renew", "report", "reprocess",
	"request", "reset", "resize", "resolve", "restart", "restore", "resume", "retire", "retry", "return", "revert", "review", "revoke", "rotate", "run",
	"save", "schedule", "search", "seek", "share", "shut", "sign", "skip", "snooze", "soft", "sort", "start", "stop", "submit", "subscribe", "suspend",
	"sync", "synchronize", "target", "terminate", "test", "track", "transfer", "translate", "unarchive", "unblock", "undelete", "unfavorite", "unfollow",
	"unhide", "unlock", "unmerge", "unmute", "unpublish", "unregister", "unset", "unshare", "unsubscribe", "upgrade", "validate", "verify", "view",
	"wipe", "withdraw",
}

// adverbs belong to the verb before them: replyAll of message becomes
// ReplyAllMessage.
var adverbs = []string{"all", "in", "off", "on", "out", "up"}

var (
	byVerb   map[string]Verb
	isAdverb map[string]bool
)

func indexVerbs() {
	byVerb, isAdverb = make(map[string]Verb, len(verbs)+len(actionVerbs)), map[string]bool{}
	for _, word := range actionVerbs {
		byVerb[word] = Verb{word: word, Action: true}
	}
	for _, v := range verbs {
		byVerb[v.word] = v
	}
	for _, word := range adverbs {
		isAdverb[word] = true
	}
}

// VerbOf returns the row of a verb. It ignores case.
func VerbOf(word string) Verb {
	var lower [longestVerb]byte
	if len(word) > len(lower) {
		return Verb{}
	}
	for i := range len(word) {
		lower[i] = lowered(word[i])
	}
	return byVerb[string(lower[:len(word)])]
}

// longestVerb is the length of the longest word of a row, at least.
const longestVerb = 24

// IsAdverb reports whether word belongs to the verb before it in the name of an
// action.
func IsAdverb(word string) bool { return isAdverb[strings.ToLower(word)] }
