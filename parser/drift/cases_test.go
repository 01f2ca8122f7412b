package drift_test

import (
	"bytes"
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/openapi"
	"github.com/docwright/docwright/parser/permissions"
	"github.com/docwright/docwright/parser/source"
)

const cases = "../../testdata/cases/drift/*.txtar"

// TestCases compares the pages in the folder "is" with the pages in the folder
// "was", with service.xml, with service.yaml, or with permissions.json.
func TestCases(t *testing.T) {
	casetest.Run(t, cases, []string{"changes"}, func(t *testing.T, files fstest.MapFS) map[string]string {
		var b strings.Builder
		seen := map[string]bool{}
		for _, c := range compare(t, files) {
			assert.False(t, seen[c.Fingerprint()], "%s is reported twice", c.Subject)
			seen[c.Fingerprint()] = true
			b.WriteString(c.Position.String() + ": " + c.Severity.String() + ": " + c.Subject + ": " + c.Message + " [" + c.Rule.Name + "]")
			if c.Other.File != "" {
				b.WriteString(" " + c.Other.String())
			}
			b.WriteString("\n")
		}
		return map[string]string{"changes": b.String()}
	})
}

// TestSame compares each side of each case with itself.
func TestSame(t *testing.T) {
	casetest.Run(t, cases, nil, func(t *testing.T, files fstest.MapFS) map[string]string {
		delete(files, "changes")
		if files["permissions.json"] != nil {
			return nil
		}
		kind, is, was := sides(t, files)
		assert.Empty(t, drift.Compare(is, is, drift.Revisions))
		if kind == drift.Revisions {
			assert.Empty(t, drift.Compare(was, was, drift.Revisions))
		}
		return nil
	})
}

func compare(t *testing.T, files fstest.MapFS) []drift.Change {
	file := files["permissions.json"]
	if file == nil {
		kind, is, was := sides(t, files)
		return drift.Compare(is, was, kind)
	}
	lines, findings, err := permissions.Read(bytes.NewReader(file.Data), "permissions.json")
	require.NoError(t, err)
	assert.Empty(t, casetest.Findings(findings))
	return drift.ComparePermissions(pages(t, files, "is"), lines)
}

func sides(t testing.TB, files fstest.MapFS) (kind drift.Kind, is, was drift.Side) {
	if xml := files["service.xml"]; xml != nil {
		m, findings, err := metadata.Read(bytes.NewReader(xml.Data), "service.xml")
		require.NoError(t, err)
		assert.Empty(t, casetest.Findings(findings))
		return drift.Metadata, pages(t, files, "is"), drift.Side{Model: m}
	}
	if yaml := files["service.yaml"]; yaml != nil {
		m, findings, err := openapi.Read(bytes.NewReader(yaml.Data), "service.yaml")
		require.NoError(t, err)
		assert.Empty(t, casetest.Findings(findings))
		is := pages(t, files, "is")
		drift.Align(is.Model, m)
		return drift.Description, is, drift.Side{Model: m}
	}
	return drift.Revisions, pages(t, files, "is"), pages(t, files, "was")
}

// pages reads a folder of pages. Positions include the name of the folder.
func pages(t testing.TB, root fs.FS, folder string) drift.Side {
	m, _, err := parser.Parse(context.Background(), parser.Options{Root: root, Docs: folder})
	require.NoError(t, err)
	return drift.Side{Model: m, Locate: func(at source.Position) source.Position {
		at.File = folder + "/" + at.File
		return at
	}}
}

// TestFingerprint checks that a fingerprint does not depend on lines and folder
// names.
func TestFingerprint(t *testing.T) {
	const page = "# berth resource type\n\nNamespace: harbor.port\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key.|\n"
	was := fstest.MapFS{"was/resources/berth.md": {Data: []byte(page)}}
	is := fstest.MapFS{"is/resources/berth.md": {Data: []byte(page + "|depth|Double|The depth.|\n")}}
	moved := fstest.MapFS{"new/resources/berth.md": {Data: []byte("\n\n" + page + "|depth|Double|How deep it is.|\n")}}
	other := fstest.MapFS{"is/resources/berth.md": {Data: []byte(page + "|depth|Int32|The depth.|\n")}}

	one := drift.Compare(pages(t, is, "is"), pages(t, was, "was"), drift.Revisions)
	two := drift.Compare(pages(t, moved, "new"), pages(t, was, "was"), drift.Revisions)
	three := drift.Compare(pages(t, other, "is"), pages(t, was, "was"), drift.Revisions)
	require.Len(t, one, 1)
	require.Len(t, two, 1)
	require.Len(t, three, 1)
	assert.NotEqual(t, one[0].Position, two[0].Position)
	assert.Equal(t, one[0].Fingerprint(), two[0].Fingerprint())
	assert.NotEqual(t, one[0].Fingerprint(), three[0].Fingerprint())
	assert.Regexp(t, "^[0-9a-f]{32}$", one[0].Fingerprint(), "the form that baselines contain")
}
