// Package ident converts names of the API to Go identifiers.
//
// An [Ident] is a name that Go accepts wherever the generator writes it: ASCII
// letters and digits, at most [MaxLen] bytes, and neither a keyword nor
// predeclared. Only the functions and methods of this package make one, so a
// name on a page can never become code. A name is split into words ([Words])
// and joined with the initialisms of Go: "userId" becomes UserID as a field and
// userID as a parameter.
package ident

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"strings"
)

// MaxLen is the maximum length of an identifier, in bytes. The longest name in
// Microsoft Graph has about 90.
const MaxLen = 200

// Ident is a valid Go identifier. The zero Ident is not an identifier.
type Ident struct{ name string }

// String returns the identifier, or the empty string for the zero Ident.
func (i Ident) String() string { return i.name }

// IsZero reports whether i is the zero Ident.
func (i Ident) IsZero() bool { return i.name == "" }

// The reasons why a name is rejected.
var (
	ErrEmpty    = errors.New("it has no letters or digits")
	ErrNotASCII = errors.New("it has characters other than ASCII letters, digits and punctuation")
	ErrTooLong  = fmt.Errorf("it is longer than %d bytes", MaxLen)
	ErrReserved = errors.New("it is reserved by Go")
	ErrInvalid  = errors.New("it is not a Go identifier")
)

// Parse returns name as an identifier that may be declared in any scope. It
// rejects keywords, predeclared identifiers, "_", "init" and "main".
func Parse(name string) (Ident, error) {
	switch {
	case name == "":
		return Ident{}, ErrEmpty
	case len(name) > MaxLen:
		return Ident{}, ErrTooLong
	case token.IsKeyword(name) || name == "_" || name == "init" || name == "main" || types.Universe.Lookup(name) != nil:
		return Ident{}, ErrReserved
	}
	for i := range len(name) {
		c := name[i]
		if !isLower(c) && !isUpper(c) && (i == 0 || !isDigit(c)) {
			return Ident{}, ErrInvalid
		}
	}
	return Ident{name}, nil
}

// Must is Parse for constant names. It panics if the name is not an identifier.
func Must(name string) Ident {
	id, err := Parse(name)
	if err != nil {
		panic("ident: " + name + ": " + err.Error())
	}
	return id
}

// Exported returns the name as an exported identifier: "id" as ID,
// "businessPhones" as BusinessPhones, "item-path" as ItemPath. A name that
// begins with a digit gets an X before it.
func Exported(name string) (Ident, error) {
	return join(name, false)
}

// Local returns the name as the identifier of a parameter: "user-id" as userID,
// "URL" as url. It appends "Value" if Go reserves the identifier or taken
// reports true for it.
func Local(name string, taken func(string) bool) (Ident, error) {
	id, err := join(name, true)
	if errors.Is(err, ErrReserved) || err == nil && taken(id.name) {
		return join(name+" value", true)
	}
	return id, err
}

// Append returns the concatenation of i and j. It panics if i is not exported.
// An exported identifier followed by any other is always an identifier.
func (i Ident) Append(j Ident) Ident {
	if !token.IsExported(i.name) {
		panic("ident: " + i.name + " is not exported")
	}
	return Ident{i.name + j.name}
}

// Member returns the identifier of a member of the enum i: the name of the enum
// followed by the words of the member's name. The member may begin with a
// digit.
func (i Ident) Member(name string) (Ident, error) {
	text, err := spell(name, false)
	if err != nil {
		return Ident{}, err
	}
	if text == "" {
		return Ident{}, ErrEmpty
	}
	return Parse(i.name + text)
}

// join joins the words of name to an identifier.
func join(name string, local bool) (Ident, error) {
	text, err := spell(name, local)
	if err != nil {
		return Ident{}, err
	}
	if text != "" && isDigit(text[0]) {
		if local {
			text = "x" + text
		} else {
			text = "X" + text
		}
	}
	return Parse(text)
}

// spell joins the words of name with the capitals that Go uses.
func spell(name string, local bool) (string, error) {
	if len(name) > 4*MaxLen {
		return "", ErrTooLong
	}
	for i := range len(name) {
		if c := name[i]; c >= 0x80 || c < ' ' {
			return "", ErrNotASCII
		}
	}
	var buf [96]byte
	b := buf[:0]
	for word := range words(name) {
		if local && len(b) == 0 {
			b = appendLower(b, word)
			continue
		}
		b = appendWord(b, word)
	}
	return string(b), nil
}

// appendWord appends a word with its first letter in upper case. An initialism
// is in upper case as a whole.
func appendWord(b []byte, word string) []byte {
	letters := strings.TrimRight(word, "0123456789")
	if len(word) == len(odata) && strings.EqualFold(word, odata) {
		return append(b, odata...)
	}
	if isInitialism(letters) {
		return appendUpper(b, word)
	}
	if n := len(letters); n > 2 && letters[n-1] == 's' && isInitialism(letters[:n-1]) {
		return append(appendUpper(b, letters[:n-1]), word[n-1:]...)
	}
	return append(append(b, upper(word[0])), word[1:]...)
}

func appendLower(b []byte, word string) []byte {
	for i := range len(word) {
		c := word[i]
		if isUpper(c) {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

func appendUpper(b []byte, word string) []byte {
	for i := range len(word) {
		b = append(b, upper(word[i]))
	}
	return b
}

func upper(c byte) byte {
	if isLower(c) {
		return c - ('a' - 'A')
	}
	return c
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
