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

// ListName is the name of the list of the files that docwright wrote into a
// folder.
const ListName = "docwright.sum"

const listTitle = "# Files written by docwright. DO NOT EDIT.\n"

type sum = [sha256.Size]byte

// list is the content of a list file: the sums of each file that docwright wrote.
// A file has several sums during a commit, and after a merge conflict in version
// control.
type list struct {
	text []byte // on disk; nil if there is no list
	sums map[string][]sum
}

func (l list) has(name string) bool { return len(l.sums[name]) > 0 }

// wrote reports whether docwright wrote the data to the file, apart from line ends.
func (l list) wrote(name string, data []byte) bool {
	return l.has(name) && (slices.Contains(l.sums[name], sha256.Sum256(data)) || slices.Contains(l.sums[name], sha256.Sum256(UnixLines(data))))
}

func (l list) names() []string { return slices.Sorted(maps.Keys(l.sums)) }

// format returns the text of the list, which is sorted by name and has a line
// for each sum. It returns nil for an empty list: a folder without generated files
// has no list.
func (l list) format() []byte {
	if len(l.sums) == 0 {
		return nil
	}
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

// mergeMarks are the prefixes of conflict markers. The lines of both sides are
// used.
var mergeMarks = []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"}

// readList reads the list of the folder. If there is none, it returns an empty
// list.
func readList(root *os.Root) (list, error) {
	info, err := root.Lstat(ListName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return list{}, nil
	case err != nil:
		return list{}, err
	case !info.Mode().IsRegular():
		return list{}, fmt.Errorf("%s is %s, not the list that docwright writes; remove it", ListName, describe(info))
	}
	text, err := root.ReadFile(ListName)
	if err != nil {
		return list{}, err
	}
	return parseList(UnixLines(text))
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
			return list{}, fmt.Errorf("%s:%d: invalid line; restore the file from version control", ListName, number)
		}
		if s := sum(raw); !slices.Contains(l.sums[name], s) {
			l.sums[name] = append(l.sums[name], s)
		}
	}
	return l, nil
}
