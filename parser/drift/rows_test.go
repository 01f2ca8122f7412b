package drift_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/drift"
)

// propertyRows reads tables of properties independently of the parser. It takes
// the first cell of each line that begins with a bar, below a heading that
// mentions properties or relationships.
func propertyRows(t *testing.T, docs fs.FS) map[string]map[string]bool {
	pages, err := fs.Glob(docs, "resources/*.md")
	require.NoError(t, err)
	rows := map[string]map[string]bool{}
	for _, name := range pages {
		text, err := fs.ReadFile(docs, name)
		require.NoError(t, err)
		rows[name] = map[string]bool{}
		inside, line := false, 0
		for s := range strings.Lines(string(text)) {
			s = strings.TrimSpace(s)
			switch {
			case strings.HasPrefix(s, "#"):
				heading := strings.ToLower(s)
				inside, line = strings.Contains(heading, "properties") || strings.Contains(heading, "relationships"), 0
			case !inside || !strings.HasPrefix(s, "|"):
				line = 0
			default:
				if line++; line > 2 {
					cell, _, _ := strings.Cut(s[1:], "|")
					if cell = strings.Trim(strings.TrimSpace(cell), "`*"); cell != "" && !strings.ContainsAny(cell, "@[ ") {
						rows[name][cell] = true
					}
				}
			}
		}
	}
	return rows
}

// TestAddedAndRemovedRows counts the rows that only one of two revisions of
// real pages has, and checks that most of them are reported.
func TestAddedAndRemovedRows(t *testing.T) {
	const folder = "../../../shared/corpus/"
	earlier, later := folder+"graph-2021-01/api-reference", folder+"graph-2021-07/api-reference"
	if _, err := os.Stat(earlier); err != nil {
		t.Skip("needs two revisions of real pages beside this checkout")
	}
	side := func(root string) drift.Side {
		m, _, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS(root), Docs: "v1.0"})
		require.NoError(t, err)
		return drift.Side{Model: m}
	}
	is := side(later)
	pages := map[string][]string{} // by type
	for _, typ := range is.Model.Types {
		pages[typ.Qualified()] = typ.Pages
	}
	reported, fingerprints := map[string]bool{}, map[string]bool{}
	for _, c := range drift.Compare(is, side(earlier), drift.Revisions) {
		assert.False(t, fingerprints[c.Fingerprint()], "%s is reported twice", c.Subject)
		fingerprints[c.Fingerprint()] = true
		owner, name, isPart := strings.Cut(c.Subject, "/")
		if isPart && slices.Contains([]string{"property-added", "property-removed", "property-case-changed"}, c.Rule.Name) {
			for _, page := range append(pages[owner], c.Position.File, c.Other.File) {
				reported[page+" "+strings.ToLower(name)] = true
			}
		}
	}
	was, now := propertyRows(t, os.DirFS(path.Join(earlier, "v1.0"))), propertyRows(t, os.DirFS(path.Join(later, "v1.0")))
	var missed []string
	all := 0
	for page, names := range now {
		before, both := was[page]
		if !both {
			continue // the type is new
		}
		for _, list := range []struct{ has, lacks map[string]bool }{{names, before}, {before, names}} {
			for name := range list.has {
				if list.lacks[name] {
					continue
				}
				all++
				if !reported[page+" "+strings.ToLower(name)] {
					missed = append(missed, fmt.Sprintf("%s %s", page, name))
				}
			}
		}
	}
	slices.Sort(missed)
	t.Logf("of %d rows added or removed, %d are reported; the others:\n%s", all, all-len(missed), strings.Join(missed, "\n"))
	assert.Greater(t, all, 50)
	assert.GreaterOrEqual(t, float64(all-len(missed))/float64(all), 0.93)
}
