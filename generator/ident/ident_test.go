package ident

import (
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"":                     "",
		"userPrincipalName":    "user Principal Name",
		"macOSMinimum":         "mac OS Minimum",
		"windows10General":     "windows10 General",
		"HTTPServerURLs":       "HTTP Server URLs",
		"item-path_x y":        "item path x y",
		"IPv4Range":            "I Pv4 Range",
		"appStoreURL":          "app Store URL",
		"URLsOfOld":            "URLs Of Old",
		"North America 5x7in":  "North America 5x7in",
		"1st":                  "1st",
		"microsoft.graph.user": "microsoft graph user",
	} {
		assert.Equal(t, want, strings.Join(Words(in), " "), in)
	}
}

func TestExported(t *testing.T) {
	for in, want := range map[string]string{
		"id":                 "ID",
		"userId":             "UserID",
		"ids":                "IDs",
		"webUrl":             "WebURL",
		"httpUrls":           "HTTPURLs",
		"businessPhones":     "BusinessPhones",
		"iosLobApp":          "IOSLobApp",
		"macOSLobApp":        "MacOSLobApp",
		"oauth2Permission":   "Oauth2Permission",
		"id2":                "ID2",
		"workbook-SessionID": "WorkbookSessionID",
		"IPv4Range":          "IPv4Range",
		"type":               "Type",
		"1st":                "X1st",
		"as":                 "As",
		"@odata.type":        "ODataType",
	} {
		id, err := Exported(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, id.String(), in)
	}
}

func TestExportedRejects(t *testing.T) {
	for in, want := range map[string]error{
		"":                         ErrEmpty,
		"-_":                       ErrEmpty,
		"名前":                       ErrNotASCII,
		"e\u0301":                  ErrNotASCII,
		"\u212a":                   ErrNotASCII,
		"a\nfunc init(){}":         ErrNotASCII,
		"a\x00":                    ErrNotASCII,
		strings.Repeat("a", 300):   ErrTooLong,
		strings.Repeat("a", 1<<20): ErrTooLong,
	} {
		_, err := Exported(in)
		assert.ErrorIs(t, err, want, "%.20q", in)
	}
}

func TestLocal(t *testing.T) {
	none := func(string) bool { return false }
	for in, want := range map[string]string{
		"id": "id", "user-id": "userID", "URL": "url", "URLList": "urlList", "ItemPath": "itemPath",
		"type": "typeValue", "range": "rangeValue", "string": "stringValue", "nil": "nilValue", "1st": "x1st", "init": "initValue",
	} {
		id, err := Local(in, none)
		require.NoError(t, err, in)
		assert.Equal(t, want, id.String(), in)
	}
	id, err := Local("ctx", func(s string) bool { return s == "ctx" })
	require.NoError(t, err)
	assert.Equal(t, "ctxValue", id.String())
}

func TestMember(t *testing.T) {
	size := Must("Size")
	for in, want := range map[string]string{"North America 5x7in": "SizeNorthAmerica5x7in", "2fa": "Size2fa", "true": "SizeTrue", "+1": "Size1"} {
		id, err := size.Member(in)
		require.NoError(t, err)
		assert.Equal(t, want, id.String())
	}
	_, err := size.Member("-")
	assert.ErrorIs(t, err, ErrEmpty)
}

func TestParseRejectsReservedNames(t *testing.T) {
	for _, name := range []string{"func", "type", "any", "error", "nil", "iota", "true", "init", "main", "_"} {
		_, err := Parse(name)
		assert.ErrorIs(t, err, ErrReserved, name)
	}
	for _, name := range []string{"a b", "1a", "a-b", "a\n", "é", "a{}"} {
		_, err := Parse(name)
		assert.ErrorIs(t, err, ErrInvalid, name)
	}
}

func FuzzIdent(f *testing.F) {
	for _, s := range []string{"id", "X struct{}; func init(){}; type Y", "1st", "名前", "a\u202eb", "URLs", "-", "type"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := Exported(s); err == nil {
			require.True(t, token.IsIdentifier(id.String()) && token.IsExported(id.String()), "%q", id)
		}
		if id, err := Local(s, func(string) bool { return false }); err == nil {
			require.True(t, token.IsIdentifier(id.String()) && !token.IsExported(id.String()), "%q", id)
		}
		if id, err := Must("Enum").Member(s); err == nil {
			require.True(t, token.IsIdentifier(id.String()), "%q", id)
		}
		require.Equal(t, onlyAlnum(s), strings.Join(Words(s), ""))
	})
}

func onlyAlnum(s string) string {
	b := []byte{}
	for i := range len(s) {
		if c := s[i]; isLower(c) || isUpper(c) || isDigit(c) {
			b = append(b, c)
		}
	}
	return string(b)
}
