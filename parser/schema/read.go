package schema

import (
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/kind"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Declarations holds the declarations and references of one page, before
// linking.
type Declarations struct {
	Page *page.Page
	// Kind is the kind of the page.
	Kind kind.Of
	// Overlooked has the names in tables that were not read: see [model.Model].
	Overlooked []string
	// Types and Enums are the types and enums that the page describes. A caller
	// may append types. An Implied type is ignored if a page describes a type
	// with its name.
	Types []*model.Type
	Enums []*model.Enum
	// Methods are the rows with a return type in the tables of methods.
	Methods []*Method
	// Rows counts the rows of tables of properties, parameters and members, and
	// the rows among them that are in the model.
	Rows     model.Count
	Findings source.Findings
	// Namespace is the namespace of names on the page, from its annotation or
	// from its line "Namespace: …". It is empty if the page has neither.
	Namespace string

	pending  []reference
	unions   []union
	guesses  []*Guess
	sizeless []sizeless          // numbers whose cell states no size
	repeated []repeated          // properties that two rows describe
	open     map[*model.Ref]bool // the types of rows whose cell states nothing
	listed   []reference         // strings with a list of values in the description
	declared []*declaration      // one for each of Types that Read declared
	enumAt   []source.Position   // the positions of the Enums that Read declared
}

// declaration holds what a page states about one of its types, besides the type
// itself.
type declaration struct {
	typ        *model.Type
	names      map[string]*model.Property // an index of the first properties, as many as named says; see property
	named      int
	annotated  bool // an annotation names the type
	title      string
	at         source.Position
	bases      []baseName
	derived    []baseName // types that the page lists as derived from this one
	key        string     // the key property from the annotation, or empty
	dictionary bool       // the page says that the type is a dictionary
	entryWords []Word     // that may name the type of its entries
	entriesAt  source.Position
	closed     bool // the page says that the type has no further properties
	hasMethods bool // the page has a table of methods
	// represented maps properties to the types that the JSON representation
	// names for them.
	represented map[*model.Property]sample
	own         []*model.Property // the properties from this page only
	nullable    *lenient.Value    // the annotation's list of properties that can be null; nil for none
	// objects has the values of properties whose rows leave their type open.
	objects map[*model.Property]objects
	// shown lists the JSON representations of a type with a table.
	shown        []representation
	undocumented []undocumented
}

// baseName names the base type of another type. A lower trust value is more
// reliable.
type baseName struct {
	name, target string
	trust        int
	at           source.Position
}

// The sources of a base type, the most reliable first.
const (
	byAnnotation = iota
	byProse
	byRows
	byDerived // the page of the base type lists this type as derived
)

// reader reads one page.
type reader struct {
	page *page.Page
	d    *Declarations
	read map[*page.Table]bool // tables that were read or reported
	// annotations are the resource annotations of the page.
	annotations []resource
	// linked has the properties whose values sections list, by the anchors of these.
	linked map[string]string
}

// Read declares the types and enums that the page describes. A page of an operation
// declares enums only.
func Read(p *page.Page) *Declarations {
	r := reader{page: p, d: &Declarations{Page: p, Kind: kind.Read(p)}, read: map[*page.Table]bool{}}
	r.annotations = r.resources()
	annotations := r.annotations
	r.d.Namespace = r.namespace(annotations)
	r.pageNamespace()
	if r.d.Kind.Types {
		r.types(annotations)
	}
	r.methods()
	r.enumSections()
	r.reportUnread()
	r.propertiesProse()
	return r.d
}

// resource is a JSON representation with a resource annotation.
type resource struct {
	annotation *page.Annotation
	code       *page.Code // nil if the annotation has no block
	name       string     // as written, without "#"
	unnamed    bool       // the annotation has no name; the title names the type
}

// resources returns the resource annotations of the page.
func (r *reader) resources() []resource {
	var list []resource
	for _, a := range r.page.Annotations {
		if a.BlockType != "resource" {
			continue
		}
		name := a.Fields.GetFold("@type").Str()
		if name == "" {
			name = a.Fields.GetFold("@odata.type").Str()
		}
		code, _ := a.Block.(*page.Code)
		name = strings.Trim(name, "# ")
		if !isQualified(name) {
			name = ""
		}
		list = append(list, resource{annotation: a, code: code, name: name})
	}
	return list
}

// namespace returns the namespace of the names on the page.
func (r *reader) namespace(annotations []resource) string {
	said, at := r.findNamespaceLine()
	for _, a := range annotations {
		if namespace, _ := splitName(a.name); namespace != "" {
			if said != "" && !strings.EqualFold(said, namespace) {
				r.d.Findings.Add(at, ruleNamespaceDiffers, "the namespace line says %s and the annotation %s; the annotation is used", quote(said), quote(namespace))
			}
			return namespace
		}
	}
	if said == "" {
		said = r.shownNamespace()
	}
	return said
}

// shownNamespace returns the namespace of the type that the JSON representation
// without an annotation says that it is of.
func (r *reader) shownNamespace() string {
	code := r.representationCode()
	if code == nil || !strings.Contains(code.Text, "@odata.type") {
		return ""
	}
	v, _, err := lenient.ParseTypes(code.Text)
	if err != nil {
		return ""
	}
	name := strings.Trim(v.GetFold("@odata.type").Str(), "# ")
	if !isQualified(name) {
		return ""
	}
	namespace, _ := splitName(name)
	return namespace
}

// pageNamespace compares the namespace in the annotation of the page with the one
// of its types.
func (r *reader) pageNamespace() {
	for _, a := range r.page.Annotations {
		v := a.Fields.GetFold("namespace")
		name := strings.Trim(v.Str(), "# ")
		if a.PageType != "" && name != "" && r.d.Namespace != "" && !strings.EqualFold(name, r.d.Namespace) {
			r.d.Findings.Add(a.At(v.Offset), ruleNamespaceDiffers, "the annotation of the page says %s and the rest of the page %s; the latter is used", quote(name), quote(r.d.Namespace))
		}
	}
}

// findNamespaceLine returns the namespace in the page's line "Namespace: …".
func (r *reader) findNamespaceLine() (name string, at source.Position) {
	for _, s := range r.page.Sections {
		if len(s.Blocks) == 0 {
			continue
		}
		for _, b := range s.Blocks {
			if prose, ok := b.(*page.Prose); ok {
				if name, ok := namespaceLine(prose.Text); ok {
					return name, prose.Pos
				}
			}
		}
		if s.Level > 1 {
			break
		}
	}
	return "", at
}

// namespaceLine reads the line "Namespace: microsoft.graph".
func namespaceLine(t page.Text) (string, bool) {
	if len(t) == 0 || !dialect.Says(dialect.Namespace, t[0].Text) {
		return "", false
	}
	after, _ := dialect.After(dialect.Namespace, plain(t))
	name, _, _ := strings.Cut(trim(after), " ")
	name = strings.Trim(name, "*`. ")
	return name, isQualified(name)
}

// typeTitle returns the name in a title such as "user resource type", "hashes
// complex type" or "audio facet". It returns false for any other title.
func typeTitle(title string) (string, bool) {
	words := strings.Fields(title)
	if len(words) < 2 {
		return "", false
	}
	_, name := splitName(strings.Trim(words[0], "*`"))
	for _, word := range words[1:] {
		if strings.HasPrefix(word, "(") {
			break
		}
		if !dialect.Says(dialect.TypeNoun, word) || dialect.IsPlural(word) {
			return "", false
		}
	}
	return name, isIdentifier(name)
}

// wordsTitle returns the name that several words of a title make, as in "Repair order
// resource type" and "Repair order methods and properties". It returns false for a
// title that doesn't end as that of a type.
func wordsTitle(title string) (string, bool) {
	words := strings.Fields(title)
	if i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "(") }); i > 0 {
		words = words[:i]
	}
	n := len(words)
	for n > 0 && dialect.Says(dialect.TitleNoun, strings.ToLower(words[n-1])) {
		n--
	}
	if n == 0 || n == len(words) {
		return "", false
	}
	name, ok := joinWords(strings.Join(words[:n], " "))
	return lowerFirst(name), ok
}

// types declares the types of a resource page.
func (r *reader) types(annotations []resource) {
	first := ""
	if len(annotations) > 0 {
		first = annotations[0].name
	}
	if r.enumPage(first) {
		return
	}
	title, titled := typeTitle(r.page.Title)
	if len(annotations) == 0 {
		if !titled && r.hasProperties() {
			title, titled = wordsTitle(r.page.Title)
		}
		if !titled {
			r.typeSections()
			return
		}
		annotations = []resource{{name: lowerFirst(title), code: r.representationCode()}}
	}
	for i, a := range annotations {
		principal := titled && i == 0
		switch {
		case a.name != "":
		case principal:
			a.name, a.unnamed = title, true
		default:
			r.d.Findings.Add(r.page.TitlePos, ruleTypeUnnamed, "neither the title nor an annotation names the type that the page describes")
			continue
		}
		d := r.declare(a, title, principal)
		r.properties(d, i == 0, len(annotations) > 1)
		if i == 0 {
			r.nestedTypes(d)
		}
		r.representations(d, a, title)
	}
}

// representationCode returns the first code block of the section that is headed
// as the JSON representation of the type, or nil.
func (r *reader) representationCode() *page.Code {
	for _, s := range r.page.Sections {
		if kind, _ := dialect.TypeSectionOf(s.Title); kind == dialect.Representation {
			if code := firstCode(s); code != nil {
				return code
			}
		}
	}
	return nil
}

// firstCode returns the first code block of a section, or nil.
func firstCode(s *page.Section) *page.Code {
	for _, b := range s.Blocks {
		if code, ok := b.(*page.Code); ok {
			return code
		}
	}
	return nil
}

// representations reads the JSON representation of a type, and the key that it
// names.
func (r *reader) representations(d *declaration, a resource, title string) {
	if first := r.shownBefore(d); first != nil {
		r.represent(first, a.code)
		return
	}
	if a.annotation == nil && a.code == nil {
		r.examples(d)
	}
	r.represent(d, a.code)
	d.markKey()
	d.markNullable()
	if a.annotation == nil && len(d.typ.Properties) == 0 && !d.hasMethods && !d.dictionary {
		r.d.Findings.Add(r.page.TitlePos, ruleTypeEmpty, "the page has no table of properties, no methods and no JSON representation for %s", quote(title))
	}
}

// shownBefore returns an earlier declaration of the type that d declares, or
// nil. If d has no table of its own, it is a further representation of that
// type, and shownBefore removes it.
func (r *reader) shownBefore(d *declaration) *declaration {
	last := len(r.d.declared) - 1
	for _, first := range r.d.declared[:last] {
		if strings.EqualFold(first.typ.Name, d.typ.Name) && strings.EqualFold(first.typ.Qualified(), d.typ.Qualified()) && len(d.typ.Properties) == 0 {
			r.d.declared, r.d.Types = r.d.declared[:last], r.d.Types[:last]
			return first
		}
	}
	return nil
}

// markKey marks the property that the annotation names as the key.
func (d *declaration) markKey() {
	if p := findFold(d.typ.Properties, d.key); p != nil {
		p.Reasons.Add(setKey(p), whyKeyAnnotation, d.at, d.key)
	}
}

// declare declares a type from its annotation and the text of the page.
func (r *reader) declare(a resource, title string, principal bool) *declaration {
	namespace, short := splitName(a.name)
	if namespace == "" {
		namespace = r.d.Namespace
	}
	if principal {
		short = spelling(short, title)
	}
	t := &model.Type{Namespace: namespace, Name: short, Kind: model.Complex, Pages: []string{r.page.Path}, Line: r.page.TitlePos.Line}
	d := &declaration{typ: t, annotated: a.annotation != nil, at: r.page.TitlePos}
	if a.unnamed || a.annotation == nil {
		t.Reasons.Add("name", whyNameTitle, r.page.TitlePos, title)
	} else {
		t.Reasons.Add("name", whyNameAnnotation, a.annotation.Pos, a.name)
	}
	if principal {
		d.title = title
		d.hasMethods = r.hasMethods()
		r.prose(d)
	}
	if a.annotation != nil {
		d.annotate(a.annotation)
		r.blankBase(a.annotation)
		r.contradicted(d, a.annotation)
	}
	r.d.Types = append(r.d.Types, t)
	r.d.declared = append(r.d.declared, d)
	return d
}

// annotate applies the annotation of a type.
func (d *declaration) annotate(a *page.Annotation) {
	apply := func(fact *bool, aspect string, why *model.Why, keys ...string) {
		for _, key := range keys {
			if a.Fields.GetFold(key).Bool() && !*fact {
				*fact = true
				d.typ.Reasons.Add(aspect, why, a.Pos, key)
			}
		}
	}
	apply(&d.typ.Abstract, "abstract", whyAbstractSaid, "abstract", "isAbstract")
	apply(&d.typ.Open, "open", whyOpenSaid, "openType")
	apply(&d.typ.Media, "media", whyMediaSaid, "isMediaEntity")
	d.key = a.Fields.GetFold("keyProperty").Str()
	d.closed = a.Fields.GetFold("openType") != nil && !d.typ.Open
	if base := strings.Trim(a.Fields.GetFold("baseType").Str(), "# "); isQualified(base) {
		d.bases = append(d.bases, baseName{name: base, trust: byAnnotation, at: a.Pos})
	}
	d.nullable = a.Fields.GetFold("nullableProperties")
}

// markNullable sets which properties can be null, if the annotation lists those
// that can. The text of a property takes precedence.
func (d *declaration) markNullable() {
	if d.nullable == nil {
		return
	}
	listed := d.nullable.Strings()
	for _, p := range d.typ.Properties {
		nullable := slices.Contains(listed, p.Name)
		if p.Nullable == nil && !p.Navigation {
			p.Nullable = &nullable
			p.Reasons.Add("nullable", whyNullableSaid, d.at, "nullableProperties")
		}
	}
}

// blankBase reports an annotation whose base type is blank.
func (r *reader) blankBase(a *page.Annotation) {
	if v := a.Fields.GetFold("baseType"); v != nil && v.Kind == lenient.String && strings.Trim(v.Text, "# ") == "" {
		r.d.Findings.Add(a.At(v.Offset), ruleBaseBlank, "the annotation has a blank base type: name it, or remove baseType")
	}
}

// contradicted reports facts that the text of the page states and the annotation
// denies.
func (r *reader) contradicted(d *declaration, a *page.Annotation) {
	for _, fact := range [...]struct {
		set  bool
		key  string
		what string
	}{{d.typ.Abstract, "abstract", "abstract"}, {d.typ.Abstract, "isAbstract", "abstract"}, {d.typ.Open, "openType", "open"}} {
		if v := a.Fields.GetFold(fact.key); fact.set && v != nil && !v.Bool() {
			r.d.Findings.Add(a.Pos, ruleAnnotationDenies, "the annotation says that %s is not %s, and the text of the page says that it is; the text is used", quote(d.typ.Name), fact.what)
		}
	}
}

// spelling returns the name of a type, given the names in the annotation and
// the title. The annotation takes precedence, unless it is all in lower case
// and the title has the capitals.
func spelling(short, title string) string {
	if isLower(short) && strings.EqualFold(short, title) {
		return lowerFirst(title)
	}
	return short
}

// hasMethods reports whether the page has a table of methods: in a section of
// that name, or below the title with a column of return types.
func (r *reader) hasMethods() bool {
	for _, s := range r.page.Sections {
		said := dialect.Says(dialect.Methods, s.Title)
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok && (said || s.Level == 1 && returnsColumn(t) > 0) {
				return true
			}
		}
	}
	return false
}

// stem returns the file name in a link target, in lower case and without
// extension, and the anchor.
func stem(target string) (name, anchor string) {
	file, anchor, _ := strings.Cut(target, "#")
	if i := strings.IndexByte(file, '?'); i >= 0 {
		file = file[:i]
	}
	name = strings.ToLower(path.Base(file))
	if file == "" {
		name = ""
	}
	return strings.TrimSuffix(name, ".md"), strings.ToLower(anchor)
}
