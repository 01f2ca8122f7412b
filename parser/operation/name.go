package operation

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// fileWords returns the words of a page's file name, in lower case.
func fileWords(name string) []string {
	base := strings.TrimSuffix(strings.ToLower(path.Base(name)), ".md")
	return strings.FieldsFunc(base, func(c rune) bool { return c == '-' || c == '_' || c == ' ' || c == '.' })
}

// title is what a page's heading says of the operation.
type title struct {
	verb   string // the first word in lower case: "list"
	action string // the name after the colon, or before "action" and "function"
}

// readTitle reads "List users", "user: sendMail", "assign action".
func readTitle(text string) title {
	if n := len(text) - len(deprecatedMark); n >= 0 && strings.EqualFold(text[n:], deprecatedMark) {
		text = strings.TrimSpace(text[:n])
	}
	words := strings.FieldsFunc(text, func(c rune) bool { return !isWordRune(c) })
	if len(words) == 0 {
		return title{}
	}
	t := title{verb: strings.ToLower(words[0])}
	if entity, rest, ok := strings.Cut(text, ": "); ok && !strings.Contains(entity, " ") {
		t.action = strings.TrimSpace(rest)
	}
	if len(words) == 2 {
		if last := strings.ToLower(words[1]); last == "action" || last == "function" {
			t.action = words[0]
		}
	}
	if strings.ContainsAny(t.action, " ()") {
		t.action, _, _ = strings.Cut(t.action, " ")
	}
	return t
}

func isWordRune(c rune) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c > 127
}

// fileVerbs are the verbs that file names use, and the verb of the operation's
// name where the title gives none.
var fileVerbs = map[string]string{
	"list": "List", "get": "Get", "post": "Create", "create": "Create", "update": "Update", "patch": "Update",
	"put": "Update", "delete": "Delete", "add": "Add", "remove": "Remove", "upsert": "Upsert", "head": "Head",
}

// titleVerbs are the verbs that a title may lead the name with, where the
// file name says "post", "delete", "put" or "patch".
var titleVerbs = map[string]string{
	"add": "Add", "create": "Create", "remove": "Remove", "delete": "Delete", "send": "Send", "update": "Update",
	"replace": "Replace", "set": "Set", "assign": "Assign", "upload": "Upload", "upsert": "Upsert", "unassign": "Unassign",
	"grant": "Grant", "publish": "Publish", "install": "Install", "uninstall": "Uninstall", "reply": "Reply",
}

// actionVerbs are English verbs that names of actions and functions begin
// with. The name of the entity is put behind such a verb: sendMail of user is
// SendUserMail. Other names are kept together.
var actionVerbs = func() map[string]bool {
	set := map[string]bool{}
	for _, verb := range strings.Fields(`
		abort accept activate add answer append apply approve archive assign attach autofit begin bind block bulk bypass calculate cancel change
		check checkin checkout clean clear clone close commit complete confirm connect convert copy count create deactivate decline delete
		deny deploy deprecate detach disable disconnect discover dismiss download enable end enroll escalate evaluate exclude execute expand export extract favorite
		filter find follow force forward generate get grant hide import include initiate insert install instantiate invalidate invite keep leave
		list locate lock log logout lookup mark merge migrate move mute notify open parse pause permanently play post prepare preview process
		promote protect provision publish pull push query reactivate reassign reboot reauthorize rebuild recalculate record recover redeem redirect
		refresh register reject release remove rename renew reply report reprocess request reset resize resolve restart restore resume retire
		retry return revert review revoke rotate run save schedule search seek send set share shut sign skip snooze soft sort start stop
		submit subscribe suspend sync synchronize target terminate test track transfer translate unarchive unassign unblock undelete unfavorite
		unfollow unhide uninstall unlock unmerge unmute unpublish unregister unset unshare unsubscribe update upgrade upload upsert validate
		verify view wipe withdraw`) {
		set[verb] = true
	}
	return set
}()

// adverbs belong to the verb before them: replyAll of message is
// ReplyAllMessage, where sendMail of user is SendUserMail.
var adverbs = map[string]bool{"all": true, "in": true, "out": true, "up": true, "on": true, "off": true}

// camelWords cuts a camel-case name before each capital that begins a word.
func camelWords(name string) []string {
	var words []string
	start := 0
	for i := 1; i < len(name); i++ {
		up := 'A' <= name[i] && name[i] <= 'Z'
		if up && (name[i-1] < 'A' || name[i-1] > 'Z' || i+1 < len(name) && 'a' <= name[i+1] && name[i+1] <= 'z') {
			words = append(words, name[start:i])
			start = i
		}
	}
	if start < len(name) {
		words = append(words, name[start:])
	}
	return words
}

// upperCamel joins the words of a name, each with a capital.
func upperCamel(name string) string {
	if isCamel(name) {
		if c := name[0]; 'a' <= c && c <= 'z' {
			return string(c-'a'+'A') + name[1:]
		}
		return name
	}
	var b strings.Builder
	up := true
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !isLetter(c) && !isDigit(c) {
			up = true
			continue
		}
		if up && 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		up = false
		b.WriteByte(c)
	}
	return b.String()
}

// isCamel reports whether a name is letters and digits alone.
func isCamel(name string) bool {
	for i := 0; i < len(name); i++ {
		if !isLetter(name[i]) && !isDigit(name[i]) {
			return false
		}
	}
	return name != ""
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// parts are what a name is made of.
type parts struct {
	verb, entity, rest string
	// prefix holds the words of the file name that the name does without.
	prefix []string
	action bool // the rest is that of an action's or function's own name
}

// reduce leaves out what a name would say twice, or to nobody.
//
//   - A type called …Root or …Container is the way into an area of the API and
//     what is done with it is what is done in that area: getUserDetail of
//     reportRoot is GetUserDetail.
//   - What begins with the entity's name says it: List of calendarView of
//     calendar is ListCalendarView.
//   - What an action does to its own entity says it too: copyNotebook of
//     notebook is CopyNotebook. So does a shorter name of it.
func (p parts) reduce() parts {
	entity, rest := camelWords(p.entity), camelWords(p.rest)
	if len(entity) == 0 || len(rest) == 0 {
		return p
	}
	last := entity[len(entity)-1]
	switch {
	case len(entity) > 1 && (last == "Root" || last == "Container"),
		len(rest) > len(entity) && slices.Equal(rest[:len(entity)], entity):
		p.entity = ""
	case p.action && len(rest) <= len(entity) && slices.Equal(entity[len(entity)-len(rest):], rest),
		len(rest) > 2 && len(rest) < len(entity) && rest[len(rest)-1] == last && isSubsequence(rest, entity):
		p.rest = ""
	}
	return p
}

// isSubsequence reports whether all of the words stand in the list, in order.
func isSubsequence(words, list []string) bool {
	for _, w := range list {
		if len(words) > 0 && words[0] == w {
			words = words[1:]
		}
	}
	return len(words) == 0
}

func (p parts) String() string { return p.verb + p.entity + p.rest }

// nameParts takes the file name apart: [product-]resource-verb[-object], or
// [product-]resource-action.
func (r *reader) nameParts(d *draft) parts {
	words := r.file
	if i := r.fileVerb(); i > 0 || i == 0 && r.actionWord(d) < 0 {
		return r.verbParts(d, i)
	}
	if i := r.actionWord(d); i > 0 {
		return r.actionParts(d, words[:i], r.actionName(d))
	}
	if r.title.action != "" && len(words) > 1 {
		return r.actionParts(d, words[:len(words)-1], r.spell(words[len(words)-1]))
	}
	if last := len(words) - 1; last > 0 && actionVerbs[words[last]] {
		return r.actionParts(d, words[:last], words[last])
	}
	verb := methodVerb(d)
	rest := ""
	for _, w := range words {
		rest += upperCamel(r.spell(w))
	}
	if v := titleVerbs[r.title.verb]; v != "" {
		verb = v
	}
	return parts{verb: verb, rest: strings.TrimPrefix(rest, verb)}
}

// fileVerb returns the index of the verb in the file name, or -1. A verb
// that ends the path as well is the name of an action ("range-delete"), if
// the method isn't the verb's own.
func (r *reader) fileVerb() int {
	for i, w := range r.file {
		if fileVerbs[w] == "" {
			continue
		}
		if i == len(r.file)-1 && i > 0 && strings.EqualFold(r.lines[0].template.lastWord(), w) {
			return -1
		}
		if i == 0 && len(r.file) > 1 && fileVerbs[r.file[1]] != "" {
			continue
		}
		return i
	}
	return -1
}

// actionWord returns the index of the file word from which on the words are
// the name of the action that ends the path, or -1.
func (r *reader) actionWord(d *draft) int {
	for _, l := range d.lines {
		last := strings.ToLower(l.template.lastWord())
		if last == "" {
			continue
		}
		tail := ""
		for i := len(r.file) - 1; i > 0; i-- {
			tail = r.file[i] + tail
			if tail == last {
				return i
			}
		}
	}
	return -1
}

func (r *reader) actionName(d *draft) string {
	for _, l := range d.lines {
		if w := l.template.lastWord(); w != "" {
			return w
		}
	}
	return ""
}

// verbParts makes a name of a file name with a verb at index i.
func (r *reader) verbParts(d *draft, i int) parts {
	p := parts{verb: r.verb(d, r.file[i])}
	var objects []string
	for _, w := range r.file[i+1:] {
		objects = append(objects, upperCamel(r.spell(w)))
	}
	resource := ""
	if i > 0 {
		resource = r.file[i-1]
		p.prefix = r.file[:i-1]
		p.entity = upperCamel(r.spell(resource))
	}
	one := p.verb != "List" && p.verb != "Get" && p.verb != "Update" || p.verb == "Get" && d.lines[0].template.endsInHole() ||
		p.verb == "Update" && d.lines[0].template.endsInHole()
	switch {
	case len(objects) == 0 && p.verb == "List":
		p.entity = upperCamel(r.spellPlural(resource))
	case len(objects) == 1 && one && p.entity != "":
		object := singular(objects[0])
		if r.file[i] == "post" && sameWord(resource, r.file[i+1]) {
			object = ""
		}
		p.rest = object
	default:
		p.rest = strings.Join(objects, "")
	}
	return p
}

// sameWord reports whether two file words are one word in singular and plural.
func sameWord(a, b string) bool {
	return a == b || singular(a) == singular(b) || plural(a) == b
}

// verb chooses between the file name's verb and the title's.
func (r *reader) verb(d *draft, word string) string {
	switch word {
	case "post", "delete", "put", "patch", "remove", "add", "create":
		if v := titleVerbs[r.title.verb]; v != "" {
			return v
		}
		if d.end == "$ref" && word == "post" {
			return "Add"
		}
		if word == "put" && strings.HasPrefix(r.title.verb, "create") {
			return "Create"
		}
	}
	return fileVerbs[word]
}

// actionParts makes the name of an action or function: the entity goes behind
// the verb. A function whose name is no verb is got.
func (r *reader) actionParts(d *draft, words []string, action string) parts {
	p := parts{prefix: words[:len(words)-1], entity: upperCamel(r.spell(words[len(words)-1])), action: true}
	camel := camelWords(action)
	if len(camel) == 0 {
		camel = []string{"call"}
	}
	first := strings.ToLower(camel[0])
	switch {
	case first == "delta" && len(camel) == 1:
		p.verb, p.rest = "Get", "Delta"
	case !actionVerbs[first] && (d.op.Method == "GET" || givesBack(d.op)):
		p.verb, p.rest = "Get", upperCamel(action)
	case !actionVerbs[first] && (len(camel) == 1 || strings.HasSuffix(first, "ly")):
		p.verb = upperCamel(action)
	case !actionVerbs[first]:
		p.rest = upperCamel(action)
	case len(camel) == 2 && adverbs[strings.ToLower(camel[1])]:
		p.verb = upperCamel(action)
	default:
		p.verb = upperCamel(camel[0])
		for _, w := range camel[1:] {
			p.rest += upperCamel(w)
		}
	}
	return p
}

// givesBack reports whether an operation gives a value back.
func givesBack(op *model.Operation) bool {
	return slices.ContainsFunc(op.Responses, func(res *model.Response) bool { return hasBody(res.Status) && (res.Type != "" || res.Collection) })
}

// otherNumber is the name of the operation on the collection of what the page
// gets, or on an element of what it lists.
func (p parts) otherNumber(many bool) string {
	verb, number := "Get", singular
	if many {
		verb, number = "List", plural
	}
	if p.rest != "" {
		return verb + p.entity + number(p.rest)
	}
	return verb + number(p.entity)
}

// methodVerb is the verb of an operation whose page says no other.
func methodVerb(d *draft) string {
	switch d.op.Method {
	case "GET":
		if d.op.Kind == model.List {
			return "List"
		}
		return "Get"
	case "POST":
		if d.end == "$ref" {
			return "Add"
		}
		return "Create"
	case "PATCH":
		return "Update"
	case "PUT":
		if d.end == "$ref" {
			return "Set"
		}
		return "Replace"
	case "DELETE":
		if d.end == "$ref" {
			return "Remove"
		}
		return "Delete"
	}
	return upperCamel(strings.ToLower(d.op.Method))
}

// ends are the words for how a path ends, in names of operations beyond the
// first of a page.
var ends = map[string]string{"$ref": "Reference", "$value": "Value", "$count": "Count", "content": "Content", "delta": "Delta"}

// nameAll names the operations of the page. The principal one takes the
// page's own name; the others say what is different with them.
func (r *reader) nameAll() {
	principal := r.principal()
	base := r.nameParts(principal).reduce()
	taken := map[string]bool{}
	principal.op.Name = base.String()
	principal.op.Verb, principal.op.Entity = base.verb, base.entity
	taken[principal.op.Name] = true
	for _, d := range r.drafts {
		if d == principal {
			continue
		}
		p := base
		if d.op.Method != principal.op.Method {
			p.verb = methodVerb(d)
			if p.rest == "" && p.verb == "List" {
				p.entity = plural(p.entity)
			} else if base.verb == "List" && p.rest == "" {
				p.entity = upperCamel(singular(p.entity))
			}
		}
		name := p.String()
		if d.end == "$count" && d.end != principal.end {
			name = "Count" + base.entity + base.rest
		} else if d.end == endCollection || principal.end == endCollection && d.end == "" {
			name = base.otherNumber(d.end == endCollection)
		} else if word, ok := strings.CutPrefix(d.end, ofItem); ok {
			name = "List" + base.entity + base.rest + upperCamel(word)
		} else if end, ok := ends[d.end]; ok && d.end != principal.end {
			name += end
		} else if strings.HasSuffix(d.end, "()") && base.entity != "" {
			p = r.actionParts(d, []string{strings.ToLower(base.entity)}, d.lines[0].template.lastWord())
			p.entity = base.entity
			p = p.reduce()
			name = p.String()
		}
		if taken[name] {
			name += "Via" + upperCamel(strings.ToLower(d.op.Method))
		}
		for n := 2; taken[name]; n++ {
			name = strings.TrimRight(name, "0123456789") + strconv.Itoa(n)
		}
		taken[name] = true
		if !strings.HasPrefix(name, p.verb) {
			p.verb = camelWords(name)[0]
		}
		d.op.Name, d.op.Verb, d.op.Entity = name, p.verb, p.entity
	}
}

// principal is the operation that the page is about: one whose method is the
// title's verb, with a plain end, else the first.
func (r *reader) principal() *draft {
	want := map[string]string{
		"list": "GET", "enumerate": "GET", "get": "GET", "read": "GET", "retrieve": "GET", "download": "GET", "create": "POST", "add": "POST",
		"post": "POST", "send": "POST", "update": "PATCH", "patch": "PATCH", "delete": "DELETE", "remove": "DELETE",
	}[r.title.verb]
	best := r.drafts[0]
	if want == "" {
		return best
	}
	score := func(d *draft) int {
		n := 0
		if d.op.Method == want {
			n = 2
		}
		switch {
		case d.end == endCollection && r.lists():
			n += 2
		case d.end == "":
			n++
		}
		return n
	}
	for _, d := range r.drafts[1:] {
		if score(d) > score(best) {
			best = d
		}
	}
	return best
}

// spell returns a lower-case word as the page spells it.
func (r *reader) spell(word string) string { return r.speller().spell(word) }

func (r *reader) spellPlural(word string) string { return r.speller().spellPlural(word) }

// speller collects the spellings of the page: of its title, request lines,
// links, annotations and front matter.
func (r *reader) speller() *speller {
	if r.words != nil {
		return r.words
	}
	r.words = &speller{}
	r.words.add(r.page.Title)
	for _, l := range r.lines {
		r.words.addPath(l.template.path)
	}
	for _, s := range r.page.Sections {
		prose(s, func(t page.Text, _ bool, _ source.Position) {
			for i := range t {
				if t[i].Kind == page.Link || t[i].Kind == page.Strong || t[i].Kind == page.CodeSpan {
					r.words.add(t[i].Text)
				}
			}
		})
	}
	for _, a := range r.page.Annotations {
		if a.BlockType == "response" || a.BlockType == "request" {
			r.words.add(annotatedType(a))
		}
	}
	r.words.add(r.page.Front.Title)
	r.words.add(r.page.Front.Description)
	return r.words
}

// suffixes gives each route but the principal one the words that tell it from
// the others of its operation.
func (r *reader) suffixes(op *model.Operation) {
	if len(op.Routes) < 2 {
		return
	}
	main := slices.MinFunc(op.Routes, compareRoutes)
	base := r.routeWords(main)
	list := make([]*suffixed, 0, len(op.Routes)-1)
	for _, route := range op.Routes {
		if route != main {
			list = append(list, &suffixed{route, difference(r.routeWords(route), base)})
		}
	}
	slices.SortStableFunc(list, func(a, b *suffixed) int { return len(a.words) - len(b.words) })
	taken := map[string]bool{"": true}
	for _, l := range list {
		suffix := telling(l, list)
		if len(l.words) > 0 && l.words[0] == "Me" && !strings.HasPrefix(suffix, "Me") {
			suffix = "Me" + suffix // what is the caller's own is called so, see [routeName]
		}
		if taken[strings.ToLower(suffix)] {
			suffix = shortest(append(l.words, paramWords(l.route, main)...), taken)
		}
		for n := 2; taken[strings.ToLower(suffix)]; n++ {
			suffix = strings.Join(l.words, "") + "Route" + strconv.Itoa(n)
		}
		taken[strings.ToLower(suffix)] = true
		l.route.Suffix = suffix
		if first := camelWords(suffix)[0]; first != "By" && first != "Me" {
			l.route.Suffix = "In" + suffix
		}
	}
}

// suffixed is a route with the words that the principal one has not.
type suffixed struct {
	route *model.Route
	words []string
}

// telling returns the fewest of a route's words that tell it: of all routes
// that have these words, it has the fewest others. It is empty where there are
// no such words.
func telling(l *suffixed, all []*suffixed) string {
	for n := 1; n <= min(len(l.words), 3); n++ {
		if s := tellingOf(l, all, n, 0, nil); s != nil {
			return strings.Join(s, "")
		}
	}
	return ""
}

func tellingOf(l *suffixed, all []*suffixed, n, from int, chosen []string) []string {
	if n == 0 {
		for _, other := range all {
			if other != l && len(other.words) <= len(l.words) && hasAll(other.words, chosen) {
				return nil
			}
		}
		return chosen
	}
	for i := from; i+n <= len(l.words); i++ {
		if s := tellingOf(l, all, n-1, i+1, append(chosen[:len(chosen):len(chosen)], l.words[i])); s != nil {
			return s
		}
	}
	return nil
}

func hasAll(words, chosen []string) bool {
	for _, w := range chosen {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// compareRoutes orders routes from the most general one: few literal words,
// no arguments of functions, many parameters.
func compareRoutes(a, b *model.Route) int {
	al, aa, ap := weigh(a)
	bl, ba, bp := weigh(b)
	if al != bl {
		return al - bl
	}
	if aa != ba {
		return aa - ba
	}
	return bp - ap
}

func weigh(r *model.Route) (literals, arguments, params int) {
	for _, s := range r.Segments {
		if len(s) > 0 && s[0].Param == nil {
			literals++
			for _, p := range s {
				if p.Param != nil {
					arguments++
				}
			}
			continue
		}
		params++
		if len(s) > 0 && s[0].Path {
			literals++
		}
	}
	return literals, arguments + len(r.Query), params
}

// routeWord is a literal word of a route: as the path has it, and as a name
// does, in the singular where a key follows.
type routeWord struct{ raw, shown string }

// routeWords are the words of a route. Parameters that hold a path tell a
// route as literal words do; they come last.
func (r *reader) routeWords(route *model.Route) []routeWord {
	var words, paths []routeWord
	for i, s := range route.Segments {
		if len(s) == 0 {
			continue
		}
		if p := s[0].Param; p != nil {
			if w := pathWord(p.Name); s[0].Path {
				paths = append(paths, routeWord{w, w})
			}
			continue
		}
		next := model.Part{}
		if i+1 < len(route.Segments) && len(route.Segments[i+1]) > 0 {
			next = route.Segments[i+1][0]
		}
		if next.Path {
			continue // the word for the path says it: root:/{item-path}
		}
		raw, call, _ := strings.Cut(s[0].Text, "(")
		raw = raw[strings.LastIndexByte(raw, '.')+1:]
		shown := raw
		if next.Param != nil {
			shown = singular(raw)
		}
		if shown = upperCamel(r.spell(strings.ToLower(shown))); shown != "" {
			words = append(words, routeWord{raw, shown})
		}
		for _, arg := range splitArguments(strings.TrimSuffix(call, ")")) {
			if key, _, ok := cutArgument(arg); ok {
				paths = append(paths, routeWord{arg, "By" + upperCamel(key)})
			}
		}
	}
	return append(words, paths...)
}

// pathWord is the word for a parameter that holds a path: "ByPath", "ByFilename".
func pathWord(name string) string {
	if strings.Contains(strings.ToLower(name), "path") {
		return "ByPath"
	}
	return "By" + upperCamel(name)
}

// paramWords are the names of parameters that main does not take.
func paramWords(r, main *model.Route) []string {
	var words []string
	add := func(p *model.Parameter) {
		word := "By" + upperCamel(p.Name)
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	has := map[*model.Parameter]bool{}
	for _, s := range main.Segments {
		for _, p := range s {
			has[p.Param] = true
		}
	}
	for _, s := range r.Segments {
		for _, p := range s {
			if p.Param != nil && !has[p.Param] {
				add(p.Param)
			}
		}
	}
	for _, q := range r.Query {
		add(q)
	}
	return words
}

// difference returns the words of list that base has not, each as often.
func difference(list, base []routeWord) []string {
	left := slices.Clone(base)
	var words []string
	for _, w := range list {
		if i := slices.IndexFunc(left, func(b routeWord) bool { return strings.EqualFold(b.raw, w.raw) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		words = append(words, w.shown)
	}
	return words
}

// shortest returns the fewest of the words, in their order, that together are
// no taken suffix; "" where all are taken.
func shortest(words []string, taken map[string]bool) string {
	for n := 1; n <= min(len(words), 3); n++ {
		if s := choose(words, n, "", taken); s != "" {
			return s
		}
	}
	if all := strings.Join(words, ""); !taken[strings.ToLower(all)] {
		return all
	}
	return ""
}

func choose(words []string, n int, prefix string, taken map[string]bool) string {
	if n == 0 {
		if taken[strings.ToLower(prefix)] {
			return ""
		}
		return prefix
	}
	for i := 0; i+n <= len(words); i++ {
		if s := choose(words[i+1:], n-1, prefix+words[i], taken); s != "" {
			return s
		}
	}
	return ""
}
