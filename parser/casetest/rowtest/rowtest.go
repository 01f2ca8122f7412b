// Package rowtest checks that each row of the parser's tables affects a case in
// testdata/cases. The tests of the packages with the tables use it.
//
// A row affects a case if [parser.Parse] returns another model or other
// findings for the pages of the case without the row. Only cases that contain
// the words of the row are tried.
package rowtest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
)

// Row is a row of a table, or a part of one.
type Row struct {
	Table string
	Name  string // the name of the row in failures
	Words string // words that a page must contain for the row to affect it
	// Drop removes the row from its table until restore is called.
	Drop func() (restore func())
}

// Run fails the test for each row that affects none of the cases.
func Run(t *testing.T, rows []Row) {
	cases := read(t, "../../testdata/cases/")
	for _, row := range rows {
		having := containing(cases, strings.ToLower(row.Words))
		restore := row.Drop()
		matters := slices.ContainsFunc(having, func(c *tree) bool { return c.parse(t) != c.result })
		restore()
		assert.True(t, matters, "no case in testdata/cases needs the row %s of %s", row.Name, row.Table)
	}
}

// tree holds the pages of a case and the result of parsing them.
type tree struct {
	name   string
	pages  fstest.MapFS
	words  string // the text of all pages, in lower case and without emphasis
	result string
}

// read reads the cases of types and operations.
func read(t *testing.T, root string) []*tree {
	byName := map[string]*tree{}
	var cases []*tree
	for _, folder := range [...]string{"schema", "operation"} {
		for name, f := range casetest.Files(t, root+folder+"/*.txtar") {
			if path.Ext(f.Name) != ".md" {
				continue
			}
			if byName[name] == nil {
				byName[name] = &tree{name: name, pages: fstest.MapFS{}}
				cases = append(cases, byName[name])
			}
			c := byName[name]
			c.pages[f.Name] = &fstest.MapFile{Data: f.Data}
			c.words += strings.ToLower(strings.NewReplacer("*", "", "`", "", "\\", "").Replace(string(f.Data)))
		}
	}
	for _, c := range cases {
		c.result = c.parse(t)
	}
	return cases
}

// containing returns the cases that contain the words. Cases in which the words
// are the largest part of the text come first.
func containing(cases []*tree, words string) []*tree {
	having := slices.DeleteFunc(slices.Clone(cases), func(c *tree) bool { return !strings.Contains(c.words, words) })
	share := func(c *tree) float64 { return float64(strings.Count(c.words, words)) / float64(len(c.words)) }
	slices.SortStableFunc(having, func(a, b *tree) int { return cmp.Compare(share(b), share(a)) })
	return having
}

// parse returns the model and the findings of the pages as text.
func (c *tree) parse(t *testing.T) string {
	m, findings, err := parser.Parse(context.Background(), parser.Options{Root: fs.FS(c.pages), Docs: "."})
	require.NoError(t, err)
	w := &writer{known: map[uintptr]int{}}
	w.value(reflect.ValueOf(m))
	return w.text.String() + casetest.Findings(findings)
}

// writer writes values completely, including unexported fields. A shared or
// cyclic value is written once; later references are written as a number.
type writer struct {
	text  strings.Builder
	known map[uintptr]int
}

func (w *writer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		w.pointer(v)
	case reflect.Struct:
		w.text.WriteByte('{')
		for i := range v.NumField() {
			w.value(v.Field(i))
			w.text.WriteByte(' ')
		}
		w.text.WriteByte('}')
	case reflect.Slice:
		w.text.WriteByte('[')
		for i := range v.Len() {
			w.value(v.Index(i))
			w.text.WriteByte(' ')
		}
		w.text.WriteByte(']')
	case reflect.String:
		w.text.WriteString(v.String())
	case reflect.Int, reflect.Int64:
		w.text.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Bool:
		w.text.WriteString(strconv.FormatBool(v.Bool()))
	default:
		fmt.Fprintf(&w.text, "%v", v)
	}
}

func (w *writer) pointer(v reflect.Value) {
	if v.IsNil() {
		w.text.WriteString("nil")
		return
	}
	n, known := w.known[v.Pointer()]
	if !known {
		n = len(w.known)
		w.known[v.Pointer()] = n
	}
	w.text.WriteString("&" + strconv.Itoa(n))
	if !known {
		w.value(v.Elem())
	}
}
