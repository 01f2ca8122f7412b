package naming

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Name is the name of an operation.
type Name struct {
	Name string // "ListUserEvents"
	// Verb and Entity are the words that Name begins with: "List" and "User".
	// Either may be empty.
	Verb, Entity string
}

// Names names the operations of the page. The principal operation has the name of the
// page. The other names add the difference.
func (p *Page) Names(ops []Operation, principal int) []Name {
	base := p.parts(&ops[principal]).reduce()
	names := make([]Name, len(ops))
	names[principal] = Name{base.String(), base.verb, base.entity}
	taken := map[string]bool{names[principal].Name: true}
	for i := range ops {
		if i != principal {
			names[i] = p.otherName(base, &ops[i], &ops[principal], taken)
			taken[names[i].Name] = true
		}
	}
	return names
}

// otherName names an operation other than the principal one. The base is the name of
// the principal operation.
func (p *Page) otherName(base parts, op, principal *Operation, taken map[string]bool) Name {
	parts := base
	if op.Method != principal.Method {
		parts = base.withMethodVerb(methodVerb(op))
	}
	special := op.Ending.Segment()
	if base.verb == "List" && special.Name != "" && isOfElement(op.Paths[0]) {
		parts = parts.ofElement()
	}
	name := parts.String()
	switch {
	case op.Ending.Is("$count") && op.Ending != principal.Ending:
		name = "Count" + base.entity + base.rest
	case op.Ending.Form == notation.Collection || principal.Ending.Form == notation.Collection && op.Ending.Form == notation.Plain:
		name = base.otherNumber(op.Ending.Form == notation.Collection)
	case op.Ending.Form == notation.OfItem:
		name = "List" + base.entity + base.rest + word.Upper(op.Ending.Name)
	case special.Name != "" && op.Ending != principal.Ending:
		name += special.Word
	case op.Ending.Form == notation.Call && base.entity != "":
		parts = p.actionParts(op, strings.ToLower(base.entity), op.Paths[0].LastWord())
		parts.entity = base.entity
		parts = parts.reduce()
		name = parts.String()
	}
	if taken[name] {
		name += "Via" + word.Upper(strings.ToLower(op.Method))
	}
	for n := 2; taken[name]; n++ {
		name = strings.TrimRight(name, "0123456789") + strconv.Itoa(n)
	}
	if !strings.HasPrefix(name, parts.verb) {
		parts.verb = word.Split(name)[0]
	}
	return Name{name, parts.verb, parts.entity}
}

// isOfElement reports whether the last segment of a path follows a key.
func isOfElement(path *notation.Path) bool {
	n := len(path.Segments)
	return n > 1 && path.Segments[n-2].IsKey()
}

// parts splits the file name into its parts: [product-]resource-verb[-object],
// or [product-]resource-action.
func (p *Page) parts(op *Operation) parts {
	action := p.ActionWord(op.Paths)
	calls := op.Kind == model.Action || op.Kind == model.Function
	if end := p.actionRun(op.Paths); calls && end > 0 && end < len(p.File) {
		return p.actionParts(op, p.File[len(p.File)-1], lastWord(op.Paths))
	}
	if i := p.FileVerb(); i > 0 || i == 0 && (action < 0 || !calls) {
		return p.verbParts(op, i)
	}
	if action > 0 {
		return p.actionParts(op, p.File[action-1], lastWord(op.Paths))
	}
	if entity, action := p.call(op); action != "" {
		return p.actionParts(op, entity, action)
	}
	return p.phraseParts(op)
}

// phraseParts returns the parts of a name for a file name that is a phrase with
// another verb, as in rename-berth, or with none.
func (p *Page) phraseParts(op *Operation) parts {
	words := p.File
	last := len(words) - 1
	switch {
	case last > 0 && dialect.VerbOf(words[0]).Action && p.Does(words[0]):
		return parts{verb: word.Upper(words[0]), rest: p.Words.join(words[1:])}
	case last > 0 && dialect.VerbOf(words[last]).Action:
		return p.actionParts(op, words[last-1], words[last])
	}
	verb := methodVerb(op)
	if v := dialect.VerbOf(p.Title.Verb).Title; v != "" {
		verb = v
	}
	return parts{verb: verb, rest: strings.TrimPrefix(p.Words.join(words), verb)}
}

// lastWord returns the last word of the first path that has one.
func lastWord(paths []*notation.Path) string {
	for _, path := range paths {
		if w := path.LastWord(); w != "" {
			return w
		}
	}
	return ""
}

// call returns an action or function that the file name does not end with, and the
// word for what it is called on. Both are empty if there is none.
func (p *Page) call(op *Operation) (entity, action string) {
	last := len(p.File) - 1
	if last > 0 && p.Title.Action != "" {
		action = p.Words.spell(p.File[last])
		if w := lastWord(op.Paths); strings.EqualFold(w, p.Title.Action) && !strings.HasPrefix(strings.ToLower(w), p.File[last]) {
			action = w // the file name has another word
		}
		return p.File[last-1], action
	}
	if last > 0 && dialect.VerbOf(p.File[last]).Action && p.Does(p.File[last]) {
		return "", ""
	}
	return p.pathCall(op)
}

// pathCall returns the action or function that the first path of an operation ends
// with, if its name begins with a verb, and the word for what it is called on. The page
// may name the call in other words: isolate-crane of POST /cranes/{id}/isolate.
func (p *Page) pathCall(op *Operation) (entity, action string) {
	segments := op.Paths[0].Segments
	action = op.Paths[0].LastWord()
	owner := len(segments) - 2
	for owner >= 0 && segments[owner].Word() == "" {
		owner--
	}
	calls := op.Method == http.MethodPost || op.Kind == model.Action || op.Kind == model.Function
	if action == "" || owner < 0 || !calls || !p.isVerb(strings.ToLower(word.Split(action)[0])) {
		return "", ""
	}
	if strings.EqualFold(strings.Join(p.File, ""), action) {
		return "", action
	}
	if n := len(p.File) - 2; n >= 0 && len(word.Split(action)) == 1 && !p.isVerb(p.File[n]) && p.isSaid(p.File[n]) {
		return p.File[n], action
	}
	return strings.ToLower(dialect.Singular(segments[owner].Word())), action
}

// isVerb reports whether a word begins the names of actions, or the page uses it as
// a verb.
func (p *Page) isVerb(lower string) bool { return beginsAction(lower) || p.Does(lower) }

// beginsAction reports whether a lower-case word, or the word after its prefix "re"
// or "un", begins the names of actions: "reapply".
func beginsAction(lower string) bool {
	if dialect.VerbOf(lower).Action {
		return true
	}
	for _, prefix := range [...]string{"re", "un"} {
		if stem, ok := strings.CutPrefix(lower, prefix); ok && len(stem) > 3 && dialect.VerbOf(stem).Action {
			return true
		}
	}
	return false
}

// verbParts returns the parts of a name for a file name with a verb at index i.
func (p *Page) verbParts(op *Operation, i int) parts {
	name := parts{verb: p.verb(op, p.File[i])}
	resource, objects := "", p.objects(op, i)
	if i > 0 {
		resource = p.File[i-1]
		name.entity = p.Words.Name(resource)
	}
	switch {
	case len(objects) > 0:
		if !p.isSaid(resource) {
			name.entity = ""
		}
	case name.verb == "List":
		name.entity = p.Words.plural(resource)
	case name.isOfOne(op) && isKeyOf(op.Paths[0], resource):
		name.entity = dialect.Singular(name.entity)
	}
	if name.verb == "Add" || name.verb == "Create" {
		name.entity = ofMember(name.entity)
	}
	name.rest = p.Words.join(objects)
	if len(objects) == 1 && i > 0 && name.isOfOne(op) {
		name.rest = dialect.Singular(name.rest)
		if (p.File[i] == "post" || p.File[i] == "put") && isSameWord(resource, objects[0]) {
			name.rest = ""
		}
	}
	return name.titled(p.Title.Entity())
}

// ofMember returns the name of the members for that of a collection: add of
// buoyCollection adds a buoy.
func ofMember(entity string) string {
	if of, ok := strings.CutSuffix(entity, "Collection"); ok && of != "" {
		return dialect.Singular(of)
	}
	return entity
}

// objects returns the words of the file name after the verb at index i. It leaves out
// a key that the path ends with: get-berth-by-id, and "all" of a list.
func (p *Page) objects(op *Operation, i int) []string {
	objects := p.File[i+1:]
	if k := slices.Index(objects, "by"); k > 0 && k == len(objects)-2 && objects[k+1] == "id" && op.Paths[0].EndsInKey() {
		objects = objects[:k]
	}
	if len(objects) > 1 && objects[0] == "all" && op.Kind == model.List {
		objects = objects[1:]
	}
	return objects
}

// isSaid reports whether the title or a path has the word of a file name, or a part of
// it. Another word before a verb is the name of a product: "acme" in
// acme_create_berth.
func (p *Page) isSaid(lower string) bool {
	one := dialect.Singular(lower)
	if p.isInTitle(one) {
		return true
	}
	isPart := func(w string) bool {
		w = folded(w)
		return len(w) > 2 && (strings.HasPrefix(one, w) || strings.HasSuffix(one, w))
	}
	return slices.ContainsFunc(p.Words.pathWords, func(w string) bool {
		return strings.Contains(folded(w), one) || strings.EqualFold(w, callerWord) && one == strings.ToLower(userWord) ||
			isPart(w) || slices.ContainsFunc(word.Split(w), isPart)
	})
}

// isInTitle reports whether the title has a word of a file name, which may be written
// as several words. A short one begins a word of the title: "ti" is none of "import
// indicators".
func (p *Page) isInTitle(lower string) bool {
	const short = 3
	words := strings.Fields(strings.ToLower(p.Title.Text))
	if len(lower) > short {
		return strings.Contains(strings.Join(words, ""), lower)
	}
	for i := range words {
		if strings.HasPrefix(strings.Join(words[i:], ""), lower) {
			return true
		}
	}
	return false
}

// isKeyOf reports whether a path ends with a key of the set with the given name, in
// lower case. A name that its placeholder repeats is not in the plural:
// /termsAndConditions/{termsAndConditionsId}.
func isKeyOf(path *notation.Path, set string) bool {
	last := path.Last()
	key := last
	if n := len(path.Segments); last.IsKey() && n > 1 {
		last = path.Segments[n-2]
	}
	if !path.EndsInKey() || !strings.EqualFold(last.Word(), set) {
		return false
	}
	return !slices.ContainsFunc(key, func(t notation.Piece) bool {
		return t.Placeholder && strings.EqualFold(t.Name, set+"id")
	})
}

// isOfOne reports whether the operation is on a single object.
func (p parts) isOfOne(op *Operation) bool {
	switch p.verb {
	case "List":
		return false
	case "Get", "Update", "Replace":
		return op.Paths[0].EndsInKey()
	}
	return true
}

// isSameWord reports whether two words of a file name differ at most in number.
func isSameWord(a, b string) bool {
	return a == b || dialect.Singular(a) == dialect.Singular(b) || dialect.Plural(a) == b
}

// verb chooses between the verbs of the file name and the title.
func (p *Page) verb(op *Operation, file string) string {
	row := dialect.VerbOf(file)
	switch {
	case row.File == "Get" && op.Kind == model.List:
		return "List"
	case !row.Yields:
		return row.File
	}
	if v := dialect.VerbOf(p.Title.Verb).Title; v != "" {
		return v
	}
	switch {
	case file == "post" && op.Ending.Is("$ref"):
		return "Add"
	case file == "put" && strings.HasPrefix(p.Title.Verb, "create"):
		return "Create"
	}
	return row.File
}

// actionParts returns the parts of an action or function name. The entity
// follows the verb: sendMail of user is SendUserMail. The entity is a word of the
// file name, or of the path if the word of the file name is a container.
func (p *Page) actionParts(op *Operation, entity, action string) parts {
	if action == strings.ToLower(action) {
		action = p.Words.spell(action)
	}
	words := word.Split(action)
	for i, w := range words {
		words[i] = word.Upper(w)
	}
	name := parts{entity: p.Words.Name(entity), action: true}
	if owner := op.Paths[0].Segments; isEntry(name.entity) && len(words) == 1 && len(owner) > 1 && owner[len(owner)-2].Word() != "" {
		name.entity = p.Words.Name(strings.ToLower(owner[len(owner)-2].Word()))
	}
	name.entity = ofMember(name.entity)
	name.verb, name.rest = p.actionVerb(op, words)
	if op.Kind == model.List && name.rest == "" {
		name.entity = dialect.Plural(name.entity)
	}
	if len(words) > 1 && strings.HasSuffix(name.rest, dialect.Plural(name.entity)) && name.rest != dialect.Plural(name.entity) && !isOnOne(op.Paths[0], entity) {
		name.entity = "" // getRecentNotebooks of notebook is GetRecentNotebooks
	}
	return name
}

// actionVerb splits the words of an action or function into a verb and the rest. A
// function without a verb has the verb "Get" or "List". An action never has one of
// these, because it may change something: without a verb, an action of a single word
// without a result is one itself, the verb of any other action is in the middle of its
// name, and the verb of the rest is "Run", or "Read" on a page that says so.
func (p *Page) actionVerb(op *Operation, words []string) (verb, rest string) {
	isVerb := p.isActionVerb(op, words)
	cut := func(n int) (verb, rest string) { return strings.Join(words[:n], ""), strings.Join(words[n:], "") }
	switch {
	case !isVerb && op.Method == http.MethodGet:
		return methodVerb(op), strings.Join(words, "")
	case len(words) == 2 && dialect.IsAdverb(words[1]):
		return cut(2)
	case isVerb && len(words) > 2 && words[1] == "Or" && beginsAction(strings.ToLower(words[2])):
		return cut(3)
	case isVerb:
		return cut(1)
	case strings.HasSuffix(words[0], "ly"):
		return cut(len(words))
	case len(words) > 1:
		return p.innerVerb(op, words)
	case op.Gives:
		return p.verbOfNone(), words[0]
	}
	return cut(1)
}

// isActionVerb reports whether the name of an action or function begins with a verb.
func (p *Page) isActionVerb(op *Operation, words []string) bool {
	first := strings.ToLower(words[0])
	return (beginsAction(first) || len(words) == 1 && op.Method == http.MethodPost && p.Does(first)) && !p.isNoun(op)
}

// innerVerb splits the words of an action that begins with another word than a verb:
// remoteLock, batchApplyRules, or harborPatrolUpdateRules, which is Update and
// HarborPatrolRules.
func (p *Page) innerVerb(op *Operation, words []string) (verb, rest string) {
	k := 1 + slices.IndexFunc(words[1:], func(w string) bool { return beginsAction(strings.ToLower(w)) })
	switch {
	case k == 0, k == len(words)-1 && (k > 1 || op.Gives):
		return p.verbOfNone(), strings.Join(words, "")
	case k > 1:
		return words[k], strings.Join(words[:k], "") + strings.Join(words[k+1:], "")
	}
	return strings.Join(words[:k+1], ""), strings.Join(words[k+1:], "")
}

// verbOfNone returns the verb of an action whose name has none.
func (p *Page) verbOfNone() string {
	first, _, _ := strings.Cut(p.Introduction, " ")
	if dialect.VerbOf(first).Method == http.MethodGet || dialect.VerbOf(dialect.Singular(first)).Method == http.MethodGet {
		return "Read"
	}
	return "Run"
}

// isOnOne reports whether a path calls an action or function on one value of the
// entity.
func isOnOne(path *notation.Path, entity string) bool {
	n := len(path.Segments)
	return n > 2 && path.Segments[n-2].IsKey() && isSameWord(strings.ToLower(path.Segments[n-3].Word()), entity)
}

// Does reports whether the title or the introduction begins with the given word as a
// verb, as in "Lifts a crane" and "Setting a buoy".
func (p *Page) Does(verb string) bool {
	says := func(text string) bool {
		word, _, _ := strings.Cut(strings.ToLower(text), " ")
		rest, ok := strings.CutPrefix(word, verb)
		return ok && (rest == "" || rest == "s" || rest == "es" || rest == "ing" || rest == verb[len(verb)-1:]+"ing")
	}
	return says(p.Introduction) || says(p.Title.Text)
}

// isNoun reports whether the last word of the file name is an object even if it
// could be a verb, as in "Get the log of a lock".
func (p *Page) isNoun(op *Operation) bool {
	return op.Method == "GET" && op.Kind != model.Function && dialect.VerbOf(p.Title.Verb).Method == "GET"
}

// methodVerbs maps methods to the default verbs of operations.
var methodVerbs = map[string]string{"GET": "Get", "POST": "Create", "PATCH": "Update", "PUT": "Replace", "DELETE": "Delete"}

// referenceVerbs maps methods to the verbs for references.
var referenceVerbs = map[string]string{"POST": "Add", "PUT": "Set", "DELETE": "Remove"}

// methodVerb returns the default verb of an operation.
func methodVerb(op *Operation) string {
	if op.Method == "GET" && op.Kind == model.List {
		return "List"
	}
	if verb := referenceVerbs[op.Method]; op.Ending.Is("$ref") && verb != "" {
		return verb
	}
	if verb := methodVerbs[op.Method]; verb != "" {
		return verb
	}
	return word.Upper(strings.ToLower(op.Method))
}
