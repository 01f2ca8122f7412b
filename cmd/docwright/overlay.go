package main

import (
	"fmt"
	"path/filepath"

	"github.com/docwright/docwright/parser/overlay"
	"github.com/docwright/docwright/parser/source"
)

// overlayLimit is the most that an overlay may weigh, in bytes.
const overlayLimit = 1 << 20

// readCorrections returns what the configuration corrects of the pages: the
// entries of its overlay, and the types that it gives properties. It is nil where
// that is nothing.
func (f *common) readCorrections() (*overlay.Overlay, error) {
	o, err := overlay.Parse("", nil)
	if err != nil {
		return nil, err
	}
	if name := f.config.Overlay; name != "" {
		text, err := readOverlay(name)
		if err != nil {
			return nil, err
		}
		if o, err = overlay.Parse(filepath.ToSlash(name), text); err != nil {
			return nil, err
		}
	}
	for _, e := range f.config.Types {
		c, err := overlay.Set(e.key, e.value, source.Position{File: configName, Line: e.line})
		if err != nil {
			return nil, err
		}
		o.Add(c)
	}
	if o.Empty() {
		return nil, nil
	}
	return o, nil
}

// readOverlay returns the text of the overlay. Like all that the configuration
// names, it is inside of its folder.
func readOverlay(name string) ([]byte, error) {
	if !filepath.IsLocal(name) {
		return nil, fmt.Errorf("%s: overlay: %q leaves the folder of the configuration", configName, name)
	}
	text, err := readHere(name, overlayLimit)
	if err != nil {
		return nil, fmt.Errorf("%s: overlay: %w", configName, err)
	}
	return text, nil
}
