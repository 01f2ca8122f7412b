package revision_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/docwright/docwright/parser/revision"
)

// commitPage makes a repository whose branch main has a commit of one page.
func commitPage(dir, page, text string) error {
	if err := os.WriteFile(filepath.Join(dir, page), []byte(text), 0o600); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"init", "--quiet", "--initial-branch=main"},
		{"add", page},
		{"-c", "user.name=Harbor", "-c", "user.email=office@harbor.example", "commit", "--quiet", "--message=A page"},
	} {
		c := exec.Command("git", args...)
		c.Dir = dir
		if err := c.Run(); err != nil {
			return err
		}
	}
	return nil
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
	ctx := context.Background()
	pages, err := revision.Read(ctx, dir, "main")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pages.Close()
	text, err := fs.ReadFile(pages, "berth-get.md")
	fmt.Println(string(text), err)
	_, err = revision.Read(ctx, dir, "main~1")
	fmt.Println(err)
	// Output:
	// # Get berth <nil>
	// there is no revision main~1; want a branch, a tag or a commit
}
