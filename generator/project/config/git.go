package config

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/parser/git"
)

// gitKeys are the keys of "docs" if its value is a mapping, in the order of messages.
var gitKeys = []string{"git", "ref", "folder"}

// decodeSettings decodes a mapping into the value to, whose settings are s. The value of
// "docs" is a text or a mapping, and replaces that of the settings at the top of the
// file, whichever they have.
func decodeSettings(mapping *yaml.Node, to any, s *Settings) error {
	rest := *mapping
	var place *yaml.Node
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == "docs" {
			place = mapping.Content[i+1]
			if place.Kind == yaml.MappingNode {
				rest.Content = slices.Delete(slices.Clone(mapping.Content), i, i+2)
			}
			s.Docs, s.Git = "", Git{}
			break
		}
	}
	if err := rest.Decode(to); err != nil {
		return message(err)
	}
	if place != nil && place.Kind == yaml.MappingNode {
		return s.Git.decode(place)
	}
	return nil
}

// decode decodes and checks the value of "docs".
func (g *Git) decode(node *yaml.Node) error {
	if err := checkKeys(node, gitKeys); err != nil {
		return err
	}
	line := map[string]int{}
	for i := 0; i < len(node.Content); i += 2 {
		line[node.Content[i].Value] = node.Content[i+1].Line
		if value := node.Content[i+1]; value.Kind != yaml.ScalarNode || value.Tag != "!!str" || value.Value == "" {
			return fmt.Errorf("%s:%d: docs: %s: want text; put the value in quotes", Name, value.Line, node.Content[i].Value)
		}
	}
	if err := node.Decode(g); err != nil {
		return message(err)
	}
	if g.Ref == "" {
		g.Ref = "HEAD"
	}
	g.Folder = path.Clean(strings.TrimSuffix(g.Folder, "/"))
	if g.URL == "" {
		return fmt.Errorf("%s:%d: docs: want \"git: URL\", or a folder on disk instead of the keys", Name, node.Line)
	}
	if err := git.CheckURL(g.URL); err != nil {
		return fmt.Errorf("%s:%d: docs: git: %w", Name, line["git"], err)
	}
	if err := git.CheckRef(g.Ref); err != nil {
		return fmt.Errorf("%s:%d: docs: ref: %w", Name, line["ref"], err)
	}
	if g.Folder != "." && (!isLocal(g.Folder)) {
		return fmt.Errorf("%s:%d: docs: folder: %q is not in the repository; want a path from its top", Name, line["folder"], g.Folder)
	}
	return nil
}

// isLocal reports whether a slash-separated path stays below its start on each system.
func isLocal(name string) bool {
	return name != ".." && !strings.HasPrefix(name, "../") && !strings.HasPrefix(name, "/") && !strings.ContainsAny(name, "\\:")
}
