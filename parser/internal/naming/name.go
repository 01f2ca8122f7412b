package naming

import (
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
	words := p.File
	action := p.ActionWord(op.Paths)
	calls := op.Kind == model.Action || op.Kind == model.Function
	if i := p.FileVerb(); i > 0 || i == 0 && (action < 0 || !calls) {
		return p.verbParts(op, i)
	}
	if action > 0 {
		return p.actionParts(op, words[action-1], lastWord(op.Paths))
	}
	last := len(words) - 1
	if last > 0 && p.Title.Action != "" {
		return p.actionParts(op, words[last-1], p.Words.spell(words[last]))
	}
	if last > 0 && dialect.VerbOf(words[last]).Action {
		return p.actionParts(op, words[last-1], words[last])
	}
	verb := methodVerb(op)
	if v := dialect.VerbOf(p.Title.Verb).Title; v != "" {
		verb = v
	}
	rest := ""
	for _, w := range words {
		rest += p.Words.Name(w)
	}
	return parts{verb: verb, rest: strings.TrimPrefix(rest, verb)}
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

// verbParts returns the parts of a name for a file name with a verb at index i.
func (p *Page) verbParts(op *Operation, i int) parts {
	name := parts{verb: p.verb(op, p.File[i])}
	resource := ""
	if i > 0 {
		resource = p.File[i-1]
		name.entity = p.Words.Name(resource)
	}
	objects := p.File[i+1:]
	if len(objects) == 0 && name.verb == "List" {
		name.entity = p.Words.plural(resource)
	}
	for _, w := range objects {
		name.rest += p.Words.Name(w)
	}
	if len(objects) == 1 && name.entity != "" && name.isOfOne(op) {
		name.rest = dialect.Singular(name.rest)
		if p.File[i] == "post" && isSameWord(resource, objects[0]) {
			name.rest = ""
		}
	}
	return name
}

// isOfOne reports whether the operation is on a single object.
func (p parts) isOfOne(op *Operation) bool {
	switch p.verb {
	case "List":
		return false
	case "Get", "Update":
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
	if !row.Yields {
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
// follows the verb: sendMail of user is SendUserMail. If the name of a function
// has no verb, its verb is "Get". An action never has the verb "Get", because
// it may change something: itemAt of chart is ChartItemAt. An action of a
// single word without a result uses that word as its verb. The entity is a word
// of the file name.
func (p *Page) actionParts(op *Operation, entity, action string) parts {
	name, words := parts{entity: p.Words.Name(entity), action: true}, word.Split(action)
	first := strings.ToLower(words[0])
	isVerb := (dialect.VerbOf(first).Action || len(words) == 1 && op.Method == "POST" && p.Does(first)) && !p.isNoun(op)
	switch {
	case !isVerb && op.Method == "GET":
		name.verb, name.rest = "Get", word.Upper(action)
	case !isVerb && len(words) == 2 && dialect.IsAdverb(words[1]):
		name.verb = word.Upper(action)
	case !isVerb && (len(words) == 1 && !op.Gives || strings.HasSuffix(first, "ly")):
		name.verb = word.Upper(action)
	case !isVerb:
		name.rest = word.Upper(action)
	case len(words) == 2 && dialect.IsAdverb(words[1]):
		name.verb = word.Upper(action)
	default:
		name.verb = word.Upper(words[0])
		for _, w := range words[1:] {
			name.rest += word.Upper(w)
		}
	}
	if len(words) > 1 && strings.HasSuffix(name.rest, dialect.Plural(name.entity)) && name.rest != dialect.Plural(name.entity) && !isOnOne(op.Paths[0], entity) {
		name.entity = "" // getRecentNotebooks of notebook is GetRecentNotebooks
	}
	return name
}

// isOnOne reports whether a path calls an action or function on one value of the
// entity.
func isOnOne(path *notation.Path, entity string) bool {
	n := len(path.Segments)
	return n > 2 && path.Segments[n-2].IsKey() && isSameWord(strings.ToLower(path.Segments[n-3].Word()), entity)
}

// Does reports whether the title or the introduction begins with the given word as a
// verb, as in "Lifts a crane".
func (p *Page) Does(verb string) bool {
	says := func(text string) bool {
		word, _, _ := strings.Cut(strings.ToLower(text), " ")
		rest, ok := strings.CutPrefix(word, verb)
		return ok && (rest == "" || rest == "s" || rest == "es")
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
