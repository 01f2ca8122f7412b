package revision_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"

	"github.com/docwright/docwright/parser/revision"
)

// commitPage makes a repository whose branch main has a commit of one page.
func commitPage(dir, page, text string) error {
	s := filesystem.NewStorage(osfs.New(filepath.Join(dir, ".git")), cache.NewObjectLRUDefault())
	errs := []error{s.Init()}
	store := func(encode func(plumbing.EncodedObject) error) plumbing.Hash {
		o := s.NewEncodedObject()
		errs = append(errs, encode(o))
		hash, err := s.SetEncodedObject(o)
		errs = append(errs, err)
		return hash
	}
	blob := store(func(o plumbing.EncodedObject) error {
		o.SetType(plumbing.BlobObject)
		w, err := o.Writer()
		if err != nil {
			return err
		}
		_, err = w.Write([]byte(text))
		return errors.Join(err, w.Close())
	})
	tree := store((&object.Tree{Entries: []object.TreeEntry{{Name: page, Mode: filemode.Regular, Hash: blob}}}).Encode)
	commit := store((&object.Commit{Message: "A page", TreeHash: tree}).Encode)
	errs = append(errs, s.SetReference(plumbing.NewHashReference("refs/heads/main", commit)))
	return errors.Join(errs...)
}

// A page is read as it was committed, whatever the folder has now.
func ExampleRead() {
	dir, err := os.MkdirTemp("", "harbor")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	if err := commitPage(dir, "berth-get.md", "# Get berth"); err != nil {
		fmt.Println(err)
		return
	}
	if err := os.WriteFile(filepath.Join(dir, "berth-get.md"), []byte("# Read berth"), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	pages, err := revision.Read(dir, "main")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := fs.ReadFile(pages, "berth-get.md")
	fmt.Println(string(text), err)
	_, err = revision.Read(dir, "main~1")
	fmt.Println(err)
	// Output:
	// # Get berth <nil>
	// revision main~1 goes back too far: commit parent not found
}
