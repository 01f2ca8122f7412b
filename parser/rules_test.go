package parser_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/casetest"
)

func TestRules(t *testing.T) { casetest.Rules(t, ".") }

// TestUnreadablePages checks that pages that can't be read, or have no request
// line, don't affect other pages.
func TestUnreadablePages(t *testing.T) {
	m, findings := parse(t, fstest.MapFS{
		"api/berth-get.md":    {Data: []byte(berthPage)},
		"api/berth-tow.md":    {Data: []byte("# Tow berth\n\nNamespace: harbor.port\n")},
		"api/berth-pipe.md":   {Mode: fs.ModeNamedPipe},
		"resources/berth.md":  {Data: []byte(berthType)},
		"resources/device.md": {Mode: fs.ModeDevice},
	})
	assert.Len(t, m.Operations, 1)
	assert.Len(t, m.Types, 1)
	assert.Equal(t, `api/berth-pipe.md: not a regular file; the page is left out [page-unreadable]
api/berth-tow.md:1:1: the page has no request line; put one in a code block below the heading "HTTP request" [request-line-missing]
resources/device.md: not a regular file; the page is left out [page-unreadable]
`, casetest.Findings(findings))
}
