package revision

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/docwright/docwright/parser/git"
)

// ErrNoRepository is returned for a folder outside of any git repository.
var ErrNoRepository = errors.New("the folder is not in a git repository")

// Top returns the top folder of the working tree with the folder. The folder
// need not exist. The error is [ErrNoRepository]. Top does not need the git command:
// the top has a folder .git, or a file .git if the working tree is a linked one or
// that of a submodule (gitrepository-layout(5)).
func Top(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for top := dir; ; top = filepath.Dir(top) {
		if info, err := os.Stat(filepath.Join(top, ".git")); err == nil && (info.IsDir() || info.Mode().IsRegular()) {
			return top, nil
		}
		if top == filepath.Dir(top) {
			return "", fmt.Errorf("%w: %s", ErrNoRepository, dir)
		}
	}
}

// Skipped returns the files that a sparse checkout leaves out of the working tree with
// the folder, by their names relative to the top folder of that tree. Without a
// repository or the git command it returns none.
func Skipped(ctx context.Context, dir string) ([]string, error) {
	top, err := Top(dir)
	if err != nil {
		return nil, nil
	}
	// The folder of a linked working tree or a submodule has its patterns elsewhere.
	info, err := os.Stat(filepath.Join(top, ".git"))
	if err != nil || info.IsDir() && !exists(filepath.Join(top, ".git", "info", "sparse-checkout")) {
		return nil, err
	}
	list, err := git.At(top).Skipped(ctx)
	if errors.Is(err, git.ErrMissing) {
		return nil, nil
	}
	return list, err
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
