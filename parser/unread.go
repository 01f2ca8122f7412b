package parser

import (
	"fmt"

	"github.com/docwright/docwright/parser/model"
)

// sight is what was seen of a markdown file.
type sight struct {
	reason          string // why it is no page, empty for pages
	unreadable      bool
	known, headings int // see [kind.Heads]
}

// others are the files of a folder that are no pages of a reference, and how much of
// the pages can be understood.
type others struct {
	list              []model.Unread
	unreadable        int
	foreign, readable int // pages with headings none of which is known, and with one that is
}

// foreignHeadings is how many headings a page has at least of which one would be known.
const foreignHeadings = 2

// gather puts together what was seen of the files.
func gather(names []string, seen []sight) *others {
	o := &others{}
	for i, s := range seen {
		if s.unreadable {
			o.unreadable++
		}
		switch {
		case s.reason != "":
			o.list = append(o.list, model.Unread{File: names[i], Reason: s.reason})
		case s.known > 0:
			o.readable++
		case s.headings >= foreignHeadings:
			o.foreign++
		}
	}
	return o
}

// fewKnown is one in how many pages must have a heading that is known.
const fewKnown = 10

// isReference reports whether some of the files are pages of a reference, in English.
// Files of which none can be read may be.
func (o *others) isReference(files int) bool {
	return (len(o.list) < files || o.unreadable == files) && !o.isForeign()
}

func (o *others) isForeign() bool { return o.readable*fewKnown < o.foreign }

// expected says what a folder was expected to have that is no reference.
func (o *others) expected(files int) string {
	if o.isForeign() {
		return fmt.Sprintf("%d of %d pages have no heading that is known: want a reference in English, with headings such as \"HTTP request\" and \"Properties\"", o.foreign, files-len(o.list))
	}
	return fmt.Sprintf("none of the markdown files (%d) is a page of a reference: want pages with a heading \"HTTP request\" and request lines below it, or a title such as \"user resource type\"", files)
}
