package metadata_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/metadata"
)

const (
	head = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="harbor.port" xmlns="http://docs.oasis-open.org/odata/ns/edm">`
	tail = `</Schema></edmx:DataServices></edmx:Edmx>`
)

func TestDepth(t *testing.T) {
	nested := func(n int) error {
		_, _, err := metadata.Read(strings.NewReader(head+strings.Repeat("<a>", n)+strings.Repeat("</a>", n)+tail), "service.xml")
		return err
	}
	assert.NoError(t, nested(90))
	assert.ErrorContains(t, nested(100), "service.xml:1:", "the error has a position")
	assert.ErrorContains(t, nested(1_000_000), "elements are nested more than 100 levels deep")
}

func TestSize(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the maximum size of a document")
	}
	_, _, err := metadata.Read(io.MultiReader(strings.NewReader(head), endless{}), "service.xml")
	assert.ErrorContains(t, err, "service.xml: larger than 64 MB")
}

// endless is a reader without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestReadError(t *testing.T) {
	_, _, err := metadata.Read(io.MultiReader(strings.NewReader(head), broken{}), "service.xml")
	assert.ErrorIs(t, err, errBroken)
}

var errBroken = errors.New("the disk is gone")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }
