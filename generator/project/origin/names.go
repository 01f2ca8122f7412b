package origin

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
)

// CheckName returns an error for the name of a file that can't be written on each
// system, or that leads out of a folder.
func CheckName(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("the name %q leads out of the folder", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := checkPart(part); err != nil {
			return fmt.Errorf("the name %q %w", name, err)
		}
	}
	return nil
}

// maxPart is the maximum length of a part of a name on all systems.
const maxPart = 255

// checkPart returns an error for a part of a name.
func checkPart(part string) error {
	isBad := func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`\:*?"<>|`, r) }
	base, _, _ := strings.Cut(strings.ToLower(part), ".")
	switch {
	case strings.IndexFunc(part, isBad) >= 0 || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || len(part) > maxPart:
		return fmt.Errorf("is not a name on each system")
	case devices[base]:
		return fmt.Errorf("is that of a device on Windows")
	case strings.EqualFold(part, ".git"):
		return fmt.Errorf("belongs to git")
	}
	return nil
}

// devices are the names that Windows keeps for devices.
var devices = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}
	for _, digit := range "123456789" {
		names["com"+string(digit)], names["lpt"+string(digit)] = true, true
	}
	return names
}()

// checkCase returns an error for two files, or folders of files, whose names differ only
// in case: they are one on Windows and macOS.
func checkCase(files []File) error {
	seen := map[string]string{}
	for _, f := range files {
		for name := f.Name; name != "."; name = path.Dir(name) {
			key := strings.ToLower(name)
			other, known := seen[key]
			if known && (other != name || name == f.Name) {
				return fmt.Errorf("%s and %s are one file on a system that ignores case", other, name)
			}
			seen[key] = name
			if known {
				break
			}
		}
	}
	return nil
}
