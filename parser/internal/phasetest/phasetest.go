// Package phasetest runs cases through all phases. The packages that read
// operations use it in their tests.
package phasetest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/internal/phase"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Run reads the pages of each case that matches the pattern. It compares the
// operations, reasons, findings and fixes with the sections of those names.
func Run(t *testing.T, pattern string) {
	casetest.Run(t, pattern, []string{"operations", "reasons", "findings", "fixes"}, func(t *testing.T, root fstest.MapFS) map[string]string {
		m, findings := Read(t, root)
		got := map[string]string{"operations": dump(m.Operations), "findings": casetest.Findings(findings), "fixes": fixes(findings)}
		if strings.Contains(t.Name(), "/reasons") {
			for _, op := range m.Operations {
				got["reasons"] += casetest.Reasons(op.Name, op.Reasons)
			}
		}
		return got
	})
}

// Cases is the pattern of the cases, for tests in a package below
// parser/internal.
const Cases = "../../../testdata/cases/operation/*.txtar"

// Compare is [Run] for all cases. With -update it skips the test, because only
// the tests of package operation may write the cases. Concurrent updates would
// lose changes.
func Compare(t *testing.T) {
	if casetest.Updating() {
		t.Skip("the tests of parser/operation update the cases")
	}
	Run(t, Cases)
}

// Read runs all phases on the pages of a tree.
func Read(t testing.TB, root fs.FS) (*model.Model, source.Findings) {
	pages := Pages(t, root, ".")
	m := pages.Link()
	pages.Settle(m)
	require.NoError(t, pages.Check(context.Background(), m))
	return m, slices.Concat(pages.Findings.Pages, pages.Findings.Types, pages.Findings.Operations)
}

// Pages reads the pages of a folder of a tree.
func Pages(t testing.TB, root fs.FS, docs string) *phase.Pages {
	folder, err := fs.Sub(root, docs)
	require.NoError(t, err)
	names, err := fs.Glob(folder, "*/*.md")
	require.NoError(t, err)
	reader := page.NewReader(root, docs)
	pages, err := phase.Read(context.Background(), len(names), func(i int) *phase.Page {
		p, err := reader.Read(names[i])
		if err != nil {
			t.Error(err)
			return nil
		}
		return phase.ReadPage(p)
	})
	require.NoError(t, err)
	return pages
}

// fixes prints the edits of findings.
func fixes(findings source.Findings) string {
	findings.Sort()
	var b strings.Builder
	for _, f := range findings {
		if f.Fix == nil {
			continue
		}
		for _, e := range f.Fix.Edits {
			fmt.Fprintf(&b, "%s: %q -> %q [%s]\n", e.Position, e.Was, e.With, f.Rule.Name)
		}
	}
	return b.String()
}

// dump prints the operations of the model, one fact per line.
func dump(ops []*model.Operation) string {
	var b strings.Builder
	for i, op := range ops {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s %s %s\n", op.Name, op.Kind, op.Method)
		if op.Description != "" {
			fmt.Fprintf(&b, "  %q\n", op.Description)
		}
		if op.Deprecated {
			b.WriteString("  deprecated\n")
		}
		for _, r := range op.Routes {
			fmt.Fprintf(&b, "  path %s%s\n", route(r), suffix(op, r))
			params(&b, "    query", r.Query)
		}
		params(&b, "  path parameter", op.PathParameters)
		params(&b, "  option", op.QueryParameters)
		if op.NoOptions {
			b.WriteString("  no options\n")
		}
		for _, name := range op.Refused {
			fmt.Fprintf(&b, "  not %s\n", name)
		}
		params(&b, "  header", op.Headers)
		for _, p := range op.Permissions {
			fmt.Fprintf(&b, "  permission %s %v %s%s\n", p.Kind, p.Supported, p.Text(), said(p.ByResource, "by resource")+said(p.Paths != nil, "for "+strings.Join(p.Paths, ", ")))
		}
		if op.Request != nil {
			fmt.Fprintf(&b, "  request%s%s%s\n", typ(op.Request.Ref), said(op.Request.Optional, "optional"), said(op.Request.MediaTypes != nil, "as "+strings.Join(op.Request.MediaTypes, ", ")))
			if op.Request.ReadOnlyToo {
				b.WriteString("    read-only properties too\n")
			}
			params(&b, "    member", op.Request.Parameters)
		}
		for _, r := range op.Responses {
			fmt.Fprintf(&b, "  response %d%s%s%s%s\n", r.Status, typ(r.Ref), promised(r.Headers), said(r.Wrapped, "wrapped"), said(r.Unseen, "never shown"))
			if r.Monitor.Type+r.MonitorPage != "" {
				fmt.Fprintf(&b, "    monitor%s%s\n", typ(r.Monitor), said(r.MonitorPage != "", r.MonitorPage))
			}
		}
		for _, e := range op.Examples {
			example(&b, e)
		}
	}
	return b.String()
}

// route prints a path by its parts: parameters in brackets, "'" around quoted
// ones, "+" for those with a path as their value.
func route(r *model.Route) string {
	var b strings.Builder
	for _, s := range r.Segments {
		b.WriteByte('/')
		for _, p := range s {
			switch {
			case p.Param == nil:
				b.WriteString(p.Text)
			case p.Quoted:
				b.WriteString("{'" + p.Param.Name + "'}")
			case p.Path:
				b.WriteString("{+" + p.Param.Name + "}")
			default:
				b.WriteString("{" + p.Param.Name + "}")
			}
		}
	}
	return b.String()
}

// suffix prints the name of a route if it differs from that of the operation.
func suffix(op *model.Operation, r *model.Route) string {
	if r.Name == op.Name {
		return ""
	}
	return " " + r.Name
}

func typ(ref model.Ref) string {
	if ref.Type == "" {
		return ""
	}
	if ref.Collection {
		return " " + ref.Type + "[]"
	}
	return " " + ref.Type
}

func params(b *strings.Builder, what string, list []*model.Parameter) {
	for _, p := range list {
		fmt.Fprintf(b, "%s %s%s", what, p.Name, typ(p.Ref))
		if len(p.Aliases) > 0 {
			fmt.Fprintf(b, " or %s", strings.Join(p.Aliases, ", "))
		}
		b.WriteString(said(p.Required, "required") + said(p.ByTable, "by the table") + said(p.General, "in general"))
		if what == "  header" {
			fmt.Fprintf(b, ": %s", p.Description)
		}
		b.WriteByte('\n')
	}
}

func example(b *strings.Builder, e *model.Example) {
	fmt.Fprintf(b, "  example %s: %s %s", e.Name, e.Request.Method, e.Request.Path)
	for i, q := range e.Request.Query {
		fmt.Fprintf(b, "%c%s=%s", "?&"[min(i, 1)], q.Name, q.Value)
	}
	b.WriteString(mismatch(e.Request.Gap) + "\n")
	if e.StandIn != nil {
		fmt.Fprintf(b, "    in its place %s\n", e.StandIn.Name)
	}
	for _, a := range e.Arguments {
		fmt.Fprintf(b, "    argument %s = %s\n", a.Param.Name, a.Value)
	}
	for _, h := range e.Request.Headers {
		fmt.Fprintf(b, "    sends %s: %s\n", h.Name, h.Value)
	}
	body(b, "sends", e.Request.JSON, e.Request.Text)
	if r := e.Response; r != nil {
		fmt.Fprintf(b, "    answer %d%s\n", r.Status, mismatch(r.Gap))
		body(b, "answers", r.JSON, r.Text)
		if len(r.Unknown) > 0 {
			fmt.Fprintf(b, "    unknown %s\n", strings.Join(r.Unknown, ", "))
		}
	}
}

func body(b *strings.Builder, what string, json model.RawJSON, text string) {
	if json != "" {
		fmt.Fprintf(b, "    %s JSON %s\n", what, strings.Join(strings.Fields(string(json)), " "))
	}
	if text != "" {
		fmt.Fprintf(b, "    %s text %q\n", what, text)
	}
}

// said returns the words if the condition holds.
func said(so bool, words string) string {
	if !so {
		return ""
	}
	return " " + words
}

func mismatch(rule *source.Rule) string {
	if rule == nil {
		return ""
	}
	return " GAP " + rule.Name
}

func promised(headers []string) string {
	if len(headers) == 0 {
		return ""
	}
	return " with " + strings.Join(headers, ", ")
}

// Page reads a page from its text.
func Page(t testing.TB, name, text string) *page.Page {
	p, err := page.NewReader(fstest.MapFS{name: {Data: []byte(text)}}, ".").Read(name)
	require.NoError(t, err)
	return p
}

// declares matches the rule names that a file declares.
var declares = regexp.MustCompile(`source\.Rule\{Name: "([a-z0-9-]+)"`)

// Rules checks that the cases show each rule of the package in the current
// folder, and compares the summaries of the rules with testdata/rules.txt.
func Rules(t *testing.T, pattern string) {
	casetest.Rules(t, ".", pattern)
	text, err := os.ReadFile("rules.go")
	require.NoError(t, err)
	var own []string
	for _, m := range declares.FindAllStringSubmatch(string(text), -1) {
		own = append(own, m[1])
	}
	var b strings.Builder
	for _, rule := range source.Rules() {
		if slices.Contains(own, rule.Name) {
			fmt.Fprintf(&b, "%s %s: %s\n", rule.Name, rule.Severity, rule.Summary)
		}
	}
	file := filepath.Join("testdata", "rules.txt")
	if casetest.Updating() {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), b.String())
}
