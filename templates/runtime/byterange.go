package runtime

import (
	"fmt"
	"strconv"
)

// ByteRange says which bytes of a file are asked for; empty it is all. Make one by
// [Bytes]: the answer is then held against it. Anything else is sent as it is.
type ByteRange string

// Bytes asks for the bytes of a file from one offset up to another, which is not
// among them. If to is negative it is the rest; if from is negative, the last -from
// bytes.
func Bytes(from, to int64) ByteRange {
	switch {
	case from < 0:
		return ByteRange("bytes=" + strconv.FormatInt(from, 10))
	case to < 0:
		return ByteRange(fmt.Sprintf("bytes=%d-", from))
	case to <= from:
		return "bytes=1-0" // which no file has: the call fails
	}
	return ByteRange(fmt.Sprintf("bytes=%d-%d", from, to-1))
}
