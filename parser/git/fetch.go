package git

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
)

// CheckURL returns an error for a URL that nothing is fetched from. Pages come over
// https, ssh, or from a file; http and git don't protect them, and are for servers on
// this machine only.
func CheckURL(text string) error { _, err := protocolsOf(text); return err }

// scp matches the short form of an ssh URL: git@github.com:owner/name.git.
var scp = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^-\\][^\\]*$`)

// wantURL says what a URL may be.
const wantURL = "want a URL of a git repository, such as https://github.com/owner/name, ssh://git@host/name or file:///srv/name"

// protocolsOf returns the protocols that may be used for a URL.
func protocolsOf(text string) (string, error) {
	if printable(text) != text && Redact(text) == text {
		return "", fmt.Errorf("%q: %s", text, wantURL)
	}
	if scp.MatchString(text) {
		return "ssh", nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return "", fmt.Errorf("%q: %s", Redact(text), wantURL)
	}
	if _, has := u.User.Password(); has {
		return "", fmt.Errorf("%s: the URL has a password; leave it to a credential helper (gh auth login, or git config credential.helper)", u.Redacted())
	}
	if u.Scheme == "file" && u.Host == "" && u.Path != "" {
		return "file", nil
	}
	if u.Host == "" || strings.HasPrefix(u.Host, "-") || strings.HasPrefix(u.User.Username(), "-") {
		return "", fmt.Errorf("%q: %s", text, wantURL)
	}
	return protocolsTo(text, u)
}

// protocolsTo returns the protocols that may be used for a URL with a host.
func protocolsTo(text string, u *url.URL) (string, error) {
	switch u.Scheme {
	case "https", "ssh":
		return "https:ssh", nil // the user's url.*.insteadOf may choose the other
	case "http", "git":
		if isLoopback(u.Hostname()) {
			return u.Scheme, nil
		}
		return "", fmt.Errorf("%q: %s does not protect the pages on their way; use https or ssh", text, u.Scheme)
	}
	return "", fmt.Errorf("%q: %s", text, wantURL)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// badRef matches what the name of a branch or tag can't have (git-check-ref-format(1)),
// and names that could be taken for an option.
var badRef = regexp.MustCompile(`^-|/-|[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^/|/$|\.$|\.lock$|\.lock/|/\.|^\.|^@$|^$`)

// CheckRef returns an error for a text that can't be the name of a branch, tag or
// commit of another repository.
func CheckRef(ref string) error {
	if badRef.MatchString(ref) || printable(ref) != ref {
		return fmt.Errorf("%q cannot be the name of a branch or tag; want a branch, a tag or a commit, such as main", ref)
	}
	return nil
}

// hash matches the full hash of a commit.
var hash = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// IsHash reports whether the text is the full hash of a commit.
func IsHash(text string) bool { return hash.MatchString(text) }

// remote returns a repository that may use the protocols of a URL.
func remote(ctx context.Context, dir, url string) (*Repository, error) {
	protocols, err := protocolsOf(url)
	if err != nil {
		return nil, err
	}
	r := &Repository{Dir: dir, protocols: protocols}
	if os.Getenv("GIT_SSH_COMMAND") == "" && os.Getenv("GIT_SSH") == "" {
		if _, err := r.Run(ctx, nil, "config", "--get", "core.sshCommand"); err != nil {
			r.quietSSH = true
		}
	}
	return r, nil
}

// Tip returns the hash of the commit that a name has in the repository at a URL: a
// branch, a tag, HEAD, or a full hash, which is returned as it is.
func Tip(ctx context.Context, url, ref string) (string, error) {
	if err := CheckRef(ref); err != nil {
		return "", err
	}
	if IsHash(ref) {
		return ref, nil
	}
	r, err := remote(ctx, os.TempDir(), url)
	if err != nil {
		return "", err
	}
	names := []string{"refs/tags/" + ref + "^{}", "refs/tags/" + ref, "refs/heads/" + ref}
	if ref == "HEAD" || strings.HasPrefix(ref, "refs/") {
		names = []string{ref + "^{}", ref}
	}
	out, err := r.Run(ctx, nil, append([]string{"ls-remote", "--", url}, names...)...)
	if err != nil {
		return "", err
	}
	tips := map[string]string{}
	for line := range strings.Lines(string(out)) {
		hash, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		tips[name] = hash
	}
	for _, name := range names {
		if tips[name] != "" && IsHash(tips[name]) {
			return tips[name], nil
		}
	}
	return "", fmt.Errorf("%s has no branch or tag %q; want a branch, a tag or the full hash of a commit", Redact(url), ref)
}

// Fetch fetches one commit, without its history and without the contents of files, into
// a new bare repository in an empty folder. A server that can't leave out contents sends
// them. If ref is set, it is the name that the commit had.
func Fetch(ctx context.Context, dir, url, ref, commit string) (*Repository, error) {
	r, err := remote(ctx, dir, url)
	if err != nil {
		return nil, err
	}
	format := "sha1"
	if len(commit) == 64 {
		format = "sha256"
	}
	if _, err := r.Run(ctx, nil, "init", "--quiet", "--bare", "--template=", "--object-format="+format); err != nil {
		return nil, err
	}
	for _, s := range [][2]string{
		{"core.repositoryFormatVersion", "1"}, {"extensions.partialClone", "origin"},
		{"remote.origin.url", url}, {"remote.origin.promisor", "true"}, {"remote.origin.partialCloneFilter", "blob:none"},
	} {
		if _, err := r.Run(ctx, nil, "config", s[0], s[1]); err != nil {
			return nil, err
		}
	}
	if err := r.fetch(ctx, nil, "--depth=1", "--filter=blob:none", "origin", commit); err == nil {
		return r, nil
	} else if failed := new(Error); ctx.Err() != nil || ref == "" || IsHash(ref) || !errors.As(err, &failed) || !isRefusal(failed.Words) {
		return nil, unavailable(err, url, commit)
	}
	// The server gives only what has a name.
	if err := r.fetch(ctx, nil, "--depth=1", "--filter=blob:none", "origin", ref); err != nil {
		return nil, err
	}
	got, err := r.Commit(ctx, "FETCH_HEAD")
	if err != nil {
		return nil, err
	}
	if got != commit {
		return nil, fmt.Errorf("%s: the server gives only the present commit of %s, which is %s and not %s; to use it, move the pin with --update", Redact(url), ref, got, commit)
	}
	return r, nil
}

// isRefusal reports whether the words of git say that the server does not give a commit.
func isRefusal(words string) bool {
	return strings.Contains(words, "not our ref") || strings.Contains(words, "unadvertised object") || strings.Contains(words, "couldn't find remote ref")
}

// unavailable adds to an error what a commit that is gone means.
func unavailable(err error, url, commit string) error {
	failed := new(Error)
	if !errors.As(err, &failed) || !isRefusal(failed.Words) {
		return err
	}
	return fmt.Errorf("%s does not have the commit %s any more, because its history was rewritten; to follow it, move the pin with --update", Redact(url), commit)
}

// fetch runs git fetch.
func (r *Repository) fetch(ctx context.Context, input []byte, args ...string) error {
	_, err := r.Run(ctx, input, append([]string{"fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance"}, args...)...)
	return err
}

// FetchContents fetches the contents of files, given by their hashes, in one request. The
// repository is one of [Fetch].
func (r *Repository) FetchContents(ctx context.Context, hashes []string) error {
	if len(hashes) == 0 {
		return nil
	}
	input := []byte(strings.Join(hashes, "\n") + "\n")
	return r.fetch(ctx, input, "--no-write-fetch-head", "--filter=blob:none", "--stdin", "origin")
}
