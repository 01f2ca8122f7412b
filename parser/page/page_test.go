package page

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/source"
)

const casesGlob = "../../testdata/cases/page/*.txtar"

func TestRules(t *testing.T) { casetest.Rules(t, ".", casesGlob) }

// TestCases reads docs/page.md of each case and compares its dump and findings.
// Other files below docs/ are included by the page.
func TestCases(t *testing.T) {
	casetest.Run(t, casesGlob, []string{"blocks", "findings"}, func(t *testing.T, root fstest.MapFS) map[string]string {
		p, err := NewReader(root, "docs").Read("page.md")
		require.NoError(t, err)
		checkPositions(t, root, p)
		return map[string]string{"blocks": dump(p), "findings": casetest.Findings(p.Findings)}
	})
}

// checkPositions checks that each position of a page is inside its file, and
// that text in one piece is found at its position.
func checkPositions(t *testing.T, root fs.FS, p *Page) {
	t.Helper()
	files := map[string][][]byte{}
	inside := func(pos source.Position) []byte {
		if _, ok := files[pos.File]; !ok {
			data, err := fs.ReadFile(root, filepath.ToSlash(filepath.Join("docs", pos.File)))
			require.NoError(t, err)
			data = UnixLines(slices.Clone(data))
			(&file{starts: lineStarts(data)}).replaceBadBytes(data)
			files[pos.File] = bytes.Split(data, []byte("\n"))
		}
		lines := files[pos.File]
		require.True(t, 0 < pos.Line && pos.Line <= len(lines)+1, "line of %v", pos)
		if pos.Line == len(lines)+1 {
			return nil
		}
		line := lines[pos.Line-1]
		require.True(t, 0 < pos.Col && pos.Col <= len(line)+1, "column of %v", pos)
		return line[pos.Col-1:]
	}
	prefix := func(pos source.Position, want string) {
		require.True(t, bytes.HasPrefix(inside(pos), []byte(want)), "%q at %v", want, pos)
	}
	inside(p.TitlePos)
	for _, f := range p.Findings {
		if f.Position.Line > 0 {
			inside(f.Position)
		}
	}
	for _, a := range p.Annotations {
		prefix(a.Pos, a.file.lineAt(a.base))
		for _, m := range a.Fields.Members {
			inside(a.At(m.Offset))
			inside(a.At(m.Value.End))
		}
	}
	for _, s := range p.Sections {
		inside(s.Pos)
		for _, block := range s.Blocks {
			inside(block.Position())
			switch block := block.(type) {
			case *Code:
				checkCode(t, block, inside)
			case *Table:
				for _, row := range block.Rows {
					inside(row.Pos)
					require.Len(t, row.Cells, len(block.Header))
					for _, cell := range row.Cells {
						inside(cell.Pos)
					}
				}
			case *List:
				require.NotEmpty(t, block.Items)
				for _, item := range block.Items {
					inside(item.Pos)
				}
			}
		}
	}
}

func checkCode(t *testing.T, c *Code, inside func(source.Position) []byte) {
	t.Helper()
	if c.Text == "" {
		return
	}
	require.True(t, strings.HasSuffix(c.Text, "\n"))
	offset := 0
	for _, line := range strings.SplitAfter(c.Text, "\n") {
		rest := inside(c.At(offset))
		require.Equal(t, strings.TrimLeft(strings.TrimSuffix(line, "\n"), " \t"), strings.TrimLeft(string(rest), " \t"))
		offset += len(line)
		if offset == len(c.Text) {
			break
		}
	}
}

func read(t testing.TB, files map[string]string) *Page {
	t.Helper()
	root := fstest.MapFS{}
	for name, text := range files {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := NewReader(root, "docs").Read("page.md")
	require.NoError(t, err)
	return p
}

func readOne(t testing.TB, text string) *Page {
	return read(t, map[string]string{"docs/page.md": text})
}

func rules(findings source.Findings) []string {
	var names []string
	for _, f := range findings {
		names = append(names, f.Rule.Name)
	}
	return names
}

// TestLineEnds checks that line endings and a byte order mark don't change a
// page.
func TestLineEnds(t *testing.T) {
	for file, f := range casetest.Files(t, casesGlob) {
		if f.Name != "docs/page.md" {
			continue
		}
		want := readOne(t, string(f.Data))
		for name, text := range map[string]string{
			"CRLF": strings.ReplaceAll(string(f.Data), "\n", "\r\n"),
			"CR":   strings.ReplaceAll(string(f.Data), "\n", "\r"),
			"BOM":  "\ufeff" + string(f.Data),
		} {
			got := readOne(t, text)
			assert.Equal(t, dump(want), dump(got), "%s with %s", file, name)
			assert.Equal(t, casetest.Findings(want.Findings), casetest.Findings(got.Findings), "%s with %s", file, name)
		}
	}
}

// bytesPerByte is the most memory that a page may allocate, for each of its bytes.
const bytesPerByte = 1000

// costly are texts that goldmark can't read in reasonable time or memory, and
// texts that come close. The rule is the finding that reports the text as
// skipped; it is empty if the text is read.
var costly = map[string]struct {
	text, rule string
}{
	"padded table": {strings.Repeat("|a", 4000) + "\n" + strings.Repeat("|-", 4000) + strings.Repeat("\n|1", 4000), "table-too-large"},
	"padded table in a quote": {"> " + strings.Repeat("|a", 4000) + "\n> " + strings.Repeat("|-", 4000) +
		strings.Repeat("\n> |1", 4000), "table-too-large"},
	"padded table in a list": {"- " + strings.Repeat("|a", 4000) + "\n  " + strings.Repeat("|-", 4000) +
		strings.Repeat("\n  |1", 4000), "table-too-large"},
	"many padded tables": {strings.Repeat(strings.Repeat("|a", 300)+"\n"+strings.Repeat("|-", 300)+strings.Repeat("\n|1", 300)+"\n\n", 300), "table-too-large"},
	"brackets":           {strings.Repeat(strings.Repeat("[](", 500)+"\n", 80), "page-too-complex"},
	"brackets in parts":  {strings.Repeat(strings.Repeat("[](", 2000)+"\n\n", 100), "page-too-complex"},
	"emphasis":           {strings.Repeat(strings.Repeat("*a_ ", 500)+"\n", 80), "page-too-complex"},
	"quotes":             {strings.Repeat("> ", 20_000) + "a", "page-too-complex"},
	"lists":              {strings.Repeat("- ", 20_000) + "a", "page-too-complex"},
	"references":         {strings.Repeat("[a]: b\n", 40_000), "page-too-complex"},
	"references apart":   {strings.Repeat("[a]: b\n\n", 40_000), ""},
	"long line":          {strings.Repeat("x", 70_000), "line-too-long"},
	"indented lists":     {nestedList(400), ""},
	"backticks":          {backticks(300), ""},
	"comments":           {strings.Repeat("<!-- {\"a\": [1,\n", 40_000), "comment-unterminated"},
	"tags":               {strings.Repeat("<a b='", 10_000), ""},
	"front matter":       {"---\n" + strings.Repeat("a: [\n", 20_000), "front-matter-malformed"},
}

// TestLimits checks that text which takes goldmark too long is skipped, and that
// the rest of the page is read. The memory that is allocated shows that the work
// grows with the size of the page. BenchmarkLimits measures the time.
func TestLimits(t *testing.T) {
	const rest = "\n\n## Berths\n\n|a|b|\n|-|-|\n|1|2|\n"
	for name, tt := range costly {
		t.Run(name, func(t *testing.T) {
			text := tt.text + rest
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			p := readOne(t, text)
			runtime.ReadMemStats(&after)
			t.Logf("%d bytes are allocated for each byte", (after.TotalAlloc-before.TotalAlloc)/uint64(len(text)))
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(len(text))*bytesPerByte)
			if tt.rule != "" {
				assert.Contains(t, rules(p.Findings), tt.rule)
			}
			last := p.Sections[len(p.Sections)-1]
			require.Equal(t, "Berths", last.Title)
			assert.IsType(t, &Table{}, last.Blocks[0])
		})
	}
	p := readOne(t, strings.Repeat("x\n", maxPage/2)+"x")
	assert.Equal(t, []string{"page-too-large"}, rules(p.Findings))
	p = readOne(t, strings.Repeat("x", 5<<20))
	assert.Equal(t, []string{"page-too-large"}, rules(p.Findings))
}

func nestedList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func backticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("`", i+1) + " ")
		if i%50 == 49 {
			b.WriteString("\n")
		}
	}
	return b.String()
}

// TestIncludesOutside checks that no spelling of an include opens a file
// outside of the root.
func TestIncludesOutside(t *testing.T) {
	for _, target := range []string{
		"../../../x.md", "/etc/passwd", "../.git/config", ".x.md", "//host/x.md", "http://harbor.example/x.md", "file:///etc/passwd", `..\..\x.md`, `\\host\x`,
		"%2e%2e/%2e%2e/%2e%2e/x.md", "..%2f..%2fx.md", "C:/x.md", "x/../../../y.md", "..",
	} {
		p := readOne(t, "[!INCLUDE [x]("+target+")]\n")
		assert.Equal(t, []string{"include-outside"}, rules(p.Findings), target)
	}
	p := readOne(t, "[!INCLUDE [x](../docs_more/k.md)]\n")
	assert.Equal(t, []string{"include-missing"}, rules(p.Findings))
	p = readOne(t, "[!INCLUDE [x](%252e%252e/%252e%252e/x.md)]\n")
	assert.Equal(t, []string{"include-missing"}, rules(p.Findings), "escapes are decoded once")
}

// TestSymlinks checks that symbolic links are not followed and folders are not
// opened as files.
func TestSymlinks(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "root", "docs"), 0o755))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "out"), 0o755))
	for name, text := range map[string]string{
		"secret.md":         "secret",
		"out/x.md":          "secret",
		"root/docs/page.md": "[!INCLUDE [a](link.md)]\n[!INCLUDE [b](out/x.md)]\n[!INCLUDE [c](folder.md)]\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	docs := filepath.Join(dir, "root", "docs")
	require.NoError(t, os.Mkdir(filepath.Join(docs, "folder.md"), 0o755))
	if err := os.Symlink("../../secret.md", filepath.Join(docs, "link.md")); err != nil {
		t.Skip("the file system has no symbolic links")
	}
	require.NoError(t, os.Symlink("../../out", filepath.Join(docs, "out")))
	for name, root := range map[string]fs.FS{"DirFS": os.DirFS(filepath.Join(dir, "root")), "Root": openRoot(t, filepath.Join(dir, "root"))} {
		p, err := NewReader(root, "docs").Read("page.md")
		require.NoError(t, err)
		assert.Equal(t, []string{"include-unreadable", "include-unreadable", "include-unreadable"}, rules(p.Findings), name)
		assert.Empty(t, p.Sections[0].Blocks)
		_, err = NewReader(root, "docs").Read("link.md")
		require.ErrorIs(t, err, errSymlink)
		_, err = NewReader(root, "docs").Read("folder.md")
		require.ErrorIs(t, err, errNotRegular)
		_, err = NewReader(root, "docs").Read("none.md")
		require.ErrorIs(t, err, fs.ErrNotExist)
	}
}

func openRoot(t *testing.T, dir string) fs.FS {
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// TestIncludeLimits checks that circular and exponential includes end.
func TestIncludeLimits(t *testing.T) {
	files := map[string]string{"docs/page.md": "[!INCLUDE [x](0.md)]\n[!INCLUDE [x](self.md)]\n", "docs/self.md": "a\n\n[!INCLUDE [x](page.md)]\n"}
	for i := range 20 {
		files[fmt.Sprintf("docs/%d.md", i)] = strings.Repeat(fmt.Sprintf("[!INCLUDE [x](%d.md)]\n\n", i+1), 2)
	}
	p := read(t, files)
	blocks := 0
	for _, section := range p.Sections {
		blocks += len(section.Blocks)
	}
	assert.LessOrEqual(t, blocks, maxIncludes)
	assert.LessOrEqual(t, len(p.Findings), maxIncludes)
	assert.Contains(t, rules(p.Findings), "include-limit")
	assert.NotContains(t, rules(p.Findings), "include-missing")
}

// TestBadBytes checks that bytes that are not text are reported at their
// positions.
func TestBadBytes(t *testing.T) {
	p := readOne(t, "# Berth\n\na\xffb `c\x00d`\n")
	assert.Equal(t, "page.md:3:2: byte 0xff is not UTF-8 text; it is read as a question mark [encoding-invalid]\n"+
		"page.md:3:7: byte 0x00 is not UTF-8 text; it is read as a question mark [encoding-invalid]\n", casetest.Findings(p.Findings))
	assert.Equal(t, "a?b c?d", p.Sections[1].Blocks[0].(*Prose).Text.String())
	p = readOne(t, strings.Repeat("\xff good ", 1000))
	assert.Len(t, p.Findings, maxByteFindings+1)
}

// TestOtherEncodings checks that a file in UTF-16, or in a script that another encoding
// has one byte for each letter of, is not read as question marks.
func TestOtherEncodings(t *testing.T) {
	page := "# Berth\n\nA berth.\n"
	wide := "\xff\xfe"
	for _, c := range []byte(page) {
		wide += string([]byte{c, 0})
	}
	for name, text := range map[string]string{"UTF-16": wide, "KOI8-R": "# \xf0\xd2\xc9\xde\xc1\xcc\n"} {
		p := read(t, map[string]string{"docs/page.md": text})
		assert.Equal(t, "page.md: not UTF-8 text; convert the file to UTF-8; the page is not read [encoding-unknown]\n", casetest.Findings(p.Findings), name)
		p = read(t, map[string]string{"docs/page.md": page + "\n[!INCLUDE [x](x.md)]\n", "docs/x.md": text})
		assert.Equal(t, "page.md:5:15: include of \"x.md\": not UTF-8 text; convert the file to UTF-8 [include-unreadable]\n", casetest.Findings(p.Findings), name)
	}
}
