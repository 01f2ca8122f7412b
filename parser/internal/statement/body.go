package statement

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Body is the description of the request body on a page.
type Body struct {
	Position source.Position // of the words that name the type, or else of the section; zero without one
	Type     string          // according to the text
	Target   string          // of the link to the type
	Many     bool            // the body is an array: "a JSON array of A"
	Others   []schema.Word   // alternative types: "an A or B"
	Words    []schema.Word   // words that may name the type if Type is empty
	// Mention is the first type with a link in the text.
	Mention, MentionTarget string

	Tables  []outline.Table
	Samples []*page.Code // the JSON in the section

	Nothing     bool // the text says that no body is sent
	None        bool // the section has nothing but this text
	Optional    bool // the body may be omitted
	AllRequired bool // all parameters in the tables are required
	Parameters  bool // the tables list the parameters of an action
	Bytes       bool // the body consists of bytes

	text string // in lower case
}

// ReadBody reads the sections on the request body.
func ReadBody(o *outline.Outline) *Body {
	b := &Body{}
	var text strings.Builder
	for s := range o.Sections(dialect.RequestBody) {
		if b.Position.Line == 0 {
			b.Position = s.Pos
		}
		for p := range outline.Prose(s) {
			b.prose(p)
			text.WriteString(strings.ToLower(outline.Plain(p.Text)))
			text.WriteByte('\n')
		}
		for code := range outline.Codes(s) {
			first := notation.FirstLine(code.Text)
			if outline.BlockType(code) != "resource" && (strings.HasPrefix(first, "{") || strings.HasPrefix(first, "[")) {
				b.Samples = append(b.Samples, code)
			}
		}
		for t := range outline.Tables(s) {
			if t.IsNamed() && t.Describes() {
				b.Tables = append(b.Tables, t)
			}
		}
	}
	b.text = text.String()
	b.Nothing = dialect.Says(dialect.SendsNothing, b.text) || dialect.Says(dialect.None, strings.TrimSuffix(strings.TrimSpace(b.text), "."))
	b.None = len(b.Tables) == 0 && len(b.Samples) == 0 && b.Nothing
	b.Optional = b.Nothing || dialect.Says(dialect.MayBeSent, b.text)
	b.AllRequired = dialect.Says(dialect.AllRequired, b.text)
	b.Parameters = len(b.Tables) > 0 && dialect.Says(dialect.Parameters, b.text)
	b.Bytes = dialect.Says(dialect.SentBytes, b.text)
	return b
}

func (b *Body) prose(p outline.Paragraph) {
	if !p.Note && b.Type == "" {
		if b.typ(p.Text); b.Type != "" {
			b.Position = p.Pos
		}
	}
}

// typ reads the type to supply from a paragraph.
func (b *Body) typ(t page.Text) {
	before := ""
	for i, span := range t {
		after := outline.Following(t[i+1:])
		named := namesType(span, after)
		if outline.IsTypeLink(span) && b.Mention == "" {
			b.Mention, b.MentionTarget = strings.TrimSpace(span.Text), span.Target
		}
		if named && isSupplied(before) {
			b.Type, b.Target = strings.TrimSpace(span.Text), span.Target
			b.Many = dialect.SaysMany(before, "")
			b.others(t[i+1:])
			return
		}
		if w, ok := marked(span, before, after); ok && isSupplied(before) {
			b.Words = append(b.Words, w)
		}
		if span.Kind == page.Plain && dialect.Says(dialect.Supplies, before+strings.ToLower(span.Text)) {
			b.Words = append(b.Words, qualified(before, span.Text)...)
		}
		before += strings.ToLower(span.Text)
	}
	plain := outline.Plain(t)
	rest, ok := dialect.After(dialect.SuppliesWord, strings.ToLower(plain))
	if !ok || len(rest) > len(plain) {
		return
	}
	word, after, _ := strings.Cut(dialect.CutArticle(plain[len(plain)-len(rest):]), " ")
	if dialect.Says(dialect.ObjectNoun, after) && notation.IsName(word) {
		b.Type = word
	}
}

// others reads the alternatives after the first type: "or a B".
func (b *Body) others(rest page.Text) {
	for len(rest) > 1 && rest[0].Kind == page.Plain && isOr(rest[0].Text) && namesType(rest[1], outline.Following(rest[2:])) {
		b.Others = append(b.Others, schema.Word{Name: strings.TrimSpace(rest[1].Text), Target: rest[1].Target})
		rest = rest[2:]
	}
}

// isSupplied reports whether the words before a link, in lower case, make the
// linked type the body.
func isSupplied(before string) bool {
	switch strings.TrimSpace(before) {
	case "a", "an":
		return true
	}
	return dialect.Says(dialect.Supplies, before)
}

// Mentions reports whether the text calls something with the name an object.
func (b *Body) Mentions(name string) bool {
	return strings.Contains(b.text, strings.ToLower(name)+" object")
}
