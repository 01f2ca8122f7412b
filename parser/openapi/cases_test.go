package openapi_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/openapi"
)

const cases = "../../testdata/cases/openapi/*.txtar"

// file returns the name of the description of a case.
func file(files fstest.MapFS) string {
	for _, name := range []string{"service.yaml", "service.json"} {
		if files[name] != nil {
			return name
		}
	}
	return ""
}

// TestCases reads the description of each case, and compares the model, the
// findings or the error.
func TestCases(t *testing.T) {
	casetest.Run(t, cases, []string{"model", "findings", "error"}, func(t *testing.T, files fstest.MapFS) map[string]string {
		name := file(files)
		m, findings, err := openapi.Read(bytes.NewReader(files[name].Data), name)
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
	if m.BaseURL != "" {
		words(&b, "base ", m.BaseURL)
	}
	for _, t := range m.Types {
		fmt.Fprintf(&b, "%d type %s", t.Line, t.Qualified())
		words(&b, given(t.Implied, " implied"), given(t.Base != "", " : "+t.Base), given(t.Open, " open"), given(t.Deprecated, " deprecated"), quoted(t.Description))
		for _, p := range t.Properties {
			property(&b, p)
		}
		if t.Entries != nil {
			words(&b, "  * "+ref(*t.Entries))
		}
		words(&b, given(len(t.Requires) > 0, "  requires "+strings.Join(t.Requires, " ")))
	}
	for _, e := range m.Enums {
		fmt.Fprintf(&b, "%d enum %s", e.Line, e.Qualified())
		words(&b, given(e.Implied, " implied"), given(e.Flags, " flags"), given(e.Deprecated, " deprecated"), quoted(e.Description))
		for _, member := range e.Members {
			words(&b, "  "+member.Position.String()+" "+member.Name, quoted(member.Description))
		}
	}
	for _, op := range m.Operations {
		operation(&b, op)
	}
	return strings.ReplaceAll(b.String(), "\n\n", "\n")
}

func property(b *strings.Builder, p *model.Property) {
	nullable, value := "", ""
	if p.Nullable != nil {
		nullable = given(*p.Nullable, " nullable") + given(!*p.Nullable, " never null")
	}
	if p.Default != nil {
		value = " = " + *p.Default
	}
	words(b, "  "+p.Position.String()+" "+p.Name+" "+ref(p.Ref), value, nullable, given(p.Navigation, " navigation"), given(p.ReadOnly, " read-only"),
		given(p.Required, " required"), given(p.Deprecated, " deprecated"), quoted(p.Description))
}

func operation(b *strings.Builder, op *model.Operation) {
	fmt.Fprintf(b, "%d %s %s", op.Line, op.Method, op.Routes[0].Shape())
	words(b, given(op.Deprecated, " deprecated"), quoted(op.Title))
	for i, list := range [][]*model.Parameter{op.PathParameters, op.QueryParameters, op.Headers} {
		for _, p := range list {
			words(b, "  "+[]string{"path", "query", "header"}[i]+" "+p.Position.String()+" "+p.Name+" "+ref(p.Ref), given(p.Required, " required"), quoted(p.Description))
		}
	}
	if r := op.Request; r != nil {
		words(b, "  body "+ref(r.Ref), given(r.Optional, " optional"))
	}
	for _, p := range op.Permissions {
		words(b, "  "+p.Position.String()+" "+string(p.Kind)+": "+p.Text())
	}
	for _, r := range op.Responses {
		words(b, fmt.Sprintf("  -> %d %s", r.Status, ref(r.Ref)), given(r.Wrapped, " wrapped"))
	}
}

// ref prints a type: with * if it is an object, # if it is an enum, and ~ if it is
// loose.
func ref(r model.Ref) string {
	text := r.Type
	if r.Collection {
		text = "[]" + text
	}
	return text + given(r.Struct != nil, "*") + given(r.Enum != nil, "#") + given(r.Loose, "~")
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

// TestService reads the real description of a service. There are no findings.
func TestService(t *testing.T) {
	text, err := os.ReadFile("../../../shared/oracle/businesscentral-v1.0.openapi.json")
	if err != nil {
		t.Skip("needs a real description beside this checkout")
	}
	m, findings, err := openapi.Read(bytes.NewReader(text), "service.json")
	require.NoError(t, err)
	assert.Empty(t, casetest.Findings(findings))
	assert.NotEmpty(t, m.Types)
	assert.Equal(t, bytes.Count(text, []byte(`"operationId"`)), len(m.Operations))
}

func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("../../../shared/oracle/businesscentral-v1.0.openapi.json")
	if err != nil {
		b.Skip("needs a real description beside this checkout")
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, _, err := openapi.Read(bytes.NewReader(text), "service.json")
		require.NoError(b, err)
	}
}

// FuzzRead reads arbitrary text. Nothing may panic.
func FuzzRead(f *testing.F) {
	for _, file := range casetest.Files(f, cases) {
		if strings.HasPrefix(file.Name, "service.") {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, findings, err := openapi.Read(bytes.NewReader(text), "service.json")
		if err == nil {
			dump(m)
			casetest.Findings(findings)
		}
	})
}
