package drift_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/openapi"
)

// FuzzCompare compares arbitrary metadata with the pages of a case. Nothing may
// panic.
func FuzzCompare(f *testing.F) {
	for _, file := range casetest.Files(f, filepath.Join(filepath.Dir(cases), "metadata-*.txtar")) {
		if file.Name == "service.xml" {
			f.Add(file.Data)
		}
	}
	archive, err := txtar.ParseFile(filepath.Join(filepath.Dir(cases), "metadata-calls.txtar"))
	require.NoError(f, err)
	root, err := txtar.FS(archive)
	require.NoError(f, err)
	is := pages(f, root, "is")
	f.Fuzz(func(t *testing.T, text []byte) {
		m, _, err := metadata.Read(bytes.NewReader(text), "service.xml")
		if err != nil {
			return
		}
		was := drift.Side{Model: m}
		drift.Compare(is, was, drift.Metadata)
		drift.Compare(is, was, drift.Revisions)
		drift.Compare(was, is, drift.Revisions)
	})
}

// FuzzDescription compares arbitrary descriptions with the pages of a case. Nothing may
// panic.
func FuzzDescription(f *testing.F) {
	for _, file := range casetest.Files(f, filepath.Join(filepath.Dir(cases), "openapi-*.txtar")) {
		if file.Name == "service.yaml" {
			f.Add(file.Data)
		}
	}
	archive, err := txtar.ParseFile(filepath.Join(filepath.Dir(cases), "openapi-calls.txtar"))
	require.NoError(f, err)
	root, err := txtar.FS(archive)
	require.NoError(f, err)
	is := pages(f, root, "is")
	f.Fuzz(func(t *testing.T, text []byte) {
		m, _, err := openapi.Read(bytes.NewReader(text), "service.yaml")
		if err != nil {
			return
		}
		drift.Align(is.Model, m)
		drift.Compare(is, drift.Side{Model: m}, drift.Description)
	})
}
