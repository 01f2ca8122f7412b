package fix

import (
	"io/fs"

	"github.com/docwright/docwright/parser/source"
)

// Verified is like [In], and applies only fixes that do not change what the pages
// say: same reports whether reading the folder with changed files gives the same
// result as before. It is called once if all fixes are sound, and some more times
// to find those that are not.
func Verified(folder fs.FS, shown string, findings source.Findings, same func([]File) (bool, error)) (files []File, proposed, made int, err error) {
	v := verifier{folder: folder, shown: shown, same: same}
	for _, f := range findings {
		if f.Fix != nil {
			proposed++
			v.all = append(v.all, f)
		}
	}
	v.sound = make([]bool, len(v.all))
	if err := v.add(0, len(v.all)); err != nil {
		return nil, proposed, 0, err
	}
	files, _, made, err = In(folder, shown, v.chosen(0, 0))
	return files, proposed, made, err
}

// verifier finds the fixes that are sound together.
type verifier struct {
	folder fs.FS
	shown  string
	same   func([]File) (bool, error)
	all    source.Findings
	sound  []bool
}

// add adds the fixes from one index up to another to the sound ones. If they
// change the result, it tries each half.
func (v *verifier) add(from, to int) error {
	if from == to {
		return nil
	}
	files, _, _, err := In(v.folder, v.shown, v.chosen(from, to))
	if err != nil {
		return err
	}
	same, err := v.same(files)
	switch {
	case err != nil:
		return err
	case same:
		for i := from; i < to; i++ {
			v.sound[i] = true
		}
		return nil
	case to-from == 1:
		return nil
	}
	middle := (from + to) / 2
	if err := v.add(from, middle); err != nil {
		return err
	}
	return v.add(middle, to)
}

// chosen returns the findings with sound fixes, and those between two indexes.
func (v *verifier) chosen(from, to int) source.Findings {
	var list source.Findings
	for i, f := range v.all {
		if v.sound[i] || from <= i && i < to {
			list = append(list, f)
		}
	}
	return list
}
