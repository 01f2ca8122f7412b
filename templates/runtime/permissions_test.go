package runtime

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPermissionsOfAFunction(t *testing.T) {
	p, ok := PermissionsOf("TowVessel")
	assert.True(t, ok)
	assert.Equal(t, Permissions{Delegated: []string{"Vessel.Read Tug.Use"}, Application: []string{"Tug.Use.All"}}, p)

	p.Delegated[0] = "Vessel.ReadWrite" // a caller's copy
	p, _ = PermissionsOf("TowVessel")
	assert.Equal(t, "Vessel.Read Tug.Use", p.Delegated[0])

	for _, name := range []string{"", "A", "GetVessels", "Zoom"} {
		_, ok := PermissionsOf(name)
		assert.False(t, ok, name)
	}
}
