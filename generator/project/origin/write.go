package origin

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source/textfile"
)

// Content is a file of a folder with its content.
type Content struct {
	Name string // from the top of the folder, slash-separated
	Data []byte
}

// Written counts the files of a folder that were written, removed and left alone.
type Written struct{ Written, Removed, Unchanged int }

// Write makes a folder have the files, and a manifest that lists them. It removes the
// files of an earlier manifest that are no longer among them. Files that an earlier run
// did not write are neither replaced nor removed: the error names such a file, and
// nothing was written. After a run that was killed, [Manifest.Compare] reports what is
// missing, and another run completes the folder.
func Write(root *os.Root, m *Manifest, files []Content) (Written, error) {
	m.Files, m.Links = nil, nil // links are of the whole reference
	for _, f := range files {
		m.Files = append(m.Files, File{f.Name, Sum(f.Data)})
	}
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	text := m.Format()
	if _, err := ParseManifest(text); err != nil {
		return Written{}, fmt.Errorf("nothing was written: %w", err)
	}
	w, err := compareFolder(root, m, files)
	if err != nil {
		return Written{}, fmt.Errorf("nothing was written: %w", err)
	}
	for _, f := range w.replace {
		if err := root.MkdirAll(path.Dir(f.Name), 0o755); err != nil {
			return w.Written, err
		}
		if err := textfile.Replace(root, f.Name, f.Data); err != nil {
			return w.Written, err
		}
	}
	if had, err := root.ReadFile(Name); err != nil || !bytes.Equal(had, text) {
		if err := textfile.Replace(root, Name, text); err != nil {
			return w.Written, err
		}
	}
	for _, name := range w.remove {
		if err := root.Remove(name); err != nil {
			return w.Written, err
		}
		removeEmpty(root, path.Dir(name))
	}
	return w.Written, nil
}

// work is what has to be done in a folder.
type work struct {
	Written
	replace []Content
	remove  []string
}

// compareFolder returns what has to be done in a folder, or an error for a file that must
// be left alone.
func compareFolder(root *os.Root, m *Manifest, files []Content) (work, error) {
	was := map[string]string{}
	if had, err := Read(root); err == nil {
		for _, f := range had.Files {
			was[f.Name] = f.Sum
		}
	}
	var w work
	for _, f := range files {
		had, err := present(root, f.Name)
		_, ours := was[f.Name]
		switch {
		case err != nil:
			return w, err
		case had == nil:
			w.replace = append(w.replace, f)
		case bytes.Equal(had, f.Data):
			w.Unchanged++
		case !ours:
			return w, fmt.Errorf("%s was not written by docwright; move it away, or name another folder with \"vendor\"", f.Name)
		default:
			w.replace = append(w.replace, f)
		}
	}
	for name, sum := range was {
		if slices.ContainsFunc(m.Files, func(f File) bool { return f.Name == name }) {
			continue
		}
		had, err := present(root, name)
		switch {
		case err != nil:
			return w, err
		case had == nil:
		case Sum(had) != sum:
			return w, fmt.Errorf("%s was edited, and the packages no longer need it; move it away", name)
		default:
			w.remove = append(w.remove, name)
		}
	}
	slices.Sort(w.remove)
	w.Written.Written, w.Removed = len(w.replace), len(w.remove)
	return w, nil
}

// present returns the content of a file, or nil if it does not exist. It returns an error
// for what is no file, and for a file behind a symbolic link.
func present(root *os.Root, name string) ([]byte, error) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		info, err := root.Lstat(dir)
		if err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is no folder; move it away", dir)
		}
	}
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file; move it away", name)
	}
	data, err := root.ReadFile(name)
	if data == nil {
		data = []byte{}
	}
	return data, err
}

// removeEmpty removes a folder and those above it as far as they are empty.
func removeEmpty(root *os.Root, dir string) {
	for dir != "." && root.Remove(dir) == nil {
		dir = path.Dir(dir)
	}
}

// licences are licences by words of their text.
var licences = []struct{ words, name string }{
	{"Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"},
	{"Attribution 4.0 International", "CC-BY-4.0"},
	{"CC0 1.0 Universal", "CC0-1.0"},
	{"Apache License\nVersion 2.0", "Apache-2.0"},
	{"Permission is hereby granted, free of charge", "MIT"},
}

// LicenceOf returns the SPDX name of the licence with the text, or the empty string if it
// is not known.
func LicenceOf(text []byte) string {
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	plain := strings.Join(lines, "\n")
	for _, l := range licences {
		if strings.Contains(plain, l.words) {
			return l.name
		}
	}
	return ""
}
