package main

import (
	"os"
	"runtime/debug"
)

// A run takes about a second and keeps most of its memory, so frequent garbage
// collections are wasted. The collector waits until the heap has grown ninefold, and
// runs more often only near the limit.
const (
	gcPercent   = 800
	memoryLimit = 320 << 20
)

// tuneMemory configures the garbage collector for a short run. Settings in the
// environment take precedence.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
