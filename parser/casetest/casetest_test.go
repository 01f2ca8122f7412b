package casetest_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// write writes files to a new folder and returns the path of the folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return dir
}

// upper is a stage that returns each input file in upper case as a section.
func upper(_ *testing.T, root fstest.MapFS) map[string]string {
	sections := map[string]string{}
	for name, f := range root {
		sections[strings.TrimSuffix(name, ".in")] = strings.ToUpper(string(f.Data))
	}
	return sections
}

const crane = "About it.\n-- a.in --\nlift\n-- b.in --\n-- a --\nLIFT\n"

func TestRun(t *testing.T) {
	dir := write(t, map[string]string{"crane.txtar": crane, "quay.txtar": "-- b.in --\nlong\n-- b --\nLONG\n"})
	var names []string
	casetest.Run(t, filepath.Join(dir, "*.txtar"), []string{"a", "b"}, func(t *testing.T, root fstest.MapFS) map[string]string {
		names = append(names, t.Name())
		assert.NotContains(t, root, "a", "a section is not an input")
		return upper(t, root)
	})
	assert.Equal(t, []string{"TestRun/crane", "TestRun/quay"}, names)
}

// TestInner runs in the process that failed starts. Otherwise it does nothing.
func TestInner(t *testing.T) {
	dir, pattern := os.Getenv("CASETEST_DIR"), os.Getenv("CASETEST_PATTERN")
	switch os.Getenv("CASETEST_INNER") {
	case "run":
		casetest.Run(t, filepath.Join(dir, pattern), []string{"a", "b"}, upper)
	case "list":
		casetest.RuleList(t, filepath.Join(dir, pattern))
	case "rules":
		casetest.Rules(t, dir, filepath.Join(dir, pattern))
	}
}

// failed runs a part of TestInner on a folder in a separate process. It returns
// whether the test failed, and its output.
func failed(t *testing.T, part, dir, pattern string) (bool, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestInner$")
	cmd.Env = append(os.Environ(), "CASETEST_INNER="+part, "CASETEST_DIR="+dir, "CASETEST_PATTERN="+pattern)
	out, err := cmd.CombinedOutput()
	return err != nil, string(out)
}

// TestRunCompares checks that Run fails if a section differs, or is missing on
// either side.
func TestRunCompares(t *testing.T) {
	for name, text := range map[string]string{
		"same":     crane,
		"differs":  "-- a.in --\nlift\n-- a --\nDROP\n",
		"more":     "-- a.in --\nlift\n-- a --\nLIFT\n-- b --\nMORE\n",
		"missing":  "-- a.in --\nlift\n",
		"no cases": "",
	} {
		files := map[string]string{"x.txtar": text}
		if text == "" {
			files = nil
		}
		dir := write(t, files)
		got, out := failed(t, "run", dir, "*.txtar")
		assert.Equal(t, name != "same", got, "%s: %s", name, out)
	}
}

// TestUpdate checks that the flag rewrites the sections and keeps the other
// files.
func TestUpdate(t *testing.T) {
	dir := write(t, map[string]string{"x.txtar": "About it.\n-- a --\nOLD\n-- a.in --\nlift\n-- c --\nGONE\n"})
	require.False(t, casetest.Updating())
	require.NoError(t, flag.Set("update", "true"))
	t.Cleanup(func() { require.NoError(t, flag.Set("update", "false")) })
	assert.True(t, casetest.Updating())
	casetest.Run(t, filepath.Join(dir, "*.txtar"), []string{"a", "c"}, upper)
	data, err := os.ReadFile(filepath.Join(dir, "x.txtar"))
	require.NoError(t, err)
	assert.Equal(t, "About it.\n-- a.in --\nlift\n-- a --\nLIFT\n", string(data))
}

func TestFiles(t *testing.T) {
	dir := write(t, map[string]string{"crane.txtar": crane, "quay.txtar": "-- b.in --\nlong\n"})
	var all []string
	for file, f := range casetest.Files(t, filepath.Join(dir, "*.txtar")) {
		all = append(all, filepath.Base(file)+" "+f.Name+" "+string(f.Data))
	}
	assert.Equal(t, []string{"crane.txtar a.in lift\n", "crane.txtar b.in ", "crane.txtar a LIFT\n", "quay.txtar b.in long\n"}, all)
	for range casetest.Files(t, filepath.Join(dir, "*.txtar")) {
		break // and no more is read
	} // the iterator must stop
}

var ruleShown = source.Declare(source.Rule{Name: "test-shown", Severity: source.Note, Summary: "It is shown."})

func TestFindings(t *testing.T) {
	var l source.Findings
	l.Add(source.Position{File: "b.md", Line: 1}, ruleShown, "two")
	l.Add(source.Position{File: "a.md", Line: 1}, ruleShown, "one")
	l.Add(source.Position{File: "a.md", Line: 1}, ruleShown, "one")
	const want = "a.md:1: one [test-shown]\nb.md:1: two [test-shown]\n"
	assert.Equal(t, want, casetest.Findings(l))
	assert.Equal(t, want, casetest.Findings(l), "the list does not change")
	assert.Equal(t, "b.md", l[0].Position.File)
	assert.Empty(t, casetest.Findings(nil))
}

// TestRulesAreShown checks that each rule needs a finding or a reason in a
// case.
func TestRulesAreShown(t *testing.T) {
	dir := write(t, map[string]string{
		"rules.go": "package x\n\nvar a = source.Declare(source.Rule{Severity: source.Error, Name: \"one-shown\"})\nvar b = source.Declare(source.Rule{Name: \"one-hidden\"})\n" +
			"var c = reason(\"why-shown\", \"x\")\nvar d = other(\"no-rule\")\nvar e = model.Why{Name: \"no-rule\"}\nvar f = source.Rule{Name: name}\n",
		"x_test.go": "package x\n\nvar g = source.Declare(source.Rule{Name: \"of-a-test\"})\n",
		"x.txtar":   "-- findings --\nx.md:1: it [one-shown]\n-- reasons --\nx.md:1: it [why-shown]\none-hidden\n",
	})
	got, out := failed(t, "rules", dir, "x.txtar")
	assert.True(t, got)
	assert.Equal(t, []string{"no case shows the rule one-hidden"}, regexp.MustCompile("no case shows .*").FindAllString(out, -1))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "y.txtar"), []byte("[one-hidden]"), 0o644))
	got, out = failed(t, "rules", dir, "*.txtar")
	assert.False(t, got, out)
}

// TestRuleList checks that an added, a removed or a changed rule fails.
func TestRuleList(t *testing.T) {
	const line = "test-shown note: It is shown.\n"
	dir := write(t, map[string]string{"same": line, "less": "", "more": line + "other note: It is more.\n", "severity": strings.Replace(line, "note", "error", 1), "words": strings.Replace(line, "shown.", "seen.", 1)})
	for _, name := range []string{"same", "less", "more", "severity", "words", "missing"} {
		got, out := failed(t, "list", dir, name)
		assert.Equal(t, name != "same", got, "%s: %s", name, out)
	}
	file := filepath.Join(dir, "less")
	require.NoError(t, flag.Set("update", "true"))
	t.Cleanup(func() { require.NoError(t, flag.Set("update", "false")) })
	casetest.RuleList(t, file)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, line, string(data))
}

func TestReasons(t *testing.T) {
	var reasons model.Reasons
	why := &model.Why{Name: "why-shown", Summary: "By its words."}
	reasons.Add("kind", why, source.Position{File: "vessel.md", Line: 3, Col: 1}, "a \"vessel\"")
	reasons.Add("base", why, source.Position{File: "vessel.md"}, "")
	assert.Equal(t, "vessel\n  kind: vessel.md:3:1: \"a \\\"vessel\\\"\" [why-shown]\n  base: vessel.md: \"\" [why-shown]\n", casetest.Reasons("vessel", reasons))
}
