package output

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// checkNames returns the set of names. It returns an error for a name that is
// invalid on some system, and for two names that differ only in case.
func checkNames(files []File) (map[string]bool, error) {
	names := make(map[string]bool, len(files))
	folded := make(map[string]string, len(files))
	for _, f := range files {
		if !validName(f.Name) {
			return nil, fmt.Errorf("%q is not a valid name for a generated file", f.Name)
		}
		key := strings.ToLower(f.Name)
		if other, ok := folded[key]; ok {
			return nil, fmt.Errorf("%s and %s are the same file on a system that ignores case", other, f.Name)
		}
		if path.Ext(f.Name) == ".go" && !hasHeader(f.Data) {
			return nil, fmt.Errorf("%s does not begin with the line %q", f.Name, Header)
		}
		names[f.Name], folded[key] = true, f.Name
	}
	return names, nil
}

// validName reports whether the name is local, portable and not hidden, and has
// the extension of a generated file. Names also come from the list on disk,
// which is untrusted: a name in ".git" is never valid.
func validName(name string) bool {
	if name == AttributesName {
		return true
	}
	if !fs.ValidPath(name) || name == "." || name == ListName || strings.ContainsAny(name, "\\:*?\"<>|\n\r\x00") {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part[0] == '.' || part == "vendor" {
			return false
		}
	}
	return path.Ext(name) == ".go" || isData(name)
}

// isData reports whether a file without the header may be a generated file.
// Data files exist only in certain folders, so that an entry for a README in an
// edited list has no effect.
func isData(name string) bool {
	ext, dir := path.Ext(name), path.Base(path.Dir(name))
	return (ext == ".json" || ext == ".txt") && (dir == "tables" || slices.Contains(strings.Split(path.Dir(name), "/"), "testdata"))
}

func hasHeader(data []byte) bool {
	rest, ok := bytes.CutPrefix(data, []byte(Header))
	return ok && len(rest) > 0 && rest[0] == '\n'
}

// isMarked is hasHeader for a file on disk.
func isMarked(data []byte) bool { return hasHeader(UnixLines(data[:min(len(data), len(Header)+2)])) }

// UnixLines returns data with "\n" in place of "\r\n".
func UnixLines(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}
