STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: generate test check update bench

generate: # the package in generated/, from the pages in testdata/docs
	go run ./cmd/docwright generate --docs testdata/docs --out generated --package harbor --quiet

test:
	go test ./...

check: # format, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...

update: generate # rewrite what tests compare with; read the diff
	go test ./cmd/docwright ./parser/operation ./parser/page ./parser/schema ./parser/source/report ./parser/metadata ./generator/drift -update

bench:
	go test -run '^$$' -bench . -benchmem ./...
