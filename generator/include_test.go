package generator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/casetest/sample"
	"github.com/docwright/docwright/parser/model"
)

// ofThePackage are the files about all that a package has.
var ofThePackage = map[string]bool{"doc.go": true, "permissions.go": true}

// declarations returns the source of each package-level declaration in the
// files made from pages, with its comment, by file and name.
func declarations(t *testing.T, files []File) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, f := range files {
		if path.Ext(f.Name) != ".go" || strings.Contains(f.Name, "_") || ofThePackage[f.Name] {
			continue
		}
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, f.Name, f.Data, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range parsed.Decls {
			name, start := "", d.Pos()
			switch d := d.(type) {
			case *ast.FuncDecl:
				name = d.Name.Name
				if d.Recv != nil {
					name = string(f.Data[d.Recv.Pos()-1:d.Recv.End()-1]) + "." + name
				}
				if d.Doc != nil {
					start = d.Doc.Pos()
				}
			case *ast.GenDecl:
				if d.Tok == token.IMPORT {
					continue
				}
				switch s := d.Specs[0].(type) {
				case *ast.TypeSpec:
					name = "type " + s.Name.Name
				case *ast.ValueSpec:
					name = "const " + s.Names[0].Name
				}
				if d.Doc != nil {
					start = d.Doc.Pos()
				}
			}
			all[f.Name+" "+name] = string(f.Data[start-1 : d.End()-1])
		}
	}
	return all
}

func checkAlone(t *testing.T, m *model.Model, o Options, among map[string]string, page string) {
	t.Helper()
	o.Choice.Include = []string{page}
	alone := declarations(t, generate(t, m, o))
	assert.NotEmpty(t, alone, page)
	for name, source := range alone {
		assert.Equal(t, among[name], source, "%s of %s alone", name, page)
	}
}

func TestPageAloneGivesTheSameDeclarations(t *testing.T) {
	h := newHarbor()
	among := declarations(t, generate(t, &h.Model, Options{}))
	for _, op := range h.Operations {
		checkAlone(t, &h.Model, Options{}, among, op.Page)
	}
}

func TestCorpusPageAloneGivesTheSameDeclarations(t *testing.T) {
	m := corpus(t)
	o := Options{Package: "graph"}
	among := declarations(t, generatedCorpus(t))
	pages := []string{}
	for _, op := range m.Operations {
		if len(op.Routes) > 0 {
			pages = append(pages, op.Page)
		}
	}
	pages = slices.Compact(pages)
	for i, page := range pages {
		if i%97 == 0 && sample.Has(i/97, 5) {
			checkAlone(t, m, o, among, page)
		}
	}
}

func TestIncludeChoosesWhatIsReached(t *testing.T) {
	h := newHarbor()
	among := declarations(t, generate(t, &h.Model, Options{Choice: choice.Choice{Include: []string{"api/vessel-get.md"}}}))
	for _, want := range []string{"vessel.go type Vessel", "berth.go type Berth", "vessel.go type GeoPosition", "vessel.go type VesselState", "vessel.go type CargoKind", "vessel.go GetVessel"} {
		assert.Contains(t, among, want)
	}
	for _, not := range []string{"vessel.go ListVessels", "towagetug.go type TowageTug", "entity.go type Entity"} {
		assert.NotContains(t, among, not)
	}
}

func TestIncludeRefusesABadPattern(t *testing.T) {
	_, _, err := Generate(t.Context(), &newHarbor().Model, Options{Package: "harbor", Choice: choice.Choice{Include: []string{"["}}})
	assert.ErrorContains(t, err, "pattern")
}

func TestCorpusIsFormatted(t *testing.T) {
	checkFormatted(t, generatedCorpus(t))
}
