package page

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
)

// maxFuzz is the maximum size of an input in bytes.
const maxFuzz = 1 << 14

// casePages returns the pages of the cases.
func casePages(t testing.TB) [][]byte {
	var pages [][]byte
	for _, file := range casetest.Files(t, casesGlob) {
		if strings.HasSuffix(file.Name, ".md") {
			pages = append(pages, file.Data)
		}
	}
	require.NotEmpty(t, pages)
	return pages
}

// addMatches adds the first group of each match in the cases as a seed.
func addMatches(f *testing.F, re *regexp.Regexp) {
	seeds := 0
	for _, page := range casePages(f) {
		for _, m := range re.FindAllSubmatch(page, -1) {
			f.Add(string(m[1]))
			seeds++
		}
	}
	require.NotZero(f, seeds)
}

func readAndCheck(t *testing.T, text string) *Page {
	root := fstest.MapFS{"docs/page.md": {Data: []byte(text)}, "docs/x.md": {Data: []byte("|a|\n|-|\n|b|\n")}}
	p, err := NewReader(root, "docs").Read("page.md")
	require.NoError(t, err)
	require.NotContains(t, rules(p.Findings), "page-unparseable")
	checkPositions(t, root, p)
	_ = dump(p)
	return p
}

// isRead reports whether a page is text.
func isRead(p *Page) bool { return !slices.Contains(rules(p.Findings), ruleEncodingUnknown.Name) }

// FuzzPage reads any page. Reading does not fail, and all positions are inside
// the page.
func FuzzPage(f *testing.F) {
	for _, page := range casePages(f) {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) <= maxFuzz {
			readAndCheck(t, string(data))
		}
	})
}

// FuzzFrontMatter puts any lines between the dashes. The text after the front
// matter is not affected.
func FuzzFrontMatter(f *testing.F) {
	addMatches(f, regexp.MustCompile(`(?s)\A---\n(.*?)\n---\n`))
	f.Add(strings.Repeat("\xb5", 200))
	f.Add("title: &a [*a, *a]\nx: !!python/object y\n\ttab: 1\n- item\n\"open: 1")
	closing := regexp.MustCompile(`(?m)^(---|\.\.\.)[ \t]*$`)
	f.Fuzz(func(t *testing.T, lines string) {
		if len(lines) > maxFrontMatter-100 || strings.ContainsAny(lines, "\r\x00") || closing.MatchString(lines) {
			return
		}
		p := readAndCheck(t, "---\n"+lines+"\n---\n# Berths\n\nA place.\n")
		if !isRead(p) {
			return
		}
		last := p.Sections[len(p.Sections)-1]
		require.Equal(t, "Berths", last.Title)
		require.Len(t, last.Blocks, 1)
		require.Equal(t, "A place.", last.Blocks[0].(*Prose).Text.String())
		require.NotContains(t, p.Front.Title+p.Front.Description, "\n")
	})
}

// FuzzAnnotation puts any text into the comment before a code block. The block
// is not affected, and an annotation in strict JSON is attached to it unless it
// belongs to a table.
func FuzzAnnotation(f *testing.F) {
	addMatches(f, regexp.MustCompile(`(?s)<!--(.*?)-->`))
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > maxFuzz || strings.Contains(body, "--") || strings.ContainsAny(body, "\r\x00`~") || strings.HasPrefix(body, ">") || strings.HasPrefix(body, "->") {
			return
		}
		p := readAndCheck(t, "# Berths\n\n<!--"+body+"-->\n\n```http\nGET /x\n```\n")
		if !isRead(p) {
			return
		}
		last := p.Sections[len(p.Sections)-1]
		require.NotEmpty(t, last.Blocks)
		code, ok := last.Blocks[len(last.Blocks)-1].(*Code)
		require.True(t, ok)
		require.Equal(t, "GET /x\n", code.Text)
		var fields map[string]any
		if !utf8.ValidString(body) || json.Unmarshal([]byte(body), &fields) != nil {
			return
		}
		kind, _ := fields["blockType"].(string)
		for key := range fields {
			if strings.EqualFold(key, "type") || key != "blockType" && strings.EqualFold(key, "blockType") {
				return
			}
		}
		if kind != "" && !strings.EqualFold(kind, "permissions") && strings.Count(body, "blockType") == 1 {
			require.NotNil(t, code.Annotation, "%q", body)
			require.True(t, strings.EqualFold(kind, code.Annotation.BlockType), "%q", code.Annotation.BlockType)
		}
	})
}
