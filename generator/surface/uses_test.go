package surface_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/generator/surface"
)

const quay = `
type Berth struct {
	Depth    Opt[float64]
	Moored   []*Vessel
	Number   string
}
func (b *Berth) Free() bool { return true }
type Vessel struct {
	Name string
	Kind Kind
}
type Kind string
const (
	Tanker Kind = "tanker"
	Tug Kind = "tug"
)
type Buoy struct {
	Bell bool
}
func GetBerth(id string) (*Berth, error) { return nil, nil }
func GetBuoy(id string) (*Buoy, error) { return nil, nil }
`

// TestMark checks that a declaration may be used if the code names it, or if it is a field
// or method that the code has and whose type is reached from what it names.
func TestMark(t *testing.T) {
	was := of(quay)
	used := func(u surface.Uses) (names []string) {
		changes := surface.Diff(was, of(""))
		u.Mark(was, changes)
		for _, c := range changes {
			if c.Used {
				names = append(names, c.Name)
			}
		}
		return names
	}
	assert.Empty(t, used(surface.Uses{}))
	assert.Empty(t, used(surface.Uses{Members: map[string]bool{"Depth": true, "Bell": true}}))
	assert.Equal(t, []string{"func GetBerth", "type Berth", "type Kind", "type Vessel"}, used(surface.Uses{Names: []string{"GetBerth"}}))
	assert.Equal(t, []string{"Berth.Moored", "Vessel.Name", "func Berth.Free", "func GetBerth", "type Berth", "type Kind", "type Vessel"},
		used(surface.Uses{Names: []string{"GetBerth"}, Members: map[string]bool{"Moored": true, "Name": true, "Free": true, "Bell": true}}))
	assert.Equal(t, []string{"const Tug", "type Kind"}, used(surface.Uses{Names: []string{"Tug"}}))
	assert.Equal(t, []string{"Buoy.Bell", "type Buoy"}, used(surface.Uses{Names: []string{"Buoy"}, Members: map[string]bool{"Bell": true}}))
}

func TestLeaveOut(t *testing.T) {
	changes := []surface.Change{{Name: "func A", Was: "a", Used: true}, {Name: "func B", Was: "b"}, {Name: "func C", Is: "c"}, {Name: "func D", Was: "d", Is: "e"}}
	others, n := surface.LeaveOut(changes)
	assert.Equal(t, []surface.Change{changes[0], changes[2], changes[3]}, others)
	assert.Equal(t, 1, n)
}
