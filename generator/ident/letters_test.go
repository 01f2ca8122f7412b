package ident

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestInitialisms checks each initialism alone, after a word and as a plural.
func TestInitialisms(t *testing.T) {
	list := strings.Fields("ACL API ASCII CPU CSS CSV DNS EOF GUID HTML HTTP HTTPS ID IOS IP JSON OS PDF PIN QPS RAM RPC SLA SMS SMTP " +
		"SQL SSH SSL SSO TCP TLS TPM TTL UDP UI UID URI URL USB UTF UUID VM VPN XML XSRF XSS")
	assert.Len(t, initialisms, len(list), "a change of the list changes names in generated packages")
	for _, word := range list {
		lower := strings.ToLower(word)
		for in, want := range map[string]string{
			lower:                         word,
			"dock" + word[:1] + lower[1:]: "Dock" + word,
			lower + "7":                   word + "7",
			lower + "-x":                  word + "X",
			"dock_" + lower:               "Dock" + word,
			"dock_" + lower + "s":         "Dock" + word + "s",
		} {
			if in == "dock_https" {
				continue // HTTPS, not more than one HTTP
			}
			id, err := Exported(in)
			require.NoError(t, err, in)
			assert.Equal(t, want, id.String(), in)
		}
	}
	for in, want := range map[string]string{
		"s": "S", "x": "X", "https": "HTTPS", "httpss": "HTTPSs", "httpsss": "Httpsss", "oses": "Oses", "is": "Is", "idx": "Idx", "asciis": "ASCIIs", "mids": "Mids", "ids9": "IDs9",
		"odata": "OData", "ODATA": "OData", "odata4": "Odata4", "odatas": "Odatas",
	} {
		id, err := Exported(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, id.String(), in)
	}
}

// TestEveryCharacter checks that ASCII letters and digits belong to names, that
// other printable ASCII characters separate words, and that all others are
// rejected.
func TestEveryCharacter(t *testing.T) {
	none := func(string) bool { return false }
	for c := range 0x100 {
		name := "q" + string([]byte{byte(c)}) + "r"
		exported, err := Exported(name)
		local, localErr := Local(name, none)
		parsed, parseErr := Parse(name)
		member, memberErr := Must("Side").Member(name)
		switch letter := string(rune(c)); {
		case c < ' ' || c >= 0x80:
			assert.ErrorIs(t, err, ErrNotASCII, name)
			assert.ErrorIs(t, localErr, ErrNotASCII, name)
			assert.ErrorIs(t, memberErr, ErrNotASCII, name)
			assert.ErrorIs(t, parseErr, ErrInvalid, name)
		case 'A' <= c && c <= 'Z':
			assert.Equal(t, "Q"+letter+"r", exported.String())
			assert.Equal(t, "q"+letter+"r", local.String())
			assert.Equal(t, "SideQ"+letter+"r", member.String())
			assert.Equal(t, name, parsed.String())
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			assert.Equal(t, "Q"+letter+"r", exported.String())
			assert.Equal(t, "q"+letter+"r", local.String())
			assert.Equal(t, name, parsed.String())
		default:
			assert.Equal(t, "QR", exported.String(), name)
			assert.Equal(t, "qR", local.String(), name)
			assert.Equal(t, "SideQR", member.String(), name)
			assert.ErrorIs(t, parseErr, ErrInvalid, name)
		}
	}
	for c := range byte(0x80) {
		_, err := Parse(string(c) + "x")
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		assert.Equal(t, letter, err == nil, "%q", c)
	}
}

func TestLengths(t *testing.T) {
	long := strings.Repeat("a", MaxLen)
	_, err := Parse(long)
	require.NoError(t, err)
	_, err = Parse(long + "a")
	require.ErrorIs(t, err, ErrTooLong)
	assert.EqualError(t, err, "it is longer than 200 bytes")
	_, err = Exported(long + strings.Repeat("-", 3*MaxLen))
	require.NoError(t, err, "separators are not part of the identifier")
	_, err = Exported("a" + strings.Repeat("-", 4*MaxLen))
	require.ErrorIs(t, err, ErrTooLong)
	_, err = Must("Side").Member(long)
	require.ErrorIs(t, err, ErrTooLong)
	_, err = Local(long+"b", func(string) bool { return false })
	require.ErrorIs(t, err, ErrTooLong)
}

func TestReasons(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		text string
	}{
		{"", ErrEmpty, "it has no letters or digits"},
		{"if", ErrReserved, "it is reserved by Go"},
		{"a-b", ErrInvalid, "it is not a Go identifier"},
	} {
		id, err := Parse(test.name)
		require.ErrorIs(t, err, test.err)
		assert.EqualError(t, err, test.text)
		assert.True(t, id.IsZero())
		assert.PanicsWithValue(t, fmt.Sprintf("ident: %s: %s", test.name, test.text), func() { Must(test.name) })
	}
	assert.EqualError(t, ErrNotASCII, "it has characters other than ASCII letters, digits and punctuation")
	id, err := Parse("berth")
	require.NoError(t, err)
	assert.False(t, id.IsZero())
	assert.Empty(t, Ident{}.String())
}

func TestAppend(t *testing.T) {
	assert.Equal(t, "NewBerthRequest", Must("New").Append(Must("BerthRequest")).String())
	assert.PanicsWithValue(t, "ident: berth is not exported", func() { Must("berth").Append(Must("New")) })
}

// TestTakenNames checks that Local appends "Value" to a name that is taken or
// reserved.
func TestTakenNames(t *testing.T) {
	taken := func(s string) bool { return s == "id" || s == "typeValue" || s == "x1" }
	for in, want := range map[string]string{"ID": "idValue", "type": "typeValue", "id-x": "idX", "1": "x1Value", "2": "x2", "main": "mainValue", "_": "value"} {
		id, err := Local(in, taken)
		if in == "_" {
			require.ErrorIs(t, err, ErrEmpty)
			continue
		}
		require.NoError(t, err, in)
		assert.Equal(t, want, id.String(), in)
	}
}

// TestWordsEndWhereTheirCaseSays checks the boundaries of words, and that the
// iteration may stop early.
func TestWordsEndWhereTheirCaseSays(t *testing.T) {
	for in, want := range map[string]string{
		"a": "a", "A": "A", "AB": "AB", "Ab": "Ab", "aB": "a B", "ABc": "A Bc", "ABCd": "AB Cd", "ABCs": "ABCs", "ABs": "ABs", "As": "As",
		"ABsx": "A Bsx", "ABs1": "A Bs1", "AB1c": "AB1c", "A1B": "A1 B", "AB1": "AB1", "a1": "a1", "1a": "1a", "1A": "1 A", "A-": "A", "-A": "A", "aBCsD": "a BCs D",
	} {
		assert.Equal(t, want, strings.Join(Words(in), " "), in)
	}
	var first string
	for word := range words("userPrincipalName") {
		first = word
		break
	}
	assert.Equal(t, "user", first)
}

func TestMembers(t *testing.T) {
	side := Must("Side")
	for in, want := range map[string]string{"portSide": "SidePortSide", "9": "Side9", "url": "SideURL", "if": "SideIf"} {
		id, err := side.Member(in)
		require.NoError(t, err)
		assert.Equal(t, want, id.String())
	}
	_, err := side.Member("")
	require.ErrorIs(t, err, ErrEmpty)
}
