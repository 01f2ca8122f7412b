// Command weigh builds each program of five calls from an empty build cache and
// prints what it costs, as such and as a ratio to the bare one.
//
//	go run ./weigh bare ours sdk
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// cost is what a build takes and gives.
type cost struct {
	wall time.Duration
	cpu  time.Duration
	peak int64 // KiB, of the largest process
	size int64 // bytes, of the program
}

func main() {
	var bare cost
	fmt.Printf("%-6s %10s %10s %12s %12s\n", "", "build", "processor", "peak memory", "program")
	for _, name := range os.Args[1:] {
		c, err := build(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, name+":", err)
			os.Exit(1)
		}
		if name == "bare" {
			bare = c
		}
		fmt.Printf("%-6s %9.1fs %9.1fs %9d MiB %9.1f MB", name, c.wall.Seconds(), c.cpu.Seconds(), c.peak>>10, float64(c.size)/1e6)
		if bare.size > 0 && name != "bare" {
			fmt.Printf("   %.2f  %.2f  %.2f  %.2f times the bare one", float64(c.wall)/float64(bare.wall), float64(c.cpu)/float64(bare.cpu),
				float64(c.peak)/float64(bare.peak), float64(c.size)/float64(bare.size))
		}
		fmt.Println()
	}
}

// build builds the program in five/name from an empty cache.
func build(name string) (c cost, err error) {
	dir, err := os.MkdirTemp("", "weigh")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, name)
	cmd := exec.Command("go", "build", "-o", out, "./five/"+name)
	cmd.Env = append(os.Environ(), "GOCACHE="+filepath.Join(dir, "cache"))
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return c, err
	}
	c.wall = time.Since(start)
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	c.peak = cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	info, err := os.Stat(out)
	if err != nil {
		return c, err
	}
	c.size = info.Size()
	return c, nil
}
