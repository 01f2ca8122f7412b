STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: generate notes test check update bench fuzz weigh examples openapi programs

generate: # the packages in generated/, from the pages in testdata/docs and testdata/railyard
	go run ./cmd/docwright generate --docs testdata/docs --out generated --package harbor --quiet
	go run ./cmd/docwright generate --docs testdata/railyard --out generated/railyard --quiet

# With DOCWRIGHT_TESTS=all, tests try the whole of their large sets, not a sample; with
# more, a larger sample.
test:
	@go run ./.ci/progress ./... ./.ci/progress ./.ci/notes

notes: # FROM=revision: what changes for users since then, for the notes of a release
	@go run ./.ci/notes $(FROM)

examples: # programs that use the package in generated/, in a module of their own
	cd testdata/examples && go vet ./... && go test ./...

programs: # DOCS=dir of Microsoft Graph's pages: programs against the fake and a service of their own
	go build -o bin/ ./cmd/docwright
	cd testdata/programs && ../../bin/docwright generate --docs $(abspath $(DOCS)) --quiet && go test -race -parallel 16 ./...

openapi: # descriptions of all page sets at hand, checked by tools of others, and a client made by one
	sed 's/.*/--include "&"/' testdata/openapi/client/operations.txt | xargs go run ./cmd/docwright export --docs testdata/docs --openapi 3.0 --quiet --output testdata/openapi/client/harbor.json
	cd testdata/openapi && go tool oapi-codegen -config client/oapi-codegen.yaml client/harbor.json && go vet -tags client ./... && go test -tags client -timeout 30m ./...

check: # format, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	go vet ./... ./.ci/progress ./.ci/notes
	go run $(STATICCHECK) ./...

update: generate # rewrite what tests compare with; read the diff
	go test ./cmd/docwright ./parser/operation ./parser/page ./parser/schema ./parser/source/report ./parser/metadata ./parser/drift ./generator/codedrift ./generator/plan ./generator/print -update

bench:
	go test -run '^$$' -bench . -benchmem ./...

# The targets that read what stands on pages, or write it into Go, have FUZZTIME
# each, the others FUZZREST.
FUZZTIME = 1m
FUZZREST = 20s
FUZZED = parser/page parser/lenient parser/schema generator/ident generator/text

fuzz: # each fuzz target for its time, two at a time; what breaks one is kept in its testdata/fuzz
	@for p in $$(go list ./...); do \
		time=$(FUZZREST); for q in $(FUZZED); do case $$p in */$$q) time=$(FUZZTIME);; esac; done; \
		for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do echo $$p $$f $$time; done; \
	done | xargs -P 2 -n 3 .ci/fuzz

FIVE = user-list user-get user-update user-delete driveitem-list-children

weigh: # DOCS=dir of Microsoft Graph's pages: packages made from them beside the official SDK
	go run ./cmd/docwright generate --docs $(DOCS) --out testdata/bench/graph --quiet
	go run ./cmd/docwright generate --docs $(DOCS) --out testdata/bench/graph5 --package graph --quiet $(FIVE:%=--include api/%.md)
	cd testdata/bench && go test -bench . . && go run ./weigh bare ours sdk
