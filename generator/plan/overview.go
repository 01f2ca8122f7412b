package plan

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/lines"
)

// Block is a part of a package's documentation: a heading, a paragraph, or lines of
// code.
type Block struct {
	Heading string // letters and spaces
	Text    string
	Code    []string
}

func heading(s string) Block     { return Block{Heading: s} }
func paragraph(s string) Block   { return Block{Text: s} }
func code(lines ...string) Block { return Block{Code: lines} }
func snippet(name, s string) Block {
	return code(strings.Split(strings.ReplaceAll(s, "PKG", name), "\n")...)
}

// overview is the documentation of a package behind its first paragraphs: how to
// make a client, what calls give, and a table of the calls.
func (p *planner) overview(pkg *Package) []Block {
	calls := p.calls(pkg)
	if len(calls) == 0 {
		return nil
	}
	var list []Block
	list = append(list, p.aboutClients(pkg)...)
	list = append(list, p.aboutValues(pkg)...)
	list = append(list, p.aboutLists(pkg, calls)...)
	list = append(list, p.aboutBytes()...)
	list = append(list, p.aboutRequests(pkg, calls)...)
	list = append(list, p.aboutErrors(pkg)...)
	list = append(list, p.aboutTests(pkg)...)
	return append(list, tableOf(pkg, calls)...)
}

// service is a service whose ways to authorize are known, by where it answers.
type service struct {
	host  string // of its base URL, with the scheme
	about []Block
}

// services are those of Microsoft's clouds. The code is that of testdata/examples.
var services = []service{{
	host: "https://graph.microsoft.com/",
	about: []Block{
		paragraph("Tokens come from Microsoft Entra ID. Package azidentity of the Azure SDK gets them for a program of its own, with a secret or a certificate, or for a user who signs in:"),
		code(
			"credential, err := azidentity.NewClientSecretCredential(tenantID, clientID, secret, nil) // for the program",
			"credential, err := azidentity.NewDeviceCodeCredential(nil)                               // for a user",
		),
		code(
			"c := PKG.NewClient(nil, PKG.WithToken(func(ctx context.Context) (string, error) {",
			"\ttoken, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{\"https://graph.microsoft.com/.default\"}})",
			"\treturn token.Token, err",
			"}))",
		),
		heading("National clouds"),
		paragraph("A national cloud has an address of its own, for [WithBaseURL] and in the scope. The options of azidentity name its place to sign in, such as cloud.AzureGovernment:"),
		code(
			"US Government L4   https://graph.microsoft.us/v1.0",
			"US Government L5   https://dod-graph.microsoft.us/v1.0",
			"China              https://microsoftgraph.chinacloudapi.cn/v1.0",
		),
	},
}}

func (p *planner) aboutClients(pkg *Package) []Block {
	list := []Block{
		heading("Clients"),
		paragraph("All functions take a [Client]. It sends requests with an http.Client that authorizes them, such as one of golang.org/x/oauth2/clientcredentials:"),
		snippet(pkg.Name, "c := PKG.NewClient(config.Client(ctx))"),
		paragraph("Or it asks a function for the token of each request:"),
		snippet(pkg.Name, "c := PKG.NewClient(nil, PKG.WithToken(func(ctx context.Context) (string, error) { … }))"),
		paragraph("The token goes to the origin of [BaseURL], or of [WithBaseURL], and nowhere else: no redirect and no link to a next page takes it away. Requests that the service throttles are sent again, as [WithRetry] says. [WithTimeout], [WithTransport] and [WithUserAgent] set what their names say. A Client is safe for use by several goroutines."),
	}
	for _, s := range services {
		if strings.HasPrefix(pkg.BaseURL, s.host) {
			for _, b := range s.about {
				for i, line := range b.Code {
					if i == 0 {
						b.Code = slices.Clone(b.Code)
					}
					b.Code[i] = strings.ReplaceAll(line, "PKG", pkg.Name)
				}
				list = append(list, b)
			}
		}
	}
	return list
}

func (p *planner) aboutValues(pkg *Package) []Block {
	if !p.uses["Opt"] {
		return nil
	}
	list := []Block{
		heading("Values"),
		paragraph("A property is an [Opt], which is absent, null or has a value. What is absent is not sent, so that a request changes what it names. [Set] and [Null] make values; Get, Or and Lookup read them."),
	}
	if p.uses["Object"] {
		list = append(list, paragraph("A property that is an object is a pointer: nil is absent, and [NullOf] makes null. The field Object of a value has the properties that no page names; they are written back with the others: see [Object]."+keptRelationships[cmp.Or(p.o.Choice.Relationships, choice.Shown)]))
	}
	return list
}

// keptRelationships says which relationships have no type in the package.
var keptRelationships = map[choice.Relationships]string{
	choice.Shown: " A relationship that no page shows in a request or response is kept as JSON.",
	choice.Raw:   " Relationships are kept as JSON.",
}

// endOfLists is the last paragraph about lists.
func (p *planner) endOfLists() string {
	text := "Leaving the loop ends the list. [EachPage] gives whole pages, with the count of all items where the request asks for it. [Where] writes the condition of a filter with values in it."
	if p.uses["Only"] {
		text += " [Only] narrows a list to the values of one type."
	}
	return text
}

// The paragraphs about what some calls take and give.
const (
	aboutDownloads = "A call that gets a file returns a [Download]: a reader, to be closed, with the file's name, type and length. Its options can ask for a part of the file: see [Bytes]."
	aboutUploads   = "A large file is sent in parts to an upload session: see [UploadChunks]."
	aboutWork      = "Where the service goes on after its response, the call returns [Work]. Its method Await waits until that is done."
)

// aboutBytes describes downloads, uploads and work, as far as the package has them.
func (p *planner) aboutBytes() []Block {
	list := []Block{heading("Files and long work")}
	for _, part := range []struct{ use, text string }{{"sendStream", aboutDownloads}, {"UploadChunks", aboutUploads}, {"Work", aboutWork}} {
		if p.uses[part.use] {
			list = append(list, paragraph(part.text))
		}
	}
	if len(list) == 1 {
		return nil
	}
	return list
}

// aboutRequests describes the functions that build requests, and what they are for.
func (p *planner) aboutRequests(pkg *Package, calls []call) []Block {
	f := calls[0].of
	return []Block{
		heading("Requests"),
		paragraph("Each call has a function that only builds its request, such as [" + f.Request.String() + "]: for a [Batch], which sends up to 20 as one, or for the Do method of a [Client]. [NewRequest] builds a request that no page has; [Send] and [Open] send it."),
	}
}

func (p *planner) aboutLists(pkg *Package, calls []call) []Block {
	lists := slices.DeleteFunc(slices.Clone(calls), func(c call) bool { return c.of.Result.Kind != Pages })
	if len(lists) == 0 {
		return nil
	}
	f := slices.MinFunc(lists, func(a, b call) int {
		return cmp.Or(cmp.Compare(len(a.of.Params), len(b.of.Params)), cmp.Compare(len(a.of.Name.String()), len(b.of.Name.String())))
	}).of
	args := []string{"ctx", "c"}
	for _, q := range f.Params {
		args = append(args, q.Name.String())
	}
	args = append(args, "nil")
	return []Block{
		heading("Lists"),
		paragraph("A list is an iterator. It fetches pages as they are needed, and yields an error at most once, at its end:"),
		code(
			"for item, err := range "+pkg.Name+"."+f.Name.String()+"("+strings.Join(args, ", ")+") {",
			"\tif err != nil {",
			"\t\treturn err",
			"\t}",
			"\tfmt.Println(item)",
			"}",
		),
		paragraph(p.endOfLists()),
	}
}

func (p *planner) aboutErrors(pkg *Package) []Block {
	return []Block{
		heading("Errors"),
		paragraph("What the service refuses is an [Error], with its code, its message and the request's id. The usual ones have names:"),
		snippet(pkg.Name, "if errors.Is(err, PKG.ErrNotFound) {\n\t…\n}\nvar refused *PKG.Error\nif errors.As(err, &refused) && refused.Code == \"…\" {\n\t…\n}"),
	}
}

func (p *planner) aboutTests(pkg *Package) []Block {
	return []Block{
		heading("Tests"),
		paragraph("Package " + pkg.Name + "test has a server that answers as the pages do, for the tests of programs that use this package:"),
		snippet(pkg.Name, "server := httptest.NewTLSServer(PKGtest.New())\ndefer server.Close()\nc := PKG.NewClient(server.Client(), PKG.WithBaseURL(server.URL))"),
	}
}

// call is a row of the table of calls.
type call struct {
	of           *Function
	method, path string
	resource     string // what the call is about, by the stem of its file
}

// methodRank is the order of the calls that have one path.
var methodRank = map[string]int{http.MethodGet: 0, http.MethodHead: 1, http.MethodPost: 2, http.MethodPut: 3, http.MethodPatch: 4, http.MethodDelete: 5}

// calls returns the calls of a package by what they are about, each by path.
func (p *planner) calls(pkg *Package) []call {
	var list []call
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			if f, ok := d.(*Function); ok {
				list = append(list, call{f, f.Method, f.line.Principal().Route.Path, p.resourceName(f.line)})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b call) int {
		return cmp.Or(cmp.Compare(a.resource, b.resource), cmp.Compare(a.path, b.path), cmp.Compare(methodRank[a.method], methodRank[b.method]))
	})
	return list
}

// resourceName is the name of what a line stands with.
func (p *planner) resourceName(l *lines.Line) string {
	about := p.lines.Owned(l.Principal().Operation)[0].Resource
	if about.Type != nil {
		return about.Type.Name
	}
	return about.Word
}

// The most calls that the documentation lists one by one, and the width of the
// columns of methods and of paths.
const (
	maxCalls    = 300
	methodWidth = 6
	pathWidth   = 64
)

// tableOf lists the calls of a package, or, where there are too many, what they are
// about.
func tableOf(pkg *Package, calls []call) []Block {
	list := []Block{heading("Calls")}
	if len(calls) > maxCalls {
		list = append(list, paragraph("The calls are about these resources. Those of each stand in the file of its name, or in one for those that read and one for those that write."))
		return append(list, code(resourceRows(calls)...))
	}
	list = append(list, paragraph("These are the calls, by what they are about."))
	for len(calls) > 0 {
		n := 1
		for n < len(calls) && calls[n].resource == calls[0].resource {
			n++
		}
		list = append(list, code(callRows(calls[:n])...))
		calls = calls[n:]
	}
	return list
}

func callRows(calls []call) []string {
	width := 0
	for _, c := range calls {
		width = max(width, min(pathWidth, len(c.path)))
	}
	rows := make([]string, len(calls))
	for i, c := range calls {
		rows[i] = fmt.Sprintf("%-*s %-*s  %s", methodWidth, c.method, width, c.path, c.of.Name)
	}
	return rows
}

// resourceRows has a row for each resource: its name, how many calls are about it,
// and the shortest path.
func resourceRows(calls []call) []string {
	type resource struct {
		name, path string
		calls      int
	}
	var all []resource
	width := 0
	for _, c := range calls {
		if len(all) == 0 || all[len(all)-1].name != c.resource {
			all = append(all, resource{c.resource, c.path, 0})
			width = max(width, len(c.resource))
		}
		last := &all[len(all)-1]
		last.calls++
		if len(c.path) < len(last.path) {
			last.path = c.path
		}
	}
	rows := make([]string, len(all))
	for i, r := range all {
		rows[i] = fmt.Sprintf("%-*s %4d  %s", width, r.name, r.calls, r.path)
	}
	return rows
}
