package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// zoned reads a page of which the zones are read that keep names.
func zoned(t *testing.T, text string, keep func(*Zone) bool) (p *Page, codes string) {
	r := NewReader(fstest.MapFS{"a.md": {Data: []byte(text)}}, ".")
	r.Keep = keep
	p, err := r.Read("a.md")
	require.NoError(t, err)
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if c, ok := b.(*Code); ok {
				codes += strings.TrimSpace(c.Text) + "; "
			}
		}
	}
	return p, strings.TrimSuffix(codes, "; ")
}

const zones = "# Crane\n\n:::zone pivot=\"v1, old\"\n```\none\n:::zone-end\n```\n<!-- { \"blockType\": \"request\" } -->\n:::zone-end\n\n" +
	"::: zone pivot=\"v2\"\n```\ntwo\n```\n  :::zone pivot='inner'\n```\nthree\n```\n  :::zone-end\n:::zone-end\n\n```\nall\n```\n:::image source=\"a.png\":::\n"

func TestZones(t *testing.T) {
	all, codes := zoned(t, zones, nil)
	assert.Equal(t, "one\n:::zone-end; two; three; all", codes)
	require.Len(t, all.Zones, 3)
	assert.Equal(t, []string{"v1", "old"}, all.Zones[0].Names)
	assert.Equal(t, 3, all.Zones[0].Pos.Line)
	assert.Contains(t, all.Zones[1].Text, "two")
	assert.Contains(t, all.Zones[1].Text, "three")
	assert.NotContains(t, all.Zones[1].Text, "all")
	assert.Len(t, all.Annotations, 1)

	only := func(name string) func(*Zone) bool { return func(z *Zone) bool { return z.Holds(name) } }
	one, codes := zoned(t, zones, only("old"))
	assert.Equal(t, "one\n:::zone-end; all", codes)
	assert.Len(t, one.Zones, 3, "those that are not read count, too")
	assert.Len(t, one.Annotations, 1)
	two, codes := zoned(t, zones, only("v2"))
	assert.Equal(t, "two; all", codes, "a zone in another one is one of both")
	assert.Empty(t, two.Annotations)
	_, codes = zoned(t, zones, only("inner"))
	assert.Equal(t, "all", codes)
}

func TestZonesThatAreOdd(t *testing.T) {
	open, codes := zoned(t, "# Crane\n:::zone-end\n:::zone pivot=\"v1\"\n```\none\n```\n", func(*Zone) bool { return false })
	assert.Empty(t, codes)
	assert.Equal(t, []string{"zone-unterminated"}, rules(open.Findings))
	table, _ := zoned(t, "# Crane\n:::zone pivot=\"v1\"\n|a|b|\n|:--|:--|\n|1|2|3|4|\n<!-- open\n:::zone-end\n", func(*Zone) bool { return false })
	assert.Equal(t, []string{"comment-unterminated"}, rules(table.Findings))
	many, _ := zoned(t, strings.Repeat(":::zone pivot=\"v1\"\n", 20_000), nil)
	assert.Len(t, many.Zones, 500)
}

func TestMonikers(t *testing.T) {
	for _, tt := range []struct {
		rng, names string // those that it holds for
	}{
		{"rest-1.0", "rest-1.0"},
		{"= rest-1.9", "rest-1.9"},
		{">= rest-1.9", "rest-1.9 rest-1.10 rest-beta"},
		{"> rest-1.9", "rest-1.10 rest-beta"},
		{"<=rest-1.9", "rest-1.0 rest-1.9"},
		{"<rest-1.9 || rest-beta", "rest-1.0 rest-beta"},
	} {
		p, _ := zoned(t, "::: moniker range=\""+tt.rng+"\"\nx\n::: moniker-end\n", nil)
		require.Len(t, p.Zones, 1, tt.rng)
		var names []string
		for _, name := range []string{"rest-1.0", "rest-1.9", "rest-1.10", "rest-beta"} {
			if p.Zones[0].Holds(name) {
				names = append(names, name)
			}
		}
		assert.Equal(t, tt.names, strings.Join(names, " "), tt.rng)
	}
}

func TestCompareNames(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"v1", "v1", 0}, {"v1", "v2", -1}, {"v9", "v10", -1}, {"v09", "v9", 0}, {"a", "b", -1}, {"v1", "v1.0", -1}, {"beta", "v9", 1}, {"v9", "v1-preview", -1}, {"1a", "a1", -1},
	} {
		sign := func(n int) int { return min(max(n, -1), 1) }
		assert.Equal(t, tt.want, sign(CompareNames(tt.a, tt.b)), "%v", tt)
		assert.Equal(t, -tt.want, sign(CompareNames(tt.b, tt.a)), "%v", tt)
	}
}

// tabbed has a tab for each of two versions.
const tabbed = "# Crane\n\n# [Version 1](#tab/one)\n```\none\n```\n### Below\n# [v2.0](#tab/v2/x)\n```\ntwo\n---\n```\n---\n\n```\nall\n```\n"

func TestTabsOfVersions(t *testing.T) {
	all, codes := zoned(t, tabbed, nil)
	assert.Equal(t, "one; two\n---; all", codes)
	require.Len(t, all.Zones, 2)
	assert.Equal(t, []string{"one"}, all.Zones[0].Names)
	assert.Equal(t, []string{"v2"}, all.Zones[1].Names)
	assert.Equal(t, "\n```\none\n```\n### Below\n", all.Zones[0].Text)
	assert.Empty(t, all.Findings)

	_, codes = zoned(t, tabbed, func(z *Zone) bool { return z.Holds("v2") })
	assert.Equal(t, "two\n---; all", codes)

	open, codes := zoned(t, strings.Replace(tabbed, "\n---\n\n", "\n\n## After\n", 1), func(z *Zone) bool { return z.Holds("one") })
	assert.Equal(t, "one; all", codes, "a group without an end ends at a heading of the page")
	require.Len(t, open.Findings, 1)
	assert.Equal(t, ruleTabsOpen, open.Findings[0].Rule)

	for _, other := range []string{
		"# [Lamps](#tab/lamps)\n# [Berths](#tab/berths)\n---\n",
		"# [v1](#tab/v1)\n# [HTTP](#tab/http)\n---\n",
		"# [v1](#tab/v1)\n# [Any](#tab/any)\n---\n",
		"# [v1](#tab/v1)\n---\n",
		"# [Vast](#tab/vast)\n# [Step 1](#tab/step1)\n---\n",
	} {
		p, _ := zoned(t, "# Crane\n\n"+other, nil)
		assert.Empty(t, p.Zones, other)
	}
}
