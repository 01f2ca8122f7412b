package revision

import (
	"context"
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
		if skipped, err := Skipped(ctx, top); err == nil && name == filepath.ToSlash(inside) && len(skipped) > 0 {
			return "the checkout is sparse and lacks it: git -C " + top + " sparse-checkout add " + name
		}
		return ""
	}
	return ""
}
