module github.com/docwright/docwright

go 1.26
