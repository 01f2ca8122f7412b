package notation

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFindArranged(t *testing.T) {
	for _, tt := range []struct {
		line, path string
		want       []string // nil if the path matches nothing
		fold       bool
	}{
		{"/f(a={a},b='{b}')", "/f(b='x',a=1)", []string{"1", "x"}, false},
		{"/f(a={a},b='{b}')", "/f( a = 1 , b='x' )", []string{"1", "x"}, false},
		{"/f(a={a}, b={b})", "/F(b=2,a=1)", []string{"1", "2"}, true},
		{"/f(a={a},b={b})/g", "/f(b=2,a=1)/g", []string{"1", "2"}, false},
		{"/f(a={a},b={b})", "/f(b=2)", nil, false},
		{"/f(a={a},b={b})", "/f(b=2,a=1,c=3)", nil, false},
		{"/f(a={a},b={b})", "/f(b=2,c=1)", nil, false},
		{"/f(a={a},b={b})", "/g(b=2,a=1)", nil, false},
		{"/f(a={a},b={b})", "/f(2,1)", nil, false},
		{"/berths/{id}/logs", "/berths('7')/logs", []string{"7"}, false},
		{"/berths/{id}/logs", "/berths(7)/logs", []string{"7"}, false},
		{"/berths/{id}", "/berths('O''Hara')", []string{"O'Hara"}, false},
		{"/berths/{id}", "/Berths('7')", []string{"7"}, true},
		{"/berths/first", "/berths('first')", nil, false},
		{"/berths/{id}", "/berths(number=7)", nil, false},
		{"/berths('{id}')/logs", "/berths/O'Hara/logs", []string{"O''Hara"}, false},
		{"/berths({id})", "/berths/7", []string{"7"}, false},
		{"/berths({id})", "/berths", nil, false},
		{"/berths/{id}/logs", "/berths('7')", nil, false},
		{"/berths/{id}", "/berths('7')/logs", nil, false},
		{"/", "/", nil, false},
	} {
		p := Parse(tt.line, nil)
		m, ok := findArranged([]*Path{Parse("/other/{x}", nil), p}, tt.path, nil)
		assert.Equal(t, tt.want != nil, ok, tt.path)
		assert.Equal(t, tt.want, m.Values, tt.path)
		assert.Equal(t, tt.fold, m.Respelled, tt.path)
		if ok {
			assert.Equal(t, 1, m.Index, tt.path)
		}
	}
}

// FuzzFind checks that a match has a value for each placeholder of the path.
func FuzzFind(f *testing.F) {
	f.Add("/f(a={a},b='{b}')", "/f(b='x',a=1)")
	f.Add("/berths/{id}/logs", "/berths('7')/logs")
	f.Add("/berths('{id}')", "/berths/7")
	f.Add("/", "/")
	f.Add("/a{x/y}/{z}", "/a{x/y}")
	f.Add("/{a}{b}{c}{d}{e}{f}{g}{h}x", "/0123456789012345678901234567890123456789012345678901234567890123456789")
	f.Fuzz(func(t *testing.T, line, path string) {
		p := Parse(line, nil)
		m, ok := Find([]*Path{p}, path, nil)
		if !ok {
			return
		}
		n := 0
		for _, s := range p.Segments {
			for _, piece := range s {
				if piece.Placeholder {
					n++
				}
			}
		}
		assert.Len(t, m.Values, n)
	})
}
