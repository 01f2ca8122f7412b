package page

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// Limits on the includes of a page.
const (
	maxIncludeDepth = 10
	maxIncludes     = 200     // a file counts each time it is included
	maxIncludeBytes = 4 << 20 // the total size of these files
)

// A docfx line is a paragraph that begins with "[!": an include, the kind of an
// alert, or a directive. Directives say nothing about an API.

var (
	alerts     = [...]string{"NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING"}
	directives = [...]string{"div", "VIDEO", "code"}
)

// alertLength returns the length of an alert kind such as "[!NOTE]" at the
// beginning of s. It returns 0 if there is none.
func alertLength(s string) int {
	for _, a := range alerts {
		if n := len(a) + 3; len(s) >= n && s[:2] == "[!" && s[n-1] == ']' && strings.EqualFold(s[2:n-1], a) {
			return n
		}
	}
	return 0
}

// isDirective reports whether s begins with a directive such as "[!div ".
func isDirective(s string) bool {
	for _, d := range directives {
		if n := len(d) + 2; len(s) > n && s[:2] == "[!" && strings.EqualFold(s[2:n], d) && strings.IndexByte(" -]", s[n]) >= 0 {
			return true
		}
	}
	return false
}

const includeMark = "[!INCLUDE"

func hasInclude(s string) bool {
	return len(s) >= len(includeMark) && strings.EqualFold(s[:len(includeMark)], includeMark)
}

// cutInclude removes "[!INCLUDE [label](target)]" from the beginning of s.
func cutInclude(s string) (target, rest string, ok bool) {
	if !hasInclude(s) {
		return "", s, false
	}
	rest = strings.TrimLeft(s[len(includeMark):], " \t")
	if !strings.HasPrefix(rest, "[") {
		return "", s, false
	}
	_, rest, ok = strings.Cut(rest, "](")
	if !ok {
		return "", s, false
	}
	target, rest, ok = strings.Cut(rest, ")")
	rest = strings.TrimLeft(rest, " \t")
	if !ok || !strings.HasPrefix(rest, "]") || strings.ContainsRune(target, '\n') {
		return "", s, false
	}
	target, _, _ = strings.Cut(strings.TrimSpace(target), " ") // a title may follow
	return strings.Trim(target, "<>"), rest[1:], true
}

// includes reads a paragraph that consists of includes. The paragraph begins at
// offset. includes reports whether text is such a paragraph.
func (b *builder) includes(text string, offset int) bool {
	var targets []string
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimLeft(rest, " \t\n") {
		target, after, ok := cutInclude(rest)
		if !ok {
			return false
		}
		targets = append(targets, target)
		rest = after
	}
	for _, target := range targets {
		at := offset
		if i := strings.Index(text, "]("+target); i > 0 {
			at += i + 2
		}
		b.readInclude(target, at, b.read)
	}
	return true
}

// readInclude reads the file of an include at the given offset, and returns to
// the current file. Blocks of the included file keep their positions in that
// file.
func (b *builder) readInclude(target string, offset int, read func(*file)) {
	at := b.at(offset)
	full, ok := resolve(b.file.path, target)
	switch {
	case !ok && strings.HasPrefix(full, ".."):
		b.page.Findings.Add(at, ruleIncludeOutside, "include of %.200q: the file is outside of the root, so it is not read; --root DIR selects a folder that has the pages and the file", target)
		return
	case !ok:
		b.page.Findings.Add(at, ruleIncludeOutside, "include of %.200q: only files inside the root are read", target)
		return
	case isSnippet(full):
		return
	}
	inc := b.reader.include(full)
	switch {
	case errors.Is(inc.err, errTooLarge):
		b.page.Findings.Add(at, rulePageTooLarge, "include of %.200q: %v", target, errTooLarge)
		return
	case errors.Is(inc.err, fs.ErrNotExist):
		b.page.Findings.Add(at, ruleIncludeMissing, "include of %.200q: no such file", target)
		b.dropPermissions()
		return
	case inc.err != nil:
		b.page.Findings.Add(at, ruleIncludeUnreadable, "include of %.200q: %s", target, reason(inc.err))
		b.dropPermissions()
		return
	}
	if !b.countInclude(inc.file, at) {
		return
	}
	if !slices.Contains(b.page.Included, full) {
		b.page.Included = append(b.page.Included, full)
	}
	outer := b.scope
	b.scope = scope{file: inc.file, outer: &outer, depth: outer.depth + 1, nested: outer.nested, quote: outer.quote}
	read(inc.file)
	b.scope = outer
}

// reason returns the text of an error without the path, which a finding has already.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// countInclude counts an include against the limits. It reports whether the
// file may be read.
func (b *builder) countInclude(f *file, at source.Position) bool {
	for s := &b.scope; s != nil; s = s.outer {
		if s.file == f {
			b.page.Findings.Add(at, ruleIncludeLimit, "%s includes itself", f.name)
			return false
		}
	}
	if b.depth >= maxIncludeDepth {
		b.page.Findings.Add(at, ruleIncludeLimit, "includes are nested deeper than %d", maxIncludeDepth)
		return false
	}
	b.included++
	b.includedBytes += len(f.text)
	if b.included > maxIncludes || b.includedBytes > maxIncludeBytes {
		if !b.overflow {
			b.page.Findings.Add(at, ruleIncludeLimit, "the page includes more than %d files or %d bytes; the rest is not read", maxIncludes, maxIncludeBytes)
		}
		b.overflow = true
		return false
	}
	return true
}

// isSnippet reports whether a path is that of a code sample in another
// language. Pages include thousands of them, and they add nothing to the model.
func isSnippet(full string) bool {
	return strings.HasPrefix(full, "includes/snippets/") || strings.Contains(full, "/includes/snippets/")
}

// resolve returns the path inside the root for an include target in the file
// "from". It returns false for a target outside of the root: an absolute path,
// a URL, a hidden file, or a path with too many "..". It decodes escapes once before these
// checks.
func resolve(from, target string) (full string, ok bool) {
	if i := strings.IndexAny(target, "?#"); i >= 0 {
		target = target[:i]
	}
	target, err := url.PathUnescape(target)
	if err != nil || target == "" || target[0] == '/' || strings.ContainsAny(target, ":\\\x00") {
		return "", false
	}
	full = path.Join(path.Dir(from), target)
	return full, fs.ValidPath(full) && full != "." && !isHidden(full)
}

// isHidden reports whether a path has a hidden folder or file in it: those of a
// repository are nobody's to include.
func isHidden(full string) bool {
	return strings.HasPrefix(full, ".") || strings.Contains(full, "/.")
}

// include returns the file with the given path inside the root. Each file is
// read once.
func (r *Reader) include(full string) *included {
	value, ok := r.includes.Load(full)
	if !ok {
		value, _ = r.includes.LoadOrStore(full, new(included))
	}
	inc := value.(*included)
	inc.once.Do(func() {
		inc.err = fs.ErrInvalid // in case newFile panics
		data, err := r.readFile(full, new([]byte))
		if err == nil {
			inc.file = newFile(relative(r.docs, full), full, data, r.Keep)
			if !inc.file.isText() {
				err = errNotText
			}
		}
		inc.err = err
	})
	return inc
}

// relative returns the path of a file relative to a folder. Both paths are
// inside the same root.
func relative(folder, full string) string {
	up := ""
	for folder != "." && !strings.HasPrefix(full, folder+"/") {
		folder, up = path.Dir(folder), up+"../"
	}
	if folder == "." {
		return up + full
	}
	return up + full[len(folder)+1:]
}
