package page

import (
	"strings"
)

// maxFrontMatter is the maximum size of front matter in bytes.
const maxFrontMatter = 16 << 10

// frontMatter reads and blanks the lines between "---" at the beginning of the
// file and the next "---". It reads "key: value" lines only, which excludes
// attacks on YAML parsers. Lists and nested keys are skipped; any other line is
// reported.
func (f *file) frontMatter() {
	if strings.TrimRight(f.lineAt(0), " \t") != "---" || len(f.starts) < 2 {
		return
	}
	for i, start := range f.starts[1:] {
		line := strings.TrimRight(f.lineAt(start), " \t")
		if line == "---" || line == "..." {
			f.frontLines(1, i+1)
			f.blank(0, start+len(line))
			return
		}
		if start > maxFrontMatter {
			break
		}
	}
	// The first line may be a thematic break, with the page after it. Only the
	// break and the lines that look like front matter are blanked.
	n := 1
	for n < len(f.starts) && isFrontLine(f.lineAt(f.starts[n])) {
		n++
	}
	f.frontLines(1, n)
	end := len(f.text)
	if n < len(f.starts) {
		end = f.starts[n]
	}
	f.blank(0, end)
	f.report(0, ruleFrontMatter, "the front matter is not closed by a line --- within %d bytes", maxFrontMatter)
}

func isFrontLine(line string) bool {
	_, _, ok := frontLine(line)
	return ok
}

// frontLine splits a line "key: value". Keys consist of letters, digits, "_",
// "-" and ".".
func frontLine(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ":")
	if !ok || key == "" || value != "" && value[0] != ' ' && value[0] != '\t' && value[0] != '"' && value[0] != '\'' {
		return "", "", false
	}
	key = strings.TrimRight(key, " \t")
	for i := 0; i < len(key); i++ {
		if c := key[i]; !isAlnum(c) && c != '_' && c != '-' && c != '.' {
			return "", "", false
		}
	}
	return key, scalar(value), true
}

var unquoter = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

// scalar returns value without white space and quotation marks around it.
func scalar(value string) string {
	value = strings.TrimSpace(value)
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		quote := value[:1]
		value = value[1 : n-1]
		if quote == "'" {
			return strings.ReplaceAll(value, "''", "'")
		}
		if strings.IndexByte(value, '\\') >= 0 {
			return unquoter.Replace(value)
		}
	}
	return value
}

// frontLines reads the lines with indexes from "from" to "to", exclusive.
func (f *file) frontLines(from, to int) {
	for i := from; i < to; i++ {
		line := f.lineAt(f.starts[i])
		key, value, ok := frontLine(line)
		if !ok {
			if line != "" && line[0] == '\t' {
				f.report(f.starts[i], ruleFrontMatter, "the line is indented with a tab; use spaces")
			} else if line != "" && !strings.ContainsRune(" #-", rune(line[0])) {
				f.report(f.starts[i], ruleFrontMatter, "want key: value, found %.40q", line)
			}
			continue
		}
		if reason := notScalar(line); reason != "" {
			f.report(f.starts[i], ruleFrontMatter, "%s; the value is read literally", reason)
		}
		f.front.set(key, value)
	}
}

// notScalar returns the reason why YAML readers may not read the value of a
// "key: value" line as plain text (YAML 1.2, sections 7.3 and 7.4). It returns
// the empty string if all of them do.
func notScalar(line string) string {
	_, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	if value == "" {
		return ""
	}
	switch c := value[0]; c {
	case '"', '\'':
		if len(value) < 2 || value[len(value)-1] != c {
			return "the opening quote of the value is not closed"
		}
	case '[', '{':
		if value[len(value)-1] != c+2 {
			return "the opening bracket of the value is not closed"
		}
	case '&', '*', '!', '%', '@', '`':
		return "a value can't begin with " + value[:1] + " unless it is quoted"
	default:
		if strings.Contains(value, ": ") {
			return "a value with a colon before a space must be quoted"
		}
	}
	return ""
}

// set stores the value of a known key. The first occurrence of a key counts.
func (front *Front) set(key, value string) {
	var field *string
	switch key {
	case "title":
		field = &front.Title
	case "description":
		field = &front.Description
	case "doc_type":
		field = &front.DocType
	case "ms.date":
		field = &front.Date
	default:
		return
	}
	if *field == "" {
		*field = value
	}
}

func isAlnum(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}
