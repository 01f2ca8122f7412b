// Package revision reads a folder of a git repository at a revision, without a
// checkout. It needs the git command.
//
// A revision is anything that names a commit in git: a branch, a tag, a remote branch,
// a full or abbreviated hash, HEAD~2, FETCH_HEAD or @{upstream} (gitrevisions(7)).
package revision

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/docwright/docwright/parser/git"
)

// Read returns the pages in and below the folder at the revision. File names
// are relative to the folder. A page is read when it is opened. The error is
// [ErrNoRepository], or states which part of the revision is missing.
func Read(ctx context.Context, dir, rev string) (*Pages, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	top, err := Top(dir)
	if err != nil {
		return nil, err
	}
	inside, err := filepath.Rel(top, dir)
	if err != nil {
		return nil, err
	}
	r := git.At(top)
	commit, err := r.Commit(ctx, rev)
	if err != nil {
		return nil, unknown(ctx, r, rev, err)
	}
	inside = filepath.ToSlash(inside)
	entries, err := r.List(ctx, commit, inside)
	if err != nil {
		return nil, fmt.Errorf("revision %s: %w", rev, explain(ctx, r, rev, inside, err))
	}
	if len(entries) == 0 && inside != "." {
		return nil, fmt.Errorf("revision %s has no folder %s; if the pages were in another folder, name it as %s:FOLDER", rev, inside, rev)
	}
	if r.IsPartial(ctx) {
		if err := complete(ctx, r, rev, commit, inside, entries); err != nil {
			return nil, err
		}
	}
	objects := r.Objects(ctx)
	p := NewPages(slices.DeleteFunc(entries, func(e git.Entry) bool { return !isPage(e) }), inside, func(e git.Entry, most int) ([]byte, int64, error) {
		data, size, err := objects.Read(e.Hash, most)
		return data, size, explain(ctx, r, rev, inside, err)
	})
	p.close = objects.Close
	return p, nil
}

// complete returns an error if a partial clone lacks pages. Without it, each page would
// be one that can't be read.
func complete(ctx context.Context, r *git.Repository, rev, commit, folder string, entries []git.Entry) error {
	lacks, err := r.Lacks(ctx, commit, folder)
	if err != nil {
		return err
	}
	pages, missing := 0, 0
	for _, e := range entries {
		if isPage(e) {
			pages++
			if lacks[e.Hash] {
				missing++
			}
		}
	}
	if missing == 0 {
		return nil
	}
	return fmt.Errorf("the clone is partial and lacks %d of %d pages of revision %s; fetch them: git -C %s diff --shortstat %s HEAD -- %s", missing, pages, rev, r.Dir, rev, folder)
}

// unknown returns the error for a revision that the repository does not have.
func unknown(ctx context.Context, r *git.Repository, rev string, err error) error {
	var failed *git.Error
	switch {
	case !errors.As(err, &failed):
		return err
	case failed.Remedy != "" || r.IsBroken(ctx):
		return fmt.Errorf("revision %s: %w", rev, err)
	}
	message := fmt.Errorf("there is no revision %s; want a branch, a tag or a commit", rev)
	if r.IsShallow(ctx) {
		message = fmt.Errorf("%w; the clone is shallow and may lack it (git fetch --unshallow --tags, or fetch-depth: 0 of actions/checkout)", message)
	}
	return message
}

// explain adds the reason why an object is missing, if the repository shows it.
func explain(ctx context.Context, r *git.Repository, rev, folder string, err error) error {
	var failed *git.Error
	if err == nil || !errors.Is(err, git.ErrNoObject) && !errors.As(err, &failed) {
		return err
	}
	switch {
	case r.IsPartial(ctx):
		return fmt.Errorf("the clone is partial and lacks objects of the revision; fetch them: git -C %s diff --shortstat %s HEAD -- %s", r.Dir, rev, folder)
	case r.IsShallow(ctx):
		return fmt.Errorf("%w; the clone is shallow; fetch the whole history (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)", err)
	}
	return err
}

// Head returns the hash of the current commit of the repository with the
// folder. The error is [ErrNoRepository], or states that there is no commit
// yet.
func Head(ctx context.Context, dir string) (string, error) {
	top, err := Top(dir)
	if err != nil {
		return "", err
	}
	return git.At(top).Commit(ctx, "HEAD")
}

// HeadTime returns the time of the current commit of the repository with the
// folder. Its errors are those of [Head].
func HeadTime(ctx context.Context, dir string) (time.Time, error) {
	head, err := Head(ctx, dir)
	if err != nil {
		return time.Time{}, err
	}
	top, err := Top(dir)
	if err != nil {
		return time.Time{}, err
	}
	return git.At(top).CommitTime(ctx, head)
}
