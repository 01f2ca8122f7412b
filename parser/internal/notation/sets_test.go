package notation

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSelectsKey(t *testing.T) {
	for path, want := range map[string]bool{
		"/berths({id})": true, "/berths('{id}')": true, "/unitsOfLoad({id})": true, "/berths({a},{b})": true,
		"/berths": false, "/{id}": false, "/berths(id={id})": false, "/berth({id})": false, "/berths()": false, "/berths(1)": false, "/listBerths({id})": false,
	} {
		p := Parse(path, nil)
		assert.Equal(t, want, p.Last().SelectsKey(), path)
		assert.Equal(t, want || path == "/{id}", p.EndsInKey(), path)
	}
	assert.True(t, Parse("/berths?$filter=a eq 1", nil).AsksMany())
	assert.True(t, Parse("/berths?$TOP=1", nil).AsksMany())
	assert.False(t, Parse("/berths?$select=a&top=1", nil).AsksMany())
	assert.False(t, Parse("/berths", nil).AsksMany())
}
