package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// ListName is the file that lists what docwright wrote into a folder.
const ListName = "docwright.sum"

const listTitle = "# Files written by docwright. DO NOT EDIT.\n"

type sum = [sha256.Size]byte

// list says what we wrote: the sums that a file of a name had. There are
// several while a commit is under way, and where version control has left both
// sides of a merge.
type list struct {
	text []byte // as on disk; nil where there is none
	sums map[string][]sum
}

func (l list) has(name string) bool { return len(l.sums[name]) > 0 }

// wrote reports whether the data is what we once wrote under the name.
func (l list) wrote(name string, data []byte) bool {
	return l.has(name) && slices.Contains(l.sums[name], sha256.Sum256(data))
}

func (l list) names() []string { return slices.Sorted(maps.Keys(l.sums)) }

// format returns the list as it is written: sorted, a line for each sum.
func (l list) format() []byte {
	var b bytes.Buffer
	b.WriteString(listTitle)
	for _, name := range l.names() {
		for _, s := range l.sums[name] {
			b.WriteString(hex.EncodeToString(s[:]))
			b.WriteString("  ")
			b.WriteString(name)
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

// mergeMarks begin the lines that version control puts between the two sides
// of a conflict. Both sides were ours.
var mergeMarks = []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"}

// readList reads the folder's list; without one, nothing is ours.
func readList(root *os.Root) (list, error) {
	info, err := root.Lstat(ListName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return list{}, nil
	case err != nil:
		return list{}, err
	case !info.Mode().IsRegular():
		return list{}, fmt.Errorf("%s is %s, not the list that docwright writes: remove it", ListName, describe(info))
	}
	text, err := root.ReadFile(ListName)
	if err != nil {
		return list{}, err
	}
	return parseList(text)
}

func parseList(text []byte) (list, error) {
	l := list{text: text, sums: make(map[string][]sum, bytes.Count(text, []byte("\n")))}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "#") || slices.ContainsFunc(mergeMarks, func(m string) bool { return strings.HasPrefix(line, m) }) {
			continue
		}
		digits, name, ok := strings.Cut(line, "  ")
		raw, err := hex.DecodeString(digits)
		if !ok || err != nil || len(raw) != sha256.Size || !validName(name) {
			return list{}, fmt.Errorf("%s:%d: no line that docwright writes: restore the file from version control", ListName, number)
		}
		if s := sum(raw); !slices.Contains(l.sums[name], s) {
			l.sums[name] = append(l.sums[name], s)
		}
	}
	return l, nil
}
