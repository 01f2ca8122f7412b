package runtime

import "sync"

// buffers are used for one body after another. Decoded values and encoded
// bodies share no memory with them.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// putBuffer makes a buffer available again, unless it is large.
func putBuffer(b *[]byte) {
	const large = 4 << 20
	if cap(*b) <= large {
		buffers.Put(b)
	}
}
