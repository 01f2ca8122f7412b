package page

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
)

// blocks returns the dump of a page without its first line, and its findings.
func blocks(p *Page) string {
	_, rest, _ := strings.Cut(dump(p), "\n")
	return rest + casetest.Findings(p.Findings)
}

// TestFirstByte checks that text at the beginning of a page is read as anywhere
// else.
func TestFirstByte(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"\n":                     "",
		"a":                      "  1:1 prose \"a\"\n",
		"a\n":                    "  1:1 prose \"a\"\n",
		"*a*":                    "  1:1 prose emph(\"a\")\n",
		"`a`":                    "  1:1 prose code(\"a\")\n",
		"[a](b)":                 "  1:1 prose link(\"a\" b)\n",
		"![a](b)":                "  1:1 prose link(\"a\" b)\n",
		"ab         [a](b)":      "  1:1 prose \"ab         \"link(\"a\" b)\n",
		"<https://a>":            "  1:1 prose link(\"https://a\" https://a)\n",
		"<x>":                    "page.md:1:1: HTML is not read: \"<x>\" [html-skipped]\n",
		"<b>a":                   "  1:1 prose \"a\"\n",
		"\\*a":                   "  1:1 prose \"*a\"\n",
		"&amp;":                  "  1:1 prose \"&\"\n",
		"- a":                    "  1:1 list\n    1:1 \"a\"\n",
		"1. a":                   "  1:1 list\n    1:1 \"a\"\n",
		"> a":                    "  1:3 prose quote \"a\"\n",
		"# A":                    "1:1 1 \"A\" #a\n",
		"A\n-":                   "1:1 2 \"A\" #a\n",
		"    a":                  "  1:5 prose \"a\"\n",
		"|a|\n|-|\n|b|":          "  1:1 table\n    1:2 \"a\"\n    3:1 3:2 \"b\"\n",
		"|a|\n|-|\n|b":           "  1:1 table\n    1:2 \"a\"\n    3:1 3:2 \"b\"\n",
		"---\nwords\nb":          "  2:1 prose \"words b\"\npage.md:1:1: the front matter is not closed by a line --- within 16384 bytes [front-matter-malformed]\n",
		"|a|b|\n|-|-|\n|1|2\nx":  "  1:1 table\n    1:2 \"a\" | 1:4 \"b\"\n    3:1 3:2 \"1\" | 3:4 \"2\"\n  4:1 prose \"x\"\npage.md:4:1: the line in the table has no pipe; join it with its row, or put a blank line before it [table-row-broken]\n",
		"a|b\n-|-":               "  1:1 table\n    1:1 \"a\" | 1:3 \"b\"\n",
		"|-|":                    "  1:1 prose \"|-|\"\npage.md:1:1: the table has no header and is not read; add a row of column names above this line [table-without-header]\n",
		"```\na\n```":            "  1:1 code \"\" text 2:1\n    \"a\\n\"\n",
		"```\na\n```\n":          "  1:1 code \"\" text 2:1\n    \"a\\n\"\n",
		"```\na":                 "  1:1 code \"\" text 2:1\n    \"a\\n\"\npage.md:1:1: the code block is not closed [fence-unterminated]\n",
		"```\na\n":               "  1:1 code \"\" text 2:1\n    \"a\\n\"\npage.md:1:1: the code block is not closed [fence-unterminated]\n",
		"```json":                "  1:1 code \"json\" text 1:1\npage.md:1:1: the code block is not closed [fence-unterminated]\n",
		"```json\n":              "  1:1 code \"json\" text 2:1\npage.md:1:1: the code block is not closed [fence-unterminated]\n",
		"```\n```":               "  1:1 code \"\" text 2:1\n",
		"~~~xy":                  "  1:1 code \"xy\" text 1:1\npage.md:1:1: the code block is not closed [fence-unterminated]\n",
		"<div>":                  "page.md:1:1: HTML is not read: \"<div>\" [html-skipped]\n",
		"<br/>":                  "",
		"[!TIP] a":               "  1:1 prose \"a\"\n",
		"[!div x]":               "",
		"[!INCLUDE [x](x.md)]":   "  x.md:1:1 prose \"in\"\n",
		"[!INCLUDE [x](y.md)]":   "page.md:1:15: include of \"y.md\": no such file [include-missing]\n",
		"[!INCLUDE [x](x.md)] a": "  1:1 prose \"in\"\" a\"\n",
		"# [HTTP](#tab/http)\na": "  2:1 prose \"a\"\n",
		"<!-- a -->b":            "  1:11 prose \"b\"\n",
		"<!---->b":               "  1:8 prose \"b\"\n",
		"<!--":                   "  1:2 prose \"!--\"\npage.md:1:1: the comment is not closed; it is read as text [comment-unterminated]\n",
		"<!--{}":                 "annotation 1:5  {}\npage.md:1:1: the comment is not closed; it is read up to the end of its JSON object [comment-unterminated]\npage.md:1:5: no matching block follows the annotation \"\" [annotation-without-block]\n",
		"---":                    "",
		"---\n":                  "page.md:1:1: the front matter is not closed by a line --- within 16384 bytes [front-matter-malformed]\n",
		"---\n---":               "",
		"---\ntitle: a\n...\nb":  "  4:1 prose \"b\"\n",
		"--- \ntitle: a\n---\t":  "",
		"---\ntitle: a\nb":       "  3:1 prose \"b\"\npage.md:1:1: the front matter is not closed by a line --- within 16384 bytes [front-matter-malformed]\n",
		"\x00abc":                "  1:1 prose \"?abc\"\npage.md:1:1: byte 0x00 is not UTF-8 text; it is read as a question mark [encoding-invalid]\n",
		"\ufeff# A":              "1:1 1 \"A\" #a\n",
	} {
		p := read(t, map[string]string{"docs/page.md": text, "docs/x.md": "in"})
		got := blocks(p)
		if _, rest, front := strings.Cut(got, "title page.md"); front {
			_, got, _ = strings.Cut(rest, "\n")
		}
		assert.Equal(t, want, got, "%q", text)
		checkPositions(t, fstest.MapFS{"docs/page.md": {Data: []byte(text)}, "docs/x.md": {Data: []byte("in")}}, p)
	}
}

// TestFixesAroundOpenFences checks that a pipe is fixed if and only if it is in
// a table outside of code.
func TestFixesAroundOpenFences(t *testing.T) {
	const table = "|a|b|\n|-|-|\n|1|`x|y`|\n"
	for text, lines := range map[string][]int{
		table + "\n```\n" + table:                               {3},
		"```\n" + table + "```\n\n" + table:                     {9},
		"````\n" + table + "```\n" + table:                      nil,
		"````\n" + table + "```\n" + table + "````\n\n" + table: {13},
		"~~~\n" + table + "```\n" + table + "~~~\n\n" + table:   {13},
		"> ```\n> x\n\n" + table:                                {6},
		"> > ```\n> > x\n> > ```\n\n" + table:                   {7},
		"<!--\n" + table + "-->\n" + table:                      {8},
		"```x`y\n\n" + table:                                    {5},
		"~~~x`y\n\n" + table:                                    nil,
		"``\n\n" + table:                                        {5},
		"```\n```x\n" + table:                                   nil,
		"```\n``` \t\n" + table:                                 {5},
		"\t```\n\n" + table:                                     nil,
	} {
		var got []int
		for _, f := range readOne(t, text).Findings {
			if f.Rule == rulePipeInCode {
				got = append(got, f.Position.Line)
				require.Len(t, f.Fix.Edits, 1)
				assert.Equal(t, f.Position, f.Fix.Edits[0].Position)
				assert.Equal(t, "|", f.Fix.Edits[0].Was)
				assert.Equal(t, `\|`, f.Fix.Edits[0].With)
			}
		}
		assert.Equal(t, lines, got, "%q", text)
	}
}

// TestAnnotationFixes checks that the first finding of an annotation has the
// edits that make it strict JSON.
func TestAnnotationFixes(t *testing.T) {
	p := readOne(t, "# A\n\n<!-- {'blockType': \"request\", \"a\": 1,} -->\n```\nx\n```\n")
	require.Len(t, p.Findings, 2)
	assert.Equal(t, "page.md:3:7: the annotation is not strict JSON: single quotes [annotation-mended]", p.Findings[0].String())
	assert.Equal(t, "page.md:3:37: the annotation is not strict JSON: trailing comma [annotation-mended]", p.Findings[1].String())
	var edits []string
	for _, e := range p.Findings[0].Fix.Edits {
		edits = append(edits, fmt.Sprintf("%s %q %q", e.Position, e.Was, e.With))
	}
	assert.Equal(t, []string{`page.md:3:7 "'" "\""`, `page.md:3:17 "'" "\""`, `page.md:3:37 "," ""`}, edits)
	assert.Nil(t, p.Findings[1].Fix)
	p = readOne(t, "<!-- {\"blockType\": \"ignored\"} behind, -->\n")
	assert.Empty(t, p.Findings, "text after the object is not reported")
}

// TestExactLimits checks the largest page, line, nesting and number of
// files within each limit, and the smallest beyond it.
func TestExactLimits(t *testing.T) {
	finding := func(p *Page) string {
		list := strings.Split(strings.TrimSuffix(casetest.Findings(p.Findings), "\n"), "\n")
		return list[0]
	}
	cells := func(columns, rows int) string {
		return strings.Repeat("|a", columns) + "\n" + strings.Repeat("|-", columns) + "\n" + strings.Repeat("|1\n", rows)
	}
	for name, test := range map[string]struct{ most, more, want string }{
		"page":    {strings.Repeat(strings.Repeat("x", 1023)+"\n", maxPage/1024), strings.Repeat("x\n", maxPage/2) + "x", "page.md: read docs/page.md: larger than 1048576 bytes; the page is not read [page-too-large]"},
		"line":    {"a\n" + strings.Repeat("x", maxLine) + "\n", "a\n" + strings.Repeat("x", maxLine+1), "page.md:2:1: the line of 65537 bytes is not read; a line may have 65536 bytes [line-too-long]"},
		"markers": {strings.Repeat("> ", 64) + "a", "a\n\n " + strings.Repeat("> ", 65) + "a", "page.md:3:1: the line is nested 65 levels deep and is not read; a line may have 64 levels [page-too-complex]"},
		"numbers": {strings.Repeat("1029) ", 64) + "a", strings.Repeat("1029) ", 65) + "a", "page.md:1:1: the line is nested 65 levels deep and is not read; a line may have 64 levels [page-too-complex]"},
		"mixed":   {strings.Repeat("> 9. - * + ", 12) + "1a", strings.Repeat("> 9. - * + ", 12) + "- - - - - a", "page.md:1:1: the line is nested 65 levels deep and is not read; a line may have 64 levels [page-too-complex]"},
		"cells":   {cells(300, 99), "a\n\n" + cells(300, 100), "page.md:3:1: the table of 300 columns and 100 rows is not read; the tables of a page may have 30000 cells in total [table-too-large]"},
		"escapes": {"|a|b|\n|-|-|\n" + strings.Repeat("|`a\\|b`|c|\n", 3000), "|a|b|\n|-|-|\n" + strings.Repeat("|`a\\|b`|c|\n", 3001), "page.md:3003:1: code beside an escaped pipe is read as text from here on; the rows of a page may have 3000 such pipes [page-too-complex]"},
		"quotes":  {strings.Repeat(">", 64) + "a", strings.Repeat(">", 65) + "a", "page.md:1:1: the line is nested 65 levels deep and is not read; a line may have 64 levels [page-too-complex]"},
		"tables": {cells(300, 49) + "\n" + cells(300, 49), cells(300, 49) + "\n" + cells(300, 49) + "\n" + cells(1, 0),
			"page.md:105:1: the table of 1 columns and 0 rows is not read; the tables of a page may have 30000 cells in total [table-too-large]"},
		"inlines": {strings.Repeat("[\n", 5000) + strings.Repeat("_\n", 5000), "a\n\n" + strings.Repeat("[\n", 3000) + strings.Repeat("*\n", 3000) + strings.Repeat("_\n", 4001),
			"page.md:3:1: the paragraph has 10001 brackets, asterisks and underscores, which are too many; it is not read [page-too-complex]"},
	} {
		assert.Empty(t, casetest.Findings(readOne(t, test.most).Findings), name)
		p := readOne(t, test.more)
		assert.Equal(t, test.want, finding(p), name)
	}
	p := readOne(t, "a\n\n"+strings.Repeat("[", 10001)) // the last line has no end
	assert.Equal(t, []string{"page-too-complex"}, rules(p.Findings))
	assert.Len(t, p.Sections[0].Blocks, 1, "what is too much is not read")
	p = readOne(t, strings.Repeat("x\n", maxPage/2)+"x")
	require.Len(t, p.Sections, 1)
	assert.Equal(t, p.TitlePos, p.Sections[0].Pos)
}

// TestRefusedTables checks that a table beyond the limit is skipped with all
// its rows, and that the text after it is read.
func TestRefusedTables(t *testing.T) {
	p := readOne(t, strings.Repeat("|a", 1000)+"\n"+strings.Repeat("|-", 1000)+"\n"+strings.Repeat("|1\n", 150)+"\nafter\n\n|a|\n|-|\n|1|\n")
	assert.Equal(t, "  154:1 prose \"after\"\n  156:1 table\n    156:2 \"a\"\n    158:1 158:2 \"1\"\n"+
		"page.md:1:1: the table of 1000 columns and 150 rows is not read; the tables of a page may have 30000 cells in total [table-too-large]\n", blocks(p))
}

// TestLinesBetweenRows checks that a line between rows counts as one row.
func TestLinesBetweenRows(t *testing.T) {
	table := func(rows int) string {
		return strings.Repeat("|a", 300) + "\n" + strings.Repeat("|-", 300) + "\n" + strings.Repeat("|1|\n", rows) + "x\n"
	}
	assert.Equal(t, []string{"table-row-broken"}, rules(readOne(t, table(98)).Findings))
	assert.Equal(t, []string{"table-row-broken", "table-too-large"}, rules(readOne(t, table(99)).Findings))
}

// TestIncludeBudget checks the limits on depth, number and size of includes.
func TestIncludeBudget(t *testing.T) {
	chain := func(n int) map[string]string {
		files := map[string]string{}
		for i := range n {
			name := fmt.Sprintf("docs/%d.md", i)
			if i == 0 {
				name = "docs/page.md"
			}
			files[name] = fmt.Sprintf("[!INCLUDE [x](%d.md)]\n", i+1)
		}
		files[fmt.Sprintf("docs/%d.md", n)] = "end\n"
		return files
	}
	p := read(t, chain(10))
	assert.Equal(t, "  10.md:1:1 prose \"end\"\n", blocks(p))
	assert.Len(t, p.Included, 10)
	p = read(t, chain(11))
	assert.Equal(t, "10.md:1:15: includes are nested deeper than 10 [include-limit]\n", blocks(p))

	many := func(n int) string { return strings.Repeat("[!INCLUDE [x](x.md)]\n", n) }
	p = read(t, map[string]string{"docs/page.md": many(200), "docs/x.md": "a"})
	assert.Empty(t, p.Findings)
	assert.Len(t, p.Sections[0].Blocks, 200)
	assert.Equal(t, []string{"docs/x.md"}, p.Included)
	p = read(t, map[string]string{"docs/page.md": many(202), "docs/x.md": "a"})
	assert.Equal(t, "page.md:1:15: the page includes more than 200 files or 4194304 bytes; the rest is not read [include-limit]\n", casetest.Findings(p.Findings))
	assert.Len(t, p.Sections[0].Blocks, 200)

	large := strings.Repeat(strings.Repeat("x", 1023)+"\n", maxPage/1024)
	p = read(t, map[string]string{"docs/page.md": many(4), "docs/x.md": large})
	assert.Empty(t, p.Findings)
	p = read(t, map[string]string{"docs/page.md": many(4) + "[!INCLUDE [y](y.md)]\n", "docs/x.md": large, "docs/y.md": "a"})
	assert.Equal(t, []string{"include-limit"}, rules(p.Findings))
	p = read(t, map[string]string{"docs/page.md": "[!INCLUDE [x](x.md)]", "docs/x.md": large + "x"})
	assert.Equal(t, "page.md:1:15: include of \"x.md\": larger than 1048576 bytes [page-too-large]\n", casetest.Findings(p.Findings))

	p = read(t, map[string]string{"docs/page.md": "[!INCLUDE [x](sub/x.md)]", "docs/sub/x.md": "a\n\n[!INCLUDE [y](../sub/x.md)]"})
	assert.Equal(t, "  sub/x.md:1:1 prose \"a\"\nsub/x.md:3:15: sub/x.md includes itself [include-limit]\n", blocks(p))
	p = read(t, map[string]string{"docs/page.md": "a\n\n[!INCLUDE [x](x.md)]", "docs/x.md": "b\n\n[!INCLUDE [y](page.md)]"})
	assert.Contains(t, blocks(p), "includes itself")
	assert.Equal(t, []string{"docs/x.md", "docs/page.md"}, p.Included)
}

// TestFrontMatterLines checks each form of a line in front matter.
func TestFrontMatterLines(t *testing.T) {
	at := func(n int) string { return "page.md:" + fmt.Sprint(n) + ":1: " }
	const rule = " [front-matter-malformed]\n"
	for line, want := range map[string]string{
		"title: a":                  "a",
		"titlex: a":                 "",
		"title:\ta":                 "a",
		"title : a":                 "a",
		"title:":                    "",
		"title:a":                   at(2) + `want key: value, found "title:a"` + rule,
		"title:\"a\"":               "a",
		"title:'a'":                 "a",
		"title: 'it''s'":            "it's",
		`title: "a \"b\" \\"`:       `a "b" \`,
		`title: 'a \"b'`:            `a \"b`,
		"title: ''":                 "",
		"title: '":                  "'" + at(2) + "the opening quote of the value is not closed; the value is read literally" + rule,
		"title: \"a":                "\"a" + at(2) + "the opening quote of the value is not closed; the value is read literally" + rule,
		"title: \"a'":               "\"a'" + at(2) + "the opening quote of the value is not closed; the value is read literally" + rule,
		"title: [a]":                "[a]",
		"title: {a}":                "{a}",
		"title: [a":                 "[a" + at(2) + "the opening bracket of the value is not closed; the value is read literally" + rule,
		"title: {a]":                "{a]" + at(2) + "the opening bracket of the value is not closed; the value is read literally" + rule,
		"title: a: b":               "a: b" + at(2) + "a value with a colon before a space must be quoted; the value is read literally" + rule,
		"title: a:b":                "a:b",
		"title: &a":                 "&a" + at(2) + "a value can't begin with & unless it is quoted; the value is read literally" + rule,
		"title: *a":                 "*a" + at(2) + "a value can't begin with * unless it is quoted; the value is read literally" + rule,
		"title: !a":                 "!a" + at(2) + "a value can't begin with ! unless it is quoted; the value is read literally" + rule,
		"title: %a":                 "%a" + at(2) + "a value can't begin with % unless it is quoted; the value is read literally" + rule,
		"title: @a":                 "@a" + at(2) + "a value can't begin with @ unless it is quoted; the value is read literally" + rule,
		"title: `a":                 "`a" + at(2) + "a value can't begin with ` unless it is quoted; the value is read literally" + rule,
		"a-b_c.9Z: x":               "",
		"a/b: x":                    at(2) + `want key: value, found "a/b: x"` + rule,
		": x":                       at(2) + `want key: value, found ": x"` + rule,
		"xx":                        at(2) + `want key: value, found "xx"` + rule,
		"words":                     at(2) + `want key: value, found "words"` + rule,
		strings.Repeat("w", 50):     at(2) + `want key: value, found "` + strings.Repeat("w", 40) + `"` + rule,
		"\ttitle: a":                at(2) + "the line is indented with a tab; use spaces" + rule,
		" title: a":                 "",
		"# title: a":                "",
		"- title: a":                "",
		"":                          "",
		"title: a\ntitle: b":        "a",
		"title: ''\ntitle: b":       "b",
		"description: x\ntitle: b ": "b",
	} {
		p := readOne(t, "---\n"+line+"\n---\n\n# A\n")
		assert.Equal(t, want, p.Front.Title+casetest.Findings(p.Findings), "%q", line)
		require.Len(t, p.Sections, 2, "%q", line)
		assert.Empty(t, p.Sections[0].Blocks, "%q", line)
	}
	long := "---\n" + strings.Repeat("a: b\n", maxFrontMatter/5) + "---\n"
	assert.Equal(t, []string(nil), rules(readOne(t, long).Findings))
	long = "---\n" + strings.Repeat("a: b\n", maxFrontMatter/5+2) + "---\n"
	assert.Equal(t, []string{"front-matter-malformed"}, rules(readOne(t, long).Findings))
}

// TestAnchors checks that repeated headings get numbered anchors.
func TestAnchors(t *testing.T) {
	for title, want := range map[string]string{
		"azAZ09": "azaz09", "a b-c_d": "a-b-c_d", "a.b/c(d)": "abcd", "Ä ß É 9": "ä-ß-é-9", "{a}@z[`": "az", "٣": "٣", "a\u00a0b": "ab",
	} {
		assert.Equal(t, want, anchorText(title), title)
	}
	p := readOne(t, strings.Repeat("# A\n\n", 102))
	assert.Equal(t, "a", p.Sections[1].Anchor)
	assert.Equal(t, "a-1", p.Sections[2].Anchor)
	assert.Equal(t, "a-99", p.Sections[100].Anchor)
	assert.Equal(t, "a-99", p.Sections[101].Anchor, "numbering stops at 99")
}

// TestTags checks tags that break a line, tags that are removed as markup, and
// text that only looks like a tag.
func TestTags(t *testing.T) {
	text := func(in string) string { return readOne(t, "x "+in).Sections[0].Blocks[0].(*Prose).Text.String() }
	for tag := range strings.FieldsSeq("br hr p div ul ol li dl dt dd tr table blockquote pre") {
		assert.Equal(t, "x a b", text("a<"+tag+">b"), tag)
		assert.Equal(t, "x a b", text("a</"+tag+">b"), tag)
		assert.Equal(t, "x a b", text("a<"+strings.ToUpper(tag)+" class='x'/>b"), tag)
	}
	for tag := range strings.FieldsSeq("a abbr b big cite code center del dfn em font i img ins kbd mark q s samp small span strike strong sub sup tbody td tfoot th thead tt u var wbr " +
		"details summary h1 h2 h3 h4 h5 h6") {
		assert.Equal(t, "x ab", text("a<"+tag+">b"), tag)
		assert.Equal(t, "x ab", text("a<"+tag+" id=\"x\">b"), tag)
	}
	for _, tag := range []string{"id", "berth-id", "b-id", "string", "br1", "bx", "table-id", "h7", "userPrincipalName"} {
		assert.Equal(t, "x a<"+tag+">b", text("a<"+tag+">b"), tag)
	}
}

// TestRuleList checks the names, severities and summaries of the rules.
func TestRuleList(t *testing.T) {
	casetest.RuleList(t, filepath.Join("testdata", "rules.txt"))
}

// TestPanic checks that a panic of the markdown parser is a finding.
func TestPanic(t *testing.T) {
	r := NewReader(fstest.MapFS{"page.md": {Data: []byte("# A\n")}}, ".")
	r.markdown = nil
	p, err := r.Read("page.md")
	require.NoError(t, err)
	assert.Equal(t, []string{"page-unparseable"}, rules(p.Findings))
	assert.Contains(t, p.Findings[0].String(), "page.md: the markdown parser failed (")
	require.Len(t, p.Sections, 1)
	assert.Equal(t, p.TitlePos, p.Sections[0].Pos)
	assert.Equal(t, "page.md:1:1", p.TitlePos.String())
}

// TestFolders checks pages in folders below the root, and missing files.
func TestFolders(t *testing.T) {
	root := fstest.MapFS{"a/docs/x/page.md": {Data: []byte("[!INCLUDE [x](../y.md)]\n\n[!INCLUDE [x](../../z.md)]\n\n[!INCLUDE [x](../../../w.md)]\n")},
		"a/docs/y.md": {Data: []byte("y")}, "a/z.md": {Data: []byte("z")}, "w.md": {Data: []byte("w")}}
	for docs, want := range map[string][]string{
		"a/docs":   {"y.md:1:1", "../z.md:1:1", "../../w.md:1:1"},
		"./a/docs": {"y.md:1:1", "../z.md:1:1", "../../w.md:1:1"},
		"a":        {"docs/y.md:1:1", "z.md:1:1", "../w.md:1:1"},
		".":        {"a/docs/y.md:1:1", "a/z.md:1:1", "w.md:1:1"},
	} {
		r := NewReader(root, docs)
		name := strings.TrimPrefix("a/docs/x/page.md", strings.TrimPrefix(docs, "./")+"/")
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				p, err := r.Read(name)
				if !assert.NoError(t, err) {
					return
				}
				var got []string
				for _, b := range p.Sections[0].Blocks {
					got = append(got, b.Position().String())
				}
				assert.Equal(t, want, got, docs)
				assert.Equal(t, []string{"a/docs/y.md", "a/z.md", "w.md"}, p.Included)
			})
		}
		wg.Wait()
	}
	r := NewReader(root, "a/docs")
	_, err := r.Read("none.md")
	assert.EqualError(t, err, "open a/docs/none.md: file does not exist")
	_, err = r.Read("none/x.md")
	assert.EqualError(t, err, "open a/docs/none: file does not exist")
	_, err = r.Read("none/sub/x.md")
	assert.EqualError(t, err, "open a/docs/none: file does not exist")
	_, err = r.Read("y.md/x.md")
	assert.EqualError(t, err, "open a/docs/y.md: not a regular file")
	_, err = r.Read("x")
	assert.EqualError(t, err, "open a/docs/x: not a regular file")
}

// brokenFS has files that can be opened and not read.
type brokenFS struct{ fstest.MapFS }

var errBroken = errors.New("the disk is broken")

func (b brokenFS) Open(name string) (fs.File, error) {
	f, err := b.MapFS.Open(name)
	return brokenFile{f}, err
}

type brokenFile struct{ fs.File }

func (brokenFile) Read([]byte) (int, error) { return 0, errBroken }

func TestFilesThatCannotBeRead(t *testing.T) {
	_, err := NewReader(brokenFS{fstest.MapFS{"docs/page.md": {Data: []byte("# A")}}}, "docs").Read("page.md")
	assert.ErrorIs(t, err, errBroken)
}

// TestLinkToThePages reads pages through a symbolic link to their folder.
func TestLinkToThePages(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "real"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "real", "page.md"), []byte("# A\n"), 0o644))
	if err := os.Symlink("real", filepath.Join(dir, "docs")); err != nil {
		t.Skip("This file system has no symbolic links.")
	}
	p, err := NewReader(os.DirFS(dir), "docs").Read("page.md")
	require.NoError(t, err)
	assert.Equal(t, "A", p.Title)
}

// TestBlank trims white space, including characters of no width.
func TestBlank(t *testing.T) {
	for _, r := range " \t\n\v\f\r\u00a0\u2003\u3000\u200b\u200c\u200d\u2060\ufeff" {
		assert.Equal(t, "a", trimLeft(string(r)+string(r)+"a"), "%U", r)
		assert.Equal(t, "a", trimRight("a"+string(r)+string(r)), "%U", r)
		assert.Empty(t, trimLeft(string(r)), "%U", r)
		assert.Empty(t, trimRight(string(r)), "%U", r)
	}
	for _, s := range []string{"", "a", "!", "~", "\x7f", "é", "\u200e", "\ufffd", "\x00"} {
		assert.Equal(t, s, trimLeft(s))
		assert.Equal(t, s, trimRight(s))
	}
}

// TestPositionsInCode checks the position of each byte of a code block,
// indented or not.
func TestPositionsInCode(t *testing.T) {
	for text, want := range map[string][]string{
		"```\nab\ncd\n```\n":          {"2:1", "2:2", "2:3", "3:1", "3:2", "3:3"},
		"- ```\n  ab\n   c\n  ```\n":  {"2:3", "2:4", "2:5", "3:3", "3:4", "3:5"},
		"  ```\n  ab\n c\n```\n":      {"2:3", "2:4", "2:5", "3:2", "3:3"},
		"> ```\n> ab\n> c\n> ```\n":   {"2:3", "2:4", "2:5", "3:3", "3:4"},
		">```\n>\tab\n>```\n":         {"2:3", "2:3", "2:3", "2:4", "2:5"},
		"-\t```\n\tab\n\t c\n\t```\n": {"2:2", "2:3", "2:4", "3:2", "3:3", "3:4"},
	} {
		p := readOne(t, text)
		var code *Code
		for _, b := range p.Sections[0].Blocks {
			if c, ok := b.(*Code); ok {
				code = c
			}
		}
		require.NotNil(t, code, "%q", text)
		if code.cut != nil {
			assert.Equal(t, code.Pos.Col-1, code.Indent, "%q", text)
		} else {
			assert.Zero(t, code.Indent, "%q", text)
		}
		var got []string
		for i := range len(code.Text) {
			got = append(got, strings.TrimPrefix(code.At(i).String(), "page.md:"))
		}
		assert.Equal(t, want, got, "%q of %q", code.Text, text)
	}
}
