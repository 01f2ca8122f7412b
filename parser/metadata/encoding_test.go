package metadata_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/metadata"
)

const kai = `<EnumType Name="kaiü"><Member Name="s𐐀"/></EnumType>`

func TestEncodings(t *testing.T) {
	declared := func(encoding, body string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?>` + "\n" + head + body + tail
	}
	for name, text := range map[string]string{
		"UTF-8 with mark":          "\ufeff" + declared("utf-8", kai),
		"UTF-16, big":              wide(binary.BigEndian, "\ufeff"+declared("utf-16", kai)),
		"UTF-16, little":           wide(binary.LittleEndian, "\ufeff"+declared("UTF-16LE", kai)),
		"UTF-16 without mark":      wide(binary.LittleEndian, declared("utf-16", kai)),
		"UTF-8 declared as UTF-16": declared("utf-16", kai),
		"UTF-16 not declared":      wide(binary.BigEndian, "\ufeff"+head+kai+tail),
	} {
		m, _, err := metadata.Read(strings.NewReader(text), "service.xml")
		require.NoError(t, err, name)
		require.Len(t, m.Enums, 1, name)
		assert.Equal(t, "kaiü", m.Enums[0].Name, name)
		assert.Equal(t, "s𐐀", m.Enums[0].Members[0].Name, name)
	}

	m, _, err := metadata.Read(strings.NewReader(declared("ISO-8859-1", "<EnumType Name=\"kai\xfc\"/>")), "service.xml")
	require.NoError(t, err)
	assert.Equal(t, "kaiü", m.Enums[0].Name)

	_, _, err = metadata.Read(strings.NewReader(declared("windows-1252", "<EnumType Name=\"kai\xfc\"/>")), "service.xml")
	assert.EqualError(t, err, `service.xml:1:46: the encoding "windows-1252" is not supported; save the file as UTF-8`)
	_, _, err = metadata.Read(strings.NewReader(wide(binary.BigEndian, "\ufeff"+head)+"x"), "service.xml")
	assert.Error(t, err)
}

// wide encodes a text as UTF-16.
func wide(order binary.ByteOrder, text string) string {
	var b bytes.Buffer
	for _, unit := range utf16.Encode([]rune(text)) {
		_ = binary.Write(&b, order, unit)
	}
	return b.String()
}

// TestNoSchema checks that a document without a schema is an error.
func TestNoSchema(t *testing.T) {
	_, _, err := metadata.Read(strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices/></edmx:Edmx>`), "service.xml")
	assert.ErrorContains(t, err, "service.xml: no Schema of http://docs.oasis-open.org/odata/ns/edm; want")
}
