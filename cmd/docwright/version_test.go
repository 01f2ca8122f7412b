package main

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDescribeVersion(t *testing.T) {
	end := ", " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	assert.Equal(t, "docwright (devel)"+end, describeVersion(nil))
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}
	assert.Equal(t, "docwright v1.2.3"+end, describeVersion(info))
	info.Settings = []debug.BuildSetting{{Key: "vcs.revision", Value: "8be03f0"}, {Key: "vcs.modified", Value: "true"}}
	assert.Equal(t, "docwright v1.2.3, revision 8be03f0 with changes"+end, describeVersion(info))
}
