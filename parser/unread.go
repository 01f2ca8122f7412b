package parser

import (
	"fmt"

	"github.com/docwright/docwright/parser/model"
)

// sight is the result of reading one markdown file.
type sight struct {
	reason     string // why the file is not a page, or empty
	unreadable bool
	known      bool // see [kind.Heads]
	unknown    int
}

// others are the files of a folder that are not pages of a reference, and the numbers
// of readable pages.
type others struct {
	list              []model.Unread
	unreadable        int
	foreign, readable int // pages with headings but no known one, and pages with a known one
}

// foreignHeadings is the least number of headings without a known one that makes a
// page foreign.
const foreignHeadings = 2

// gather combines the results for the files.
func gather(names []string, seen []sight) *others {
	o := &others{}
	for i, s := range seen {
		if s.unreadable {
			o.unreadable++
		}
		switch {
		case s.reason != "":
			o.list = append(o.list, model.Unread{File: names[i], Reason: s.reason})
		case s.known:
			o.readable++
		case s.unknown >= foreignHeadings:
			o.foreign++
		}
	}
	return o
}

// fewKnown is the inverse of the least share of pages with a known heading.
const fewKnown = 10

// isReference reports whether some of the files are pages of a reference in English.
// A folder without readable files counts as a reference.
func (o *others) isReference(files int) bool {
	return (len(o.list) < files || o.unreadable == files) && !o.isForeign()
}

func (o *others) isForeign() bool { return o.readable*fewKnown < o.foreign }

// expected returns the content that a folder of a reference should have.
func (o *others) expected(files int) string {
	if o.isForeign() {
		return fmt.Sprintf("%d of %d pages have no heading that is known: want a reference in English, with headings such as \"HTTP request\" and \"Properties\"", o.foreign, files-len(o.list))
	}
	return fmt.Sprintf("none of the markdown files (%d) is a page of a reference: want pages with a heading \"HTTP request\" and request lines below it, or a title such as \"user resource type\"", files)
}
