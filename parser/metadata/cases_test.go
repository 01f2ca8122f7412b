package metadata_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/model"
)

const cases = "../../testdata/cases/metadata/*.txtar"

// TestCases reads the document of each case, and compares the model, the
// findings or the error.
func TestCases(t *testing.T) {
	casetest.Run(t, cases, []string{"model", "findings", "error"}, func(t *testing.T, files fstest.MapFS) map[string]string {
		m, findings, err := metadata.Read(bytes.NewReader(files["service.xml"].Data), "service.xml")
		if err != nil {
			return map[string]string{"error": err.Error() + "\n"}
		}
		return map[string]string{"model": dump(m), "findings": casetest.Findings(findings)}
	})
}

func TestRules(t *testing.T) { casetest.Rules(t, ".", cases) }

// dump prints the model with one fact per line.
func dump(m *model.Model) string {
	var b strings.Builder
	for _, t := range m.Types {
		fmt.Fprintf(&b, "%d %s %s", t.Line, t.Kind, t.Qualified())
		words(&b, given(t.Base != "", " : "+t.Base), given(t.Base != "" && t.BaseType == nil, " (elsewhere)"), given(t.Abstract, " abstract"), given(t.Open, " open"),
			given(t.Media, " media"), given(t.Deprecated, " deprecated"), quoted(t.Description))
		for _, p := range t.Properties {
			b.WriteString("  ")
			property(&b, p)
		}
	}
	for _, e := range m.Enums {
		fmt.Fprintf(&b, "%d enum %s", e.Line, e.Qualified())
		words(&b, given(e.Flags, " flags"), given(e.Deprecated, " deprecated"), quoted(e.Description))
		for _, member := range e.Members {
			value := "none"
			if member.Value != nil {
				value = fmt.Sprint(*member.Value)
			}
			words(&b, "  "+member.Name+" = "+value, given(member.Deprecated, " deprecated"), quoted(member.Description))
		}
	}
	for _, r := range m.Roots {
		b.WriteString("root ")
		property(&b, r)
	}
	for _, op := range m.Operations {
		operation(&b, op)
	}
	return b.String()
}

func property(b *strings.Builder, p *model.Property) {
	nullable := ""
	if p.Nullable != nil {
		nullable = given(*p.Nullable, " nullable") + given(!*p.Nullable, " never null")
	}
	value := ""
	if p.Default != nil {
		value = " = " + *p.Default
	}
	words(b, p.Position.String()+" "+p.Name+" "+ref(p.Ref), value, nullable, given(p.Navigation, " navigation"), given(p.Key, " key"), given(p.ReadOnly, " read-only"),
		given(p.Deprecated, " deprecated"), quoted(p.Description))
	for _, r := range p.Restrictions {
		words(b, "  "+r.Position.String()+" ", given(r.Path != "", r.Path+" "), string(r.Capability), given(!r.Allowed, " not"))
	}
}

func operation(b *strings.Builder, op *model.Operation) {
	fmt.Fprintf(b, "%d %s %s %s", op.Line, op.Kind, op.Method, op.Name)
	if op.Binding != nil {
		b.WriteString(" of " + ref(*op.Binding))
	}
	words(b, given(len(op.Paths) > 0, " "+strings.Join(op.Paths, " ")), given(op.Deprecated, " deprecated"), quoted(op.Description))
	parameters := []*model.Parameter(op.PathParameters)
	if op.Request != nil {
		parameters = op.Request.Parameters
	}
	for _, p := range parameters {
		words(b, "  "+p.Name+" "+ref(p.Ref), given(p.Required, " required"), quoted(p.Description))
	}
	for _, r := range op.Responses {
		words(b, fmt.Sprintf("  -> %d %s", r.Status, ref(r.Ref)))
	}
}

// ref prints a type, with a mark if it was linked.
func ref(r model.Ref) string {
	text := r.Type
	if r.Collection {
		text = "[]" + text
	}
	return text + given(r.Struct != nil, "*") + given(r.Enum != nil, "#")
}

func quoted(text string) string { return given(text != "", fmt.Sprintf(" %q", text)) }

func given(cond bool, text string) string {
	if cond {
		return text
	}
	return ""
}

func words(b *strings.Builder, parts ...string) {
	b.WriteString(strings.TrimRight(strings.Join(parts, ""), " ") + "\n")
}

// TestService reads the real metadata of services. The only findings allowed
// are those about terms and targets.
func TestService(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/oracle/*.csdl.xml")
	if len(files) == 0 {
		t.Skip("needs real metadata beside this checkout")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		m, findings, err := metadata.Read(bytes.NewReader(text), filepath.Base(file))
		require.NoError(t, err)
		assert.Equal(t, bytes.Count(text, []byte("<EntityType "))+bytes.Count(text, []byte("<ComplexType ")), len(m.Types))
		assert.Equal(t, bytes.Count(text, []byte("<EnumType ")), len(m.Enums))
		assert.Equal(t, bytes.Count(text, []byte("<Action "))+bytes.Count(text, []byte("<Function ")), len(m.Operations))
		for _, f := range findings {
			assert.Contains(t, []string{"csdl-term-unused", "csdl-target-unknown"}, f.Rule.Name, f.String())
		}
	}
}

func BenchmarkRead(b *testing.B) {
	files, _ := filepath.Glob("../../../shared/oracle/*.csdl.xml")
	if len(files) == 0 {
		b.Skip("needs real metadata beside this checkout")
	}
	text, err := os.ReadFile(files[len(files)-1])
	require.NoError(b, err)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, _, err := metadata.Read(bytes.NewReader(text), "service.xml")
		require.NoError(b, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, file := range casetest.Files(f, cases) {
		if file.Name == "service.xml" {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, findings, err := metadata.Read(bytes.NewReader(text), "service.xml")
		if err == nil {
			dump(m)
			casetest.Findings(findings)
		}
	})
}
