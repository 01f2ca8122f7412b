package revision

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
