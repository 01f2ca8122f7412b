package metadata

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decoded returns the document in UTF-8. It detects UTF-16 by the first two
// bytes (XML 1.0, appendix F).
func decoded(r *bufio.Reader) io.Reader {
	start, _ := r.Peek(2)
	switch string(start) {
	case "\xfe\xff", "\x00<":
		return &transcoder{in: r, next: utf16Unit(binary.BigEndian)}
	case "\xff\xfe", "<\x00":
		return &transcoder{in: r, next: utf16Unit(binary.LittleEndian)}
	}
	return r
}

// latin1 are the names of ISO-8859-1 and of its subset US-ASCII.
var latin1 = []string{"iso-8859-1", "latin1", "us-ascii"}

// charset returns the document in UTF-8 if its declaration names another
// encoding. A document that declares UTF-16 is either decoded already, or is
// not UTF-16.
func charset(label string, r io.Reader) (io.Reader, error) {
	label = strings.ToLower(label)
	switch {
	case strings.HasPrefix(label, "utf-16"):
		return r, nil
	case slices.Contains(latin1, label):
		return &transcoder{in: bufio.NewReader(r), next: latin1Unit}, nil
	}
	return nil, encodingError(label)
}

// encodingError is the name of an unsupported encoding.
type encodingError string

func (e encodingError) Error() string {
	return fmt.Sprintf("the encoding %q is not supported; save the file as UTF-8", string(e))
}

// transcoder converts a document to UTF-8, rune by rune.
type transcoder struct {
	in   *bufio.Reader
	next func(*bufio.Reader) (rune, error)
	rest []byte // unread bytes of the last rune
	err  error
}

func (t *transcoder) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if len(t.rest) == 0 {
			var r rune
			if r, t.err = t.nextRune(); t.err != nil {
				break
			}
			t.rest = utf8.AppendRune(t.rest[:0], r)
		}
		copied := copy(p[n:], t.rest)
		t.rest = t.rest[copied:]
		n += copied
	}
	if n > 0 {
		return n, nil
	}
	return 0, t.err
}

func (t *transcoder) nextRune() (rune, error) {
	if t.err != nil {
		return 0, t.err
	}
	return t.next(t.in)
}

func latin1Unit(in *bufio.Reader) (rune, error) {
	b, err := in.ReadByte()
	return rune(b), err
}

// utf16Unit returns a function that reads a rune of UTF-16.
func utf16Unit(order binary.ByteOrder) func(*bufio.Reader) (rune, error) {
	unit := func(in *bufio.Reader) (rune, error) {
		var pair [2]byte
		if _, err := io.ReadFull(in, pair[:]); err != nil {
			return 0, err
		}
		return rune(order.Uint16(pair[:])), nil
	}
	return func(in *bufio.Reader) (rune, error) {
		r, err := unit(in)
		if err != nil || !utf16.IsSurrogate(r) {
			return r, err
		}
		low, err := unit(in)
		return utf16.DecodeRune(r, low), err
	}
}
