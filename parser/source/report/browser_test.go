package report

import (
	"bytes"
	"encoding/json"
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

// steps are what a reader does with the page, one after the other. Each records
// what is shown then.
const steps = `<script>
const result = [];
function record(step) {
	const shown = rows.filter(row => !row.hidden && row.getBoundingClientRect().height > 0);
	result.push({step, shown: shown.map(row => row.cells[2].textContent), count: document.getElementById("shown").textContent});
}
function type(text) {
	form.elements.text.value = text;
	form.elements.text.dispatchEvent(new Event("input", {bubbles: true}));
}
function click(severity) { form.querySelector("[value=" + severity + "]").click(); }
record("at first");
type("TUG"); record("text in another case");
type("type-unknown"); record("a rule");
type("nothing has this"); record("text that is nowhere");
type(""); click("error"); record("without errors");
click("warning"); click("note"); record("without any");
click("error"); record("errors alone");
form.requestSubmit(); record("after the enter key");
const bar = document.querySelector("#resources meter");
result.push({step: "bar", shown: [bar.value + " of " + bar.max], count: String(bar.getBoundingClientRect().width > 50)});
result.push({step: "loaded", shown: performance.getEntriesByType("resource").map(entry => entry.name), count: ""});
document.documentElement.dataset.result = JSON.stringify(result);
</script>`

// TestBrowser opens the page in Chromium and uses its filter.
func TestBrowser(t *testing.T) {
	browser := chromium(t)
	hostile := append(source.Findings{{Position: source.Position{File: "docs/api/x.md", Line: 1}, Rule: noType, Message: `<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`}}, findings...)
	var page bytes.Buffer
	require.NoError(t, WriteCovered(&page, "html", hostile, []Resource{{"harbor.port.berth", 3, 4}}))
	file := filepath.Join(t.TempDir(), "findings.html")
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(page.String(), "</body>", steps+"</body>", 1)), 0o644))
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(), "--virtual-time-budget=2000", "--dump-dom", "file://"+file)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.Output()
	require.NoError(t, err)

	m := regexp.MustCompile(`data-result="([^"]*)"`).FindSubmatch(out)
	require.NotNil(t, m, "the page did nothing: %s", out)
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
		{"a rule", some(0, 1, 4), "3"},
		{"text that is nowhere", some(), "0"},
		{"without errors", some(2, 3), "2"},
		{"without any", some(), "0"},
		{"errors alone", some(0, 1, 4), "3"},
		{"after the enter key", some(0, 1, 4), "3"},
		{"bar", []string{"75 of 100"}, "true"},
		{"loaded", []string{}, ""},
	}, got)
	assert.Contains(t, string(out), "<title>docwright findings</title>", "a message was run")
}

// chromium returns the path of a Chromium, or skips the test.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	t.Skip("SKIPPED: there is no Chromium to open the page of findings in: install one, such as Debian's package chromium")
	return ""
}
