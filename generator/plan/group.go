package plan

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"path"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/model"
)

// A declaration's file is decided by the declaration alone. Types and enums
// stand in the file of their name's first word: accessPackage and accessReview
// in access.go. Operations stand where the type does that their page is named
// for: "accesspackage-list.md" is about accessPackage.

// firstWord returns the first word of a Go name in lower case, without a
// number at its end: windows10 and windows81 are both windows.
func firstWord(name string) string {
	words := ident.Words(name)
	if len(words) == 0 {
		return "x"
	}
	word := strings.ToLower(words[0])
	return cmp.Or(strings.TrimRight(word, "0123456789"), word)
}

// reservedStems are those of files that stand beside the groups'; the files of
// the run-time part have an underscore in their names.
var reservedStems = wordSet("baseurl docwright permissions")

const maxStem = 60 // bytes, so that "_test.go" and a folder fit anywhere

// stem makes a word the stem of file names. It has lower-case letters and
// digits only, so that no name is special to Go ("x_linux.go") or differs from
// another in case. Names that Windows or the run-time part have get "api"
// behind them.
func stem(word string) string {
	if len(word) > maxStem {
		h := fnv.New32a()
		h.Write([]byte(word))
		word = fmt.Sprintf("%s%08x", word[:maxStem-8], h.Sum32())
	}
	if reservedStems[word] || isDevice(word) {
		word += "api"
	}
	return word
}

// isDevice reports whether Windows takes a file of this name for a device.
func isDevice(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && '0' <= stem[3] && stem[3] <= '9'
}

// operationStem returns the stem for the operations of a page. File names are
// in lower case, so where a word of the resource's name ends is looked up in
// what the operation itself says: its title, its name, its types, its
// parameters.
func operationStem(op *model.Operation) string {
	resource := resourceOf(op.Page)
	if resource == "" {
		return stem(firstWord(op.Name))
	}
	word := resource
	for _, text := range casings(op) {
		if first := firstOf(text, resource); first != "" && len(first) < len(word) {
			word = first
			break
		}
	}
	return stem(firstWord(word))
}

// resourceOf returns the part of a page's name that says what it is about:
// "user" of api/user-list.md, "mobileapp" of api/intune-apps-mobileapp-get.md.
func resourceOf(page string) string {
	name := strings.ToLower(strings.TrimSuffix(path.Base(page), ".md"))
	parts := strings.Split(strings.ReplaceAll(name, "_", "-"), "-") // OneDrive's pages have the underscore
	if len(parts) > 2 && parts[0] == "intune" {
		parts = parts[2:]
	}
	return strings.Join(ident.Words(parts[0]), "")
}

// casings are the texts of an operation that may spell its resource in camel
// case.
func casings(op *model.Operation) []string {
	texts := []string{op.Title, op.Name}
	if op.Request != nil {
		texts = append(texts, shortName(op.Request.Type))
	}
	for _, r := range op.Responses {
		texts = append(texts, shortName(r.Type))
	}
	for _, q := range op.PathParameters {
		texts = append(texts, q.Name)
	}
	return texts
}

func shortName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, '.')+1:]
}

// firstOf returns the first word of the resource as the text spells it: "access"
// for accesspackage in "List accessPackages". It is empty where no run of the
// text's words begins with the resource.
func firstOf(text, resource string) string {
	words := ident.Words(text)
	for i, word := range words {
		rest := resource
		for _, w := range words[i:] {
			w = strings.ToLower(w)
			if len(w) >= len(rest) {
				if strings.HasPrefix(w, rest) {
					return strings.ToLower(word[:min(len(word), len(resource))])
				}
				break
			}
			if !strings.HasPrefix(rest, w) {
				break
			}
			rest = rest[len(w):]
		}
	}
	return ""
}

// testName returns the name of a group's test function.
func testName(stem string) ident.Ident {
	return ident.Must("Test" + strings.ToUpper(stem[:1]) + stem[1:] + "Examples")
}
