// Package revision reads a folder of a git repository at a revision. It needs
// neither a checkout nor the git command: it reads the objects from the files
// of the repository.
//
// A revision is a branch, a tag, a remote branch, a full or abbreviated commit
// hash, or HEAD. The suffixes "~2" and "^" go back along first parents
// (gitrevisions(7)).
package revision

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// ErrNoRepository is returned for a folder outside of any git repository.
var ErrNoRepository = errors.New("the folder is not in a git repository")

// maxFile is the maximum size of a page in bytes. Larger files are skipped.
const maxFile = 16 << 20

// pageExt is the file extension of pages.
const pageExt = ".md"

// Read returns the pages in and below the folder at the revision. File names
// are relative to the folder. A page is read when it is opened. The error is [ErrNoRepository], or states which
// part of the revision is missing.
func Read(dir, rev string) (fs.FS, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	top, git, err := find(dir)
	if err != nil {
		return nil, err
	}
	r := open(git) // it holds no file open
	commit, err := r.resolve(rev)
	if err != nil {
		return nil, err
	}
	tree, err := commit.Tree()
	if err != nil {
		return nil, fmt.Errorf("revision %s: %w", rev, err)
	}
	inside, err := filepath.Rel(top, dir)
	if err != nil {
		return nil, err
	}
	if inside = filepath.ToSlash(inside); inside != "." {
		if tree, err = tree.Tree(inside); err != nil {
			return nil, fmt.Errorf("revision %s has no folder %s: %w; if the pages were in another folder, name it as %s:FOLDER", rev, inside, err, rev)
		}
	}
	return &files{tree: tree}, nil
}

// Head returns the hash of the current commit of the repository with the
// folder. The error is [ErrNoRepository], or states that there is no commit
// yet.
func Head(dir string) (string, error) {
	var head string
	err := atHead(dir, func(_ *repository, hash plumbing.Hash) error {
		head = hash.String()
		return nil
	})
	return head, err
}

// HeadTime returns the time of the current commit of the repository with the
// folder. Its errors are those of [Head].
func HeadTime(dir string) (time.Time, error) {
	var when time.Time
	err := atHead(dir, func(r *repository, hash plumbing.Hash) error {
		commit, err := r.commit(hash)
		if err != nil {
			return r.explain(err)
		}
		when = commit.Committer.When.UTC()
		return nil
	})
	return when, err
}

// atHead calls f with the current commit of the repository with the folder.
func atHead(dir string, f func(*repository, plumbing.Hash) error) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	_, git, err := find(dir)
	if err != nil {
		return err
	}
	r := open(git)
	defer r.storage.Close()
	if r.bySHA256() {
		return errors.New("the repository uses SHA-256 hashes, which are not supported")
	}
	hash, err := r.hash("HEAD")
	if err != nil {
		return err
	}
	return f(r, hash)
}

func open(git string) *repository {
	r := &repository{git: git, common: commonDir(git)}
	// A clone may use objects of other repositories: gitrepository-layout(5),
	// objects/info/alternates.
	others := filesystem.Options{AlternatesFS: osfs.New(string(filepath.Separator))}
	r.storage = filesystem.NewStorageWithOptions(osfs.New(r.common), cache.NewObjectLRUDefault(), others)
	return r
}

// Top returns the top folder of the working tree with the folder. The folder
// need not exist. The error is [ErrNoRepository].
func Top(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	top, _, err := find(dir)
	return top, err
}

// bySHA256 reports whether the repository uses SHA-256 hashes, which the
// library does not support.
func (r *repository) bySHA256() bool {
	text, err := os.ReadFile(filepath.Join(r.common, "config"))
	return err == nil && strings.Contains(strings.ToLower(string(text)), "objectformat = sha256")
}

// explain adds the reason why an object is missing, if the repository shows it.
func (r *repository) explain(err error) error {
	if !errors.Is(err, plumbing.ErrObjectNotFound) {
		return err
	}
	if _, shallow := os.Stat(filepath.Join(r.common, "shallow")); shallow == nil {
		return errors.New("the clone is shallow and lacks the commit; fetch the whole history (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)")
	}
	if r.bySHA256() {
		return errors.New("the repository uses SHA-256 hashes, which are not supported; check out the revision and name its folder")
	}
	return err
}

// find returns the working tree with the folder, and the git folder of the
// working tree.
func find(dir string) (top, git string, err error) {
	for top = dir; ; top = filepath.Dir(top) {
		git = filepath.Join(top, ".git")
		info, err := os.Stat(git)
		switch {
		case err == nil && info.IsDir():
			return top, git, nil
		case err == nil && info.Mode().IsRegular(): // a linked working tree: gitrepository-layout(5)
			text, err := os.ReadFile(git)
			if err != nil {
				return "", "", err
			}
			linked := strings.TrimSpace(strings.TrimPrefix(string(text), "gitdir:"))
			if !filepath.IsAbs(linked) {
				linked = filepath.Join(top, linked)
			}
			return top, linked, nil
		case top == filepath.Dir(top):
			return "", "", fmt.Errorf("%w: %s", ErrNoRepository, dir)
		}
	}
}

// commonDir returns the folder with the objects. Linked working trees share it.
func commonDir(git string) string {
	text, err := os.ReadFile(filepath.Join(git, "commondir"))
	if err != nil {
		return git
	}
	common := strings.TrimSpace(string(text))
	if filepath.IsAbs(common) {
		return common
	}
	return filepath.Join(git, common)
}

type repository struct {
	git, common string
	storage     *filesystem.Storage
}

// resolve returns the commit of a revision.
func (r *repository) resolve(rev string) (*object.Commit, error) {
	name, back, err := cutAncestors(rev)
	if err != nil {
		return nil, err
	}
	hash, err := r.hash(name)
	if err != nil {
		return nil, err
	}
	commit, err := r.commit(hash)
	if err != nil {
		return nil, fmt.Errorf("revision %s: %w", rev, r.explain(err))
	}
	for range back {
		if commit, err = commit.Parent(0); err != nil {
			return nil, fmt.Errorf("revision %s goes back too far: %w", rev, r.explain(err))
		}
	}
	return commit, nil
}

// cutAncestors removes "~2" and "^" from the end of a revision. It returns the
// number of commits to go back.
func cutAncestors(rev string) (name string, back int, err error) {
	i := strings.IndexAny(rev, "~^")
	if i < 0 {
		return rev, 0, nil
	}
	for rest := rev[i:]; rest != ""; {
		digits := rest[1:]
		if j := strings.IndexAny(digits, "~^"); j >= 0 {
			digits = digits[:j]
		}
		n := 1
		if digits != "" {
			if n, err = strconv.Atoi(digits); err != nil || n < 0 || rest[0] == '^' && n != 1 {
				return "", 0, fmt.Errorf("revision %s: only first parents are supported, as in %s~2 or %s^", rev, rev[:i], rev[:i])
			}
		}
		back += n
		rest = rest[1+len(digits):]
	}
	return rev[:i], back, nil
}

// hash returns the hash of the object with the given name.
func (r *repository) hash(name string) (plumbing.Hash, error) {
	if name == "HEAD" || name == "" {
		text, err := os.ReadFile(filepath.Join(r.git, "HEAD"))
		if err != nil {
			return plumbing.ZeroHash, err
		}
		if name = strings.TrimSpace(string(text)); strings.HasPrefix(name, "ref: ") {
			name = strings.TrimPrefix(name, "ref: ")
		}
	}
	for _, ref := range [...]string{name, "refs/tags/" + name, "refs/heads/" + name, "refs/remotes/" + name} {
		if hash, ok := r.follow(plumbing.ReferenceName(ref)); ok {
			return hash, nil
		}
	}
	if plumbing.IsHash(name) {
		return plumbing.NewHash(name), nil
	}
	return r.abbreviated(name)
}

// maxRefs is the maximum length of a chain of symbolic references.
const maxRefs = 10

func (r *repository) follow(name plumbing.ReferenceName) (plumbing.Hash, bool) {
	for range maxRefs {
		ref, err := r.storage.Reference(name)
		if err != nil {
			return plumbing.ZeroHash, false
		}
		if ref.Type() == plumbing.HashReference {
			return ref.Hash(), true
		}
		name = ref.Target()
	}
	return plumbing.ZeroHash, false
}

// shortestHash is the minimum length of an abbreviated hash in git.
const shortestHash = 4

func (r *repository) abbreviated(name string) (plumbing.Hash, error) {
	unknown := fmt.Errorf("there is no revision %s; want a branch, a tag or a commit", name)
	if _, err := os.Stat(filepath.Join(r.common, "shallow")); err == nil {
		unknown = fmt.Errorf("%w; the clone is shallow and may lack it (git fetch --unshallow --tags, or fetch-depth: 0 of actions/checkout)", unknown)
	}
	if len(name) < shortestHash || strings.Trim(strings.ToLower(name), "0123456789abcdef") != "" {
		return plumbing.ZeroHash, unknown
	}
	var found []plumbing.Hash
	commits, err := r.storage.IterEncodedObjects(plumbing.CommitObject)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	defer commits.Close()
	err = commits.ForEach(func(o plumbing.EncodedObject) error {
		if strings.HasPrefix(o.Hash().String(), strings.ToLower(name)) {
			found = append(found, o.Hash())
		}
		return nil
	})
	switch {
	case err != nil:
		return plumbing.ZeroHash, err
	case len(found) == 0:
		return plumbing.ZeroHash, unknown
	case len(found) > 1:
		return plumbing.ZeroHash, fmt.Errorf("revision %s is ambiguous: %d commits begin with it", name, len(found))
	}
	return found[0], nil
}

// commit returns the commit with the given hash. The hash may be that of a tag.
func (r *repository) commit(hash plumbing.Hash) (*object.Commit, error) {
	tag, err := object.GetTag(r.storage, hash)
	if err == nil {
		return tag.Commit()
	}
	return object.GetCommit(r.storage, hash)
}
