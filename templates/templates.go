// Package templates holds the part of a generated package that is the same for
// every API: package runtime beside it, as source text.
package templates

import "embed"

//go:embed runtime/*.go
var runtimeFiles embed.FS

// File is a file of the runtime.
type File struct {
	Name   string // as it is called in the generated package: "client.go"
	Source []byte // starts with "package runtime"
}

// Runtime returns the files that a package needs which uses the given
// package-level names of the runtime, sorted by name.
func Runtime(uses []string) []File { return nil }
