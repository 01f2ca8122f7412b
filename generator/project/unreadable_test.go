package project_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/parser/source"
)

// TestUnreadable checks that no package is made without what could not be read, whatever
// the severity of its findings is, unless the project says so.
func TestUnreadable(t *testing.T) {
	for name, spoil := range map[string]func(f folder){
		"a folder with the name of a page": func(f folder) {
			require.NoError(f, os.Remove(f.path("docs/api/tug-get.md")))
			require.NoError(f, os.Mkdir(f.path("docs/api/tug-get.md"), 0o755))
		},
		"a link with the name of a page": func(f folder) {
			require.NoError(f, os.Rename(f.path("docs/api/tug-get.md"), f.path("tug-get.md")))
			require.NoError(f, os.Symlink("../../tug-get.md", f.path("docs/api/tug-get.md")))
		},
		"a folder that is a link": func(f folder) {
			require.NoError(f, os.Rename(f.path("docs/api"), f.path("api")))
			require.NoError(f, os.Symlink("../api", f.path("docs/api")))
		},
		"a page that is too large": func(f folder) {
			f.write("docs/api/tug-get.md", f.read("docs/api/tug-get.md")+strings.Repeat("More.\n\n", 200_000))
		},
		"a line that is too long": func(f folder) {
			f.write("docs/api/tug-get.md", f.read("docs/api/tug-get.md")+strings.Repeat("More. ", 20_000)+"\n")
		},
		"a table that is too large": func(f folder) {
			f.write("docs/api/tug-get.md", f.read("docs/api/tug-get.md")+"\n"+strings.Repeat("|a", 400)+"|\n"+strings.Repeat("|-", 400)+"|\n"+strings.Repeat("|b|\n", 400))
		},
		"another encoding": func(f folder) {
			f.write("docs/api/tug-get.md", "\xff\xfe"+strings.ReplaceAll(f.read("docs/api/tug-get.md"), "e", "e\x00\x00\x00\x00\x00\x00\x00"))
		},
		"a folder with the name of an include": func(f folder) {
			f.write("docs/api/tug-get.md", f.read("docs/api/tug-get.md")+"\n[!INCLUDE [x](x.txt)]\n")
			require.NoError(f, os.Mkdir(f.path("docs/api/x.txt"), 0o755))
		},
		"a page without permission": func(f folder) {
			if os.Getuid() == 0 {
				f.Skip("all files can be read by this user")
			}
			require.NoError(f, os.Chmod(f.path("docs/api/tug-get.md"), 0))
		},
		"a folder without permission": func(f folder) {
			if os.Getuid() == 0 {
				f.Skip("all files can be read by this user")
			}
			require.NoError(f, os.Chmod(f.path("docs/api"), 0))
			f.Cleanup(func() { _ = os.Chmod(f.path("docs/api"), 0o755) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, one+"include: [pilot-delete]\nseverities: {page-unreadable: off}\n")
			spoil(f)
			p, err := project.Open(f.dir)
			require.NoError(t, err)
			targets, err := p.Targets(t.Context())
			require.NoError(t, err)
			_, findings, err := p.Make(context.Background(), targets)
			require.ErrorContains(t, err, "1 part of the pages could not be read, and a package without it lacks what it describes, so none is made; make it readable, or leave it out with --partial")
			require.Len(t, findings, 1)
			assert.True(t, findings[0].Rule.Lost)
			assert.True(t, strings.HasPrefix(findings[0].Position.File, "docs/api"), findings[0].Position.File)

			p.Partial = true
			if strings.Contains(name, "link") && strings.Contains(name, "folder") || strings.Contains(name, "folder without") {
				return // the chosen page is lost
			}
			made, findings, err := p.Make(context.Background(), targets)
			require.NoError(t, err)
			assert.Len(t, made[0].Chosen.Operations, 1)
			assert.Zero(t, findings.Count(source.Error))
		})
	}
}
