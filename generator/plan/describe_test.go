package plan

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// checkPlan compares the plan of a model with the given file in testdata/plans:
// everything that print reads, and the findings. The flag -update writes the
// file.
func checkPlan(t *testing.T, name string, m *model.Model, o Options) {
	t.Helper()
	pkg, findings, err := New(m, o)
	require.NoError(t, err)
	got := describe(pkg, findings)
	file := filepath.Join("testdata", "plans", name+".txt")
	if casetest.Updating() {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// describe returns a plan as lines of text.
func describe(pkg *Package, findings source.Findings) string {
	d := &describer{}
	d.line(0, "package %s at %s, %d examples", pkg.Name, pkg.BaseURL, pkg.Examples())
	for _, b := range pkg.Doc {
		switch {
		case b.Heading != "":
			d.line(1, "# %s", b.Heading)
		case len(b.Code) > 0:
			for _, line := range b.Code {
				d.line(2, "%s", line)
			}
		default:
			d.line(1, "%s", b.Text)
		}
	}
	for _, g := range pkg.Groups {
		d.line(0, "group %s %s", g.Stem, g.Test)
		d.line(1, "made from %s", members(g))
		for _, decl := range g.Decls {
			d.decl(decl)
		}
		for _, e := range g.Examples {
			d.example(e)
		}
	}
	for _, p := range pkg.Permissions {
		d.line(0, "permissions %s", p.Function)
		for _, kind := range p.Kinds() {
			if len(kind.Sets) > 0 {
				d.line(1, "%s: %s", kind.Field, strings.Join(kind.Sets, ", "))
			}
		}
	}
	d.line(0, "uses %s", strings.Join(pkg.Uses, " "))
	findings.Sort()
	for _, f := range findings {
		d.line(0, "%s: %s", f.Rule.Severity, f)
	}
	return trailing.ReplaceAllString(d.b.String(), "\n")
}

func members(g *Group) string {
	var names []string
	for _, t := range g.Types {
		names = append(names, t.Name)
	}
	for _, e := range g.Enums {
		names = append(names, e.Name)
	}
	for _, op := range g.Operations {
		names = append(names, op.Name)
	}
	return strings.Join(names, ", ")
}

// trailing matches the spaces that an empty name leaves at the end of a line.
var trailing = regexp.MustCompile(` +\n`)

type describer struct{ b strings.Builder }

func (d *describer) line(indent int, format string, args ...any) {
	d.b.WriteString(strings.Repeat("  ", indent))
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

func (d *describer) decl(decl Decl) {
	switch decl := decl.(type) {
	case *Struct:
		d.line(1, "struct %s", decl.Name)
		d.doc(decl.Doc)
		d.fields(decl.Fields)
		for _, i := range decl.Inherited {
			d.line(2, "inherited from %s", i.From)
			d.fields(i.Fields)
		}
		if decl.Embed != "" {
			d.line(2, "embeds %s %s", decl.Embed, decl.EmbedTag)
		}
		if decl.Codec {
			d.line(2, "with methods for JSON")
		}
		for _, m := range decl.Marks {
			d.line(2, "with method %s", m)
		}
	case *Enum:
		d.line(1, "enum %s flags=%t", decl.Name, decl.Flags)
		d.doc(decl.Doc)
		for _, m := range decl.Members {
			d.line(2, "member %s = %q %s", m.Name, m.Value, m.Doc)
		}
	case *Function:
		d.line(1, "func %s", decl.Signature())
		d.doc(decl.Doc)
		d.line(2, "%s builds %s %s", decl.Request, decl.Method, decl.Template)
		for _, a := range decl.Args {
			d.line(2, "argument %s", a.Name)
		}
		if decl.Body != nil {
			d.line(2, "body %s %s %s %s", decl.Body.Name, decl.Body.Type, decl.BodyBase, decl.BodyWrap)
		}
		d.line(2, "sent by %s", decl.Result.Kind.Sender())
	case *Interface:
		d.line(1, "interface %s of %s", decl.Name, decl.Method)
		d.doc(decl.Doc)
	}
}

func (d *describer) doc(doc Doc) {
	for _, line := range []string{doc.Text, doc.Code} {
		if line != "" {
			d.line(2, "// %s", line)
		}
	}
	for _, item := range doc.Items {
		d.line(2, "// - %s: %s", item.Name, item.Text)
	}
	for _, note := range doc.Notes {
		d.line(2, "// %s", note)
	}
	for _, page := range doc.Pages {
		d.line(2, "// page %s %s", page.Name, page.Text)
	}
	if doc.Deprecated {
		d.line(2, "// deprecated")
	}
}

func (d *describer) fields(fields []*Field) {
	for _, f := range fields {
		deprecated := ""
		if f.Doc.Deprecated {
			deprecated = " deprecated"
		}
		d.line(2, "field %s %s %s %s%s", f.Name, f.Type, f.Tag, f.Doc.Text, deprecated)
	}
}

func (d *describer) example(e *Example) {
	d.line(1, "example %s of %s", e.Name, e.Of.Name)
	if e.RequestGap != "" {
		d.line(2, "request gap %s", e.RequestGap)
	}
	if e.ResponseGap != "" {
		d.line(2, "response gap %s", e.ResponseGap)
	}
	if e.Function != nil {
		d.line(2, "calls %s %s", e.Function.Name, e.Path)
		if e.Function.Body != nil {
			d.line(2, "body %s", e.Body)
		}
	}
	if len(e.Unknown) > 0 {
		d.line(2, "unknown %s", strings.Join(e.Unknown, ", "))
	}
	for _, v := range e.Args {
		d.line(2, "argument %s", v.describe())
	}
	for _, o := range e.Options {
		d.line(2, "option %s %s", o.Field, o.Value.describe())
	}
	for _, q := range e.Query {
		d.line(2, "query %s=%s", q.Name, q.Value)
	}
	for _, h := range e.Header {
		d.line(2, "header %s: %s", h.Name, h.Value)
	}
	for _, h := range e.Headers {
		d.line(2, "compares %s: %s", h.Name, h.Value)
	}
}

func (v Value) describe() string {
	switch v.Kind {
	case PlainValue:
		return v.Text
	case ListValue:
		return fmt.Sprintf("%q", v.List)
	case TimeValue:
		return v.Time.Format("2006-01-02T15:04:05.999Z07:00")
	}
	return fmt.Sprintf("%q", v.Text)
}
