package textfile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/docwright/docwright/parser/source/textfile"
)

// A file that does not exist yet is made, and a file beyond the limit is not read.
func Example() {
	dir, err := os.MkdirTemp("", "harbor")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer root.Close()
	_, err = textfile.ReadIn(dir, "berth.md", 100)
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	fmt.Println(textfile.Replace(root, "berth.md", []byte("# Get berth\n")))
	text, err := textfile.ReadIn(dir, "berth.md", 100)
	fmt.Printf("%q %v\n", text, err)
	_, err = textfile.ReadIn(dir, "berth.md", 4)
	fmt.Println(err)
	// Output:
	// true
	// <nil>
	// "# Get berth\n" <nil>
	// berth.md: larger than 4 bytes
}
