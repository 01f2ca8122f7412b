package git

import (
	"bytes"
	"context"
)

// Skipped returns the files that a sparse checkout leaves out of the working tree, by
// their names relative to the folder of the repository, in the order of git.
func (r *Repository) Skipped(ctx context.Context) ([]string, error) {
	out, err := r.Run(ctx, nil, "ls-files", "-t", "-z")
	if err != nil {
		return nil, err
	}
	var list []string
	for line := range bytes.SplitSeq(out, []byte{0}) {
		if name, ok := bytes.CutPrefix(line, []byte("S ")); ok {
			list = append(list, string(name))
		}
	}
	return list, nil
}
