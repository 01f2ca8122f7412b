package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
)

// steps simulates the actions of a reader on the page. Each step records the
// rows that are shown.
const steps = `<script>
const result = [];
function record(step) {
	const shown = [...document.querySelectorAll("#findings tbody tr")].filter(row => !row.hidden && row.getBoundingClientRect().height > 0);
	result.push({step, shown: shown.map(row => row.cells[2].textContent), count: document.getElementById("shown").textContent});
}
function type(text) {
	form.elements.text.value = text;
	form.elements.text.dispatchEvent(new Event("input", {bubbles: true}));
}
function press(severity) { form.querySelector("[value=" + severity + "]").click(); }
function choose(kind, value) { document.querySelector(".pick[data-kind=" + kind + "][data-value='" + value + "']").click(); }
function column(table, name) {
	const header = [...document.querySelectorAll(table + " th")].find(cell => cell.textContent === name);
	header.querySelector("button").click();
	return header.getAttribute("aria-sort");
}
function list(table) {
	return [...document.querySelectorAll(table + " tbody tr")].filter(row => !row.hidden).map(row => row.cells[0].textContent);
}
record("at first");
type("TUG"); record("text in another case");
type("type-unknown"); record("a rule as text");
type("nothing has this"); record("text without a match");
type(""); press("error"); record("without errors");
press("warning"); press("note"); record("without any");
press("error"); record("errors alone");
form.requestSubmit(); record("after the enter key");
press("warning"); press("note");
choose("rule", "type-unknown"); record("a rule");
choose("resource", "harbor.port.tug"); record("a rule of a resource by its subject");
result.push({step: "the picked filters", shown: [...form.querySelectorAll(".chip:not([hidden])")].map(chip => chip.textContent), count: String(document.activeElement.id)});
form.querySelector("[data-drop=rule]").click(); record("without the rule");
choose("resource", "harbor.port.crane"); record("a resource by its files");
choose("resource", "harbor.port.crane"); record("without the resource");
choose("page", "docs/resources/tug.md"); record("a page");
choose("resource", "harbor.port.pier9"); record("a resource without findings");
column("#findings", "Severity"); choose("resource", "harbor.port.pier9"); choose("page", "docs/resources/tug.md"); record("by severity");
function sorted(step, name) {
	const order = column("#resources", name);
	result.push({step, shown: list("#resources").slice(0, 3), count: order});
}
sorted("sorted by number", "Of");
sorted("sorted in reverse", "Of");
sorted("sorted by name", "Resource");
result.push({step: "numbers in names", shown: list("#resources").slice(4, 7), count: String(list("#resources").length)});
document.querySelector("#resources .unfold").click();
result.push({step: "unfolded", shown: [document.querySelector("#resources .unfold").textContent], count: String(list("#resources").length)});
result.push({step: "sorted by rule", shown: [column("#findings", "Rule")], count: String(rows.length)});
record("by rule");
type("tug"); record("text in the sorted table");
press("error"); choose("rule", "type-assumed"); record("contradicting filters");
document.getElementById("everything").click(); record("everything");
const bar = document.querySelector("#resources meter");
result.push({step: "bar", shown: [bar.value + " of " + bar.max], count: String(bar.getBoundingClientRect().width > 50)});
result.push({step: "unnamed", shown: [...document.querySelectorAll("button, input, meter")].filter(e => !e.hidden && !(e.textContent || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML), count: ""});
result.push({step: "loaded", shown: performance.getEntriesByType("resource").map(entry => entry.name), count: ""});
document.documentElement.dataset.result = JSON.stringify(result);
</script>`

// TestBrowser opens the page in Chromium, filters and sorts.
func TestBrowser(t *testing.T) {
	browser := chromium(t)
	hostile := append(source.Findings{{Position: source.Position{File: "docs/api/x.md", Line: 1}, Rule: noType, Severity: noType.Severity, Message: `<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`}}, findings...)
	resources := []Resource{
		{Name: "harbor.port.berth", Sound: 3, Of: 4}, {Name: "harbor.port.tug", Sound: 1, Of: 2},
		{Name: "harbor.port.crane", Sound: 9, Of: 10, Files: []string{"docs/api/crane get.md", "docs/api/x.md", "docs/api/crane-list.md"}},
	}
	for i := range 30 {
		resources = append(resources, Resource{Name: fmt.Sprintf("harbor.port.pier%d", i+1), Sound: i, Of: i})
	}
	var page bytes.Buffer
	require.NoError(t, (&Report{Findings: hostile, Resources: resources}).Write(&page, "html"))
	file := filepath.Join(t.TempDir(), "findings.html")
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(page.String(), "</body>", steps+"</body>", 1)), 0o644))
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(), "--virtual-time-budget=2000", "--dump-dom", "file://"+file)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.Output()
	require.NoError(t, err)

	m := regexp.MustCompile(`data-result="([^"]*)"`).FindSubmatch(out)
	require.NotNil(t, m, "the page has no result: %s", out)
	type step struct {
		Step  string
		Shown []string
		Count string
	}
	var got []step
	require.NoError(t, json.Unmarshal([]byte(html.UnescapeString(string(m[1]))), &got))
	var all []string
	for _, f := range hostile {
		all = append(all, Visible(f.Text()))
	}
	some := func(of ...int) []string {
		list := []string{}
		for _, i := range of {
			list = append(list, all[i])
		}
		return list
	}
	assert.Equal(t, []step{
		{"at first", all, "5"},
		{"text in another case", some(3, 4), "2"},
		{"a rule as text", some(0, 1, 4), "3"},
		{"text without a match", some(), "0"},
		{"without errors", some(2, 3), "2"},
		{"without any", some(), "0"},
		{"errors alone", some(0, 1, 4), "3"},
		{"after the enter key", some(0, 1, 4), "3"},
		{"a rule", some(0, 1, 4), "3"},
		{"a rule of a resource by its subject", some(4), "1"},
		{"the picked filters", []string{"resource: harbor.port.tug", "rule: type-unknown"}, "all"},
		{"without the rule", some(4), "1"},
		{"a resource by its files", some(0, 2), "2"},
		{"without the resource", all, "5"},
		{"a page", some(3, 4), "2"},
		{"a resource without findings", some(), "0"},
		{"by severity", some(0, 1, 4, 2, 3), "5"},
		{"sorted by number", []string{"harbor.port.pier30", "harbor.port.pier29", "harbor.port.pier28"}, "descending"},
		{"sorted in reverse", []string{"harbor.port.pier1", "harbor.port.pier2", "harbor.port.tug"}, "ascending"},
		{"sorted by name", []string{"harbor.port.berth", "harbor.port.crane", "harbor.port.pier1"}, "ascending"},
		{"numbers in names", []string{"harbor.port.pier3", "harbor.port.pier4", "harbor.port.pier5"}, "25"},
		{"unfolded", []string{"Show the first 25"}, "33"},
		{"sorted by rule", []string{"ascending"}, "5"},
		{"by rule", some(3, 2, 0, 1, 4), "5"},
		{"text in the sorted table", some(3, 4), "2"},
		{"contradicting filters", some(), "0"},
		{"everything", some(3, 2, 0, 1, 4), "5"},
		{"bar", []string{"75 of 100"}, "true"},
		{"unnamed", []string{}, ""},
		{"loaded", []string{}, ""},
	}, got)
	assert.Contains(t, string(out), "<title>docwright findings</title>", "a message was run as a script")
}

// chromium returns the path of a Chromium browser, or skips the test.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	t.Skip("SKIPPED: no Chromium browser found; install one, for example Debian's package chromium")
	return ""
}
