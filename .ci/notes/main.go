// Command notes prints what changes for users between a revision and the working
// directory: rules, verbs and flags. It is the beginning of the notes of a release.
//
//	go run ./.ci/notes v1.2.0
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./.ci/notes REVISION")
		os.Exit(2)
	}
	for _, d := range documents {
		was, err := exec.Command("git", "show", os.Args[1]+":"+d.file).Output()
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s at %s: %v\n", d.file, os.Args[1], err)
			os.Exit(2)
		}
		is, err := os.ReadFile(d.file)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		d.compare(os.Stdout, string(was), string(is))
	}
}

// document is a file that a test keeps equal to the program, with a list of things that
// users can name.
type document struct {
	file, title string
	// entries returns what the document says of each thing, by its name.
	entries func(text string) map[string]string
}

var documents = []document{
	{"cmd/docwright/RULES.md", "Rules", rules},
	{"cmd/docwright/README.md", "Verbs and flags", flags},
}

var rule = regexp.MustCompile(`(?m)^## (\S+)\n\n(.+)$`)

// rules returns the severity and summary of each rule.
func rules(text string) map[string]string {
	found := map[string]string{}
	for _, m := range rule.FindAllStringSubmatch(text, -1) {
		found["`"+m[1]+"`"] = m[2]
	}
	return found
}

var (
	table = regexp.MustCompile(`^<!-- (verbs|flags|flags \S+) -->$`)
	row   = regexp.MustCompile("^\\| (?:`(--\\S+)[^`]*`|\\[(\\S+)\\]\\(\\S+\\)) \\| (.*?) \\|(.*)$")
)

// flags returns the verbs, and the flags of each. Flags that several verbs have are
// those of "all verbs".
func flags(text string) map[string]string {
	found := map[string]string{}
	verb := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if m := table.FindStringSubmatch(line); m != nil {
			_, verb, _ = strings.Cut(m[1], " ")
			if m[1] == "flags" {
				verb = "all verbs"
			}
			continue
		}
		if m := row.FindStringSubmatch(line); m != nil && m[1] != "" && verb != "" {
			found["`"+m[1]+"` of "+verb] = m[3]
		} else if m != nil && m[2] != "" && verb == "" {
			found["`"+m[2]+"`"] = m[3]
		}
		if !strings.HasPrefix(line, "|") && line != "" {
			verb = ""
		}
	}
	return found
}

// compare prints the differences of two versions of the document.
func (d *document) compare(w io.Writer, was, is string) {
	before, after := d.entries(was), d.entries(is)
	var lines []string
	for name, text := range after {
		switch old, had := before[name]; {
		case !had:
			lines = append(lines, "- added "+name+": "+text)
		case old != text:
			lines = append(lines, "- changed "+name+": "+text+" (was: "+old+")")
		}
	}
	for name := range before {
		if _, has := after[name]; !has {
			lines = append(lines, "- removed "+name)
		}
	}
	if len(lines) == 0 {
		return
	}
	slices.Sort(lines)
	fmt.Fprintf(w, "## %s\n\n%s\n\n", d.title, strings.Join(lines, "\n"))
}
