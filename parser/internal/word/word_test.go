package word_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/word"
)

func TestSplit(t *testing.T) {
	for name, want := range map[string][]string{
		"getURLForX2Port": {"get", "URL", "For", "X2", "Port"}, "GetURL": {"Get", "URL"}, "a": {"a"}, "": nil, "HTTPServer": {"HTTP", "Server"}, "aB": {"a", "B"}, "ABc": {"A", "Bc"}, "x1Y": {"x1", "Y"},
	} {
		assert.Equal(t, want, word.Split(name), name)
	}
}

func TestUpper(t *testing.T) {
	for name, want := range map[string]string{
		"item-id_2": "ItemId2", "itemId": "ItemId", "Item": "Item", "a b": "AB", "2nd part": "2ndPart", "": "", "é": "", "-Ab": "Ab", "z": "Z", "1z": "1z",
	} {
		assert.Equal(t, want, word.Upper(name), name)
	}
	assert.Equal(t, "itemId", word.LowerFirst("ItemId"))
	assert.Equal(t, "iD", word.LowerFirst("ID"))
	assert.Empty(t, word.LowerFirst(""))
}

func TestIsCamel(t *testing.T) {
	for name, want := range map[string]bool{"itemId2": true, "2": true, "": false, "item-id": false, "a b": false, "é": false} {
		assert.Equal(t, want, word.IsCamel(name), name)
	}
	for c, want := range map[byte]bool{'a': true, 'z': true, 'A': true, 'Z': true, '@': false, '[': false, '`': false, '{': false, '0': false} {
		assert.Equal(t, want, word.IsLetter(c), string(c))
	}
	for c, want := range map[byte]bool{'0': true, '9': true, '/': false, ':': false, 'a': false} {
		assert.Equal(t, want, word.IsDigit(c), string(c))
	}
}
