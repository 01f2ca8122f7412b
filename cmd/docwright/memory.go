package main

import (
	"os"
	"runtime/debug"
)

// A run lives for a second and keeps most of what it allocates, so collecting
// often is wasted work: the collector waits for the heap to grow ninefold, and
// works harder only near the limit.
const (
	gcPercent   = 800
	memoryLimit = 320 << 20
)

// tuneMemory sets the collector for a short run. What the user has set in the
// environment stays.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
