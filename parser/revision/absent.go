package revision

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/docwright/docwright/parser/git"
)

// Why says why a folder that is not on disk, or has no files, may be missing from the
// working tree of its repository, and what to do. It is empty if the repository does not
// say, and without the git command.
func Why(ctx context.Context, dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	top, err := Top(full)
	if err != nil {
		return ""
	}
	inside, err := filepath.Rel(top, full)
	if err != nil || inside == "." {
		return ""
	}
	r := git.At(top)
	for name := filepath.ToSlash(inside); name != "."; name = path.Dir(name) {
		out, err := r.Run(ctx, nil, "ls-files", "--stage", "-z", "--", name)
		if err != nil || len(out) == 0 {
			continue
		}
		first, _, _ := strings.Cut(string(out), "\x00")
		if strings.HasPrefix(first, git.Submodule+" ") && strings.HasSuffix(first, "\t"+name) {
			return "it is in the submodule " + name + ", which is not checked out: git -C " + top + " submodule update --init -- " + name
		}
		if name == filepath.ToSlash(inside) && isSparse(top) {
			return "the checkout is sparse and lacks it: git -C " + top + " sparse-checkout add " + name
		}
		return ""
	}
	return ""
}

// isSparse reports whether the working tree has only a part of the files. It does not
// need the git command.
func isSparse(top string) bool {
	dir := filepath.Join(top, ".git")
	if info, err := os.Stat(dir); err == nil && info.Mode().IsRegular() {
		text, err := os.ReadFile(dir)
		if err != nil {
			return false
		}
		if dir = strings.TrimSpace(strings.TrimPrefix(string(text), "gitdir:")); !filepath.IsAbs(dir) {
			dir = filepath.Join(top, dir)
		}
	}
	_, err := os.Stat(filepath.Join(dir, "info", "sparse-checkout"))
	return err == nil
}

// NotCheckedOut returns the pages in and below the folder that a sparse checkout leaves
// out, from the folder, sorted. It returns none for a whole checkout, and outside of a
// repository.
func NotCheckedOut(ctx context.Context, dir string) ([]string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	top, err := Top(full)
	if err != nil || !isSparse(top) {
		return nil, nil
	}
	inside, err := filepath.Rel(top, full)
	if err != nil {
		return nil, err
	}
	inside = filepath.ToSlash(inside)
	out, err := git.At(top).Run(ctx, nil, "ls-files", "-t", "-z", "--", inside)
	if err != nil {
		return nil, err
	}
	var names []string
	for line := range strings.SplitSeq(string(out), "\x00") {
		name, left := strings.CutPrefix(line, "S ")
		if !left || path.Ext(name) != pageExt {
			continue
		}
		if inside != "." {
			name = strings.TrimPrefix(name, inside+"/")
		}
		names = append(names, name)
	}
	return names, nil
}
