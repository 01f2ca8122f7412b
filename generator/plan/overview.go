package plan

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/lines"
)

// Block is a part of the package documentation: a heading, a paragraph, or
// lines of code.
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

// overview returns the package documentation after its first paragraphs: how to
// make a client, how to use the results, and a table of the calls.
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

func (p *planner) aboutClients(pkg *Package) []Block {
	list := []Block{
		heading("Clients"),
		paragraph("All functions take a [Client]. It sends requests with an http.Client that authorizes them, such as one of golang.org/x/oauth2/clientcredentials:"),
		snippet(pkg.Name, "c := PKG.NewClient(config.Client(ctx))"),
		paragraph("Alternatively, a function returns the token of each request:"),
		snippet(pkg.Name, "c := PKG.NewClient(nil, PKG.WithToken(func(ctx context.Context) (string, error) { … }))"),
		paragraph("The token is sent only to the origin of [BaseURL] or [WithBaseURL]. Redirects and links to other pages never send it elsewhere. Throttled requests are sent again, within the limits of [WithRetry]. See [WithTimeout], [WithTransport] and [WithUserAgent] for other settings. A Client is safe for concurrent use by multiple goroutines."),
	}
	if _, rest, ok := strings.Cut(pkg.BaseURL, "{"); ok {
		name, _, _ := strings.Cut(rest, "}")
		list = append(list,
			paragraph("The base URL has placeholders, for which the client needs values:"),
			snippet(pkg.Name, "c := PKG.NewClient(config.Client(ctx), PKG.WithBaseURLValue("+strconv.Quote(name)+", \"…\"))"))
	}
	if origin := originOf(pkg.BaseURL); origin != "" && len(p.permissions) > 0 {
		list = append(list, aboutTokens(pkg.Name, origin)...)
	}
	return list
}

// originOf returns the scheme and host of a base URL, or an empty string for a URL
// with placeholders.
func originOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsAny(u.Host, "{}<>") {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// aboutTokens says where tokens come from, if the pages have the tables of
// permissions that only services of the Microsoft identity platform have. The code
// is that of testdata/examples.
func aboutTokens(name, origin string) []Block {
	return []Block{
		paragraph("Microsoft Entra ID issues the tokens for the permissions on the pages. Package azidentity of the Azure SDK requests them, for a program with a secret or a certificate, or for a user who signs in. The scope begins with the URI of the service, which is usually the origin of its base URL:"),
		code(
			"credential, err := azidentity.NewClientSecretCredential(tenantID, clientID, secret, nil) // for the program",
			"credential, err := azidentity.NewDeviceCodeCredential(nil)                               // for a user",
		),
		snippet(name, "c := PKG.NewClient(nil, PKG.WithToken(func(ctx context.Context) (string, error) {\n"+
			"\ttoken, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{"+strconv.Quote(origin+"/.default")+"}})\n"+
			"\treturn token.Token, err\n"+
			"}))"),
		paragraph("A service in a national cloud has its own base URL, for [WithBaseURL] and for the scope. The options of azidentity set the cloud to sign in to, such as cloud.AzureGovernment."),
	}
}

func (p *planner) aboutValues(pkg *Package) []Block {
	if !p.uses["Opt"] {
		return nil
	}
	list := []Block{
		heading("Values"),
		paragraph("A property is an [Opt], which is absent, null or has a value. Absent properties are not sent, so a request changes only the properties that it contains. [Set] and [Null] make an Opt; Get, Or and Lookup read it."),
	}
	if p.uses["Object"] {
		list = append(list, paragraph("A property that is another object is a pointer: nil is absent, and [NullOf] returns null. The field Object of a value keeps undocumented properties and writes them back; see [Object]."+keptRelationships[cmp.Or(p.o.Choice.Relationships, choice.Shown)]))
	}
	return list
}

// keptRelationships has the sentence about relationships whose types are not in
// the package.
var keptRelationships = map[choice.Relationships]string{
	choice.Shown: " Relationships that no page shows in a request or response are kept as JSON.",
	choice.Raw:   " Relationships are kept as JSON.",
}

// endOfLists returns the last paragraph about lists.
func (p *planner) endOfLists() string {
	text := "Leaving the loop ends the list. [EachPage] returns whole pages, with the count of all items if the request asks for it. [Where] inserts values into the condition of a filter."
	if p.uses["Only"] {
		text += " [Only] selects the values of one subtype."
	}
	return text
}

// Paragraphs about calls of some kinds.
const (
	aboutDownloads = "A call for a file returns a [Download], a reader with the name, type and length of the file. The caller must close it. The option Range selects a part of the file; see [Bytes]."
	aboutUploads   = "Large files are sent in chunks to an upload session; see [UploadChunks]."
	aboutWork      = "If an operation continues after the response, the call returns a [Work]. Its method Await waits for the end."
)

// aboutBytes describes downloads, uploads and long-running operations, if the
// package has them.
func (p *planner) aboutBytes() []Block {
	list := []Block{heading("Files and long operations")}
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

// aboutRequests describes the functions that build requests.
func (p *planner) aboutRequests(pkg *Package, calls []call) []Block {
	f := calls[0].of
	list := []Block{
		heading("Requests"),
		paragraph("Each call has a function that only builds its request, such as [" + f.Request.String() + "]. Use it for a [Batch], which sends up to 20 requests in one call, or for the method Do of [Client]. [NewRequest] builds requests that are not documented; [Send] and [Open] send them."),
	}
	if i := slices.IndexFunc(calls, func(c call) bool { return isReference(c.of.line) }); i >= 0 {
		f := calls[i].of
		list = append(list,
			paragraph("The body of some requests refers to an entity. [Ref] makes it from the path of the entity, which the client completes with its base URL:"),
			code("err := "+pkg.Name+"."+f.Name.String()+"("+strings.Join(f.arguments(pkg.Name+".Ref(\"/…/{id}\", id)"), ", ")+")"),
		)
	}
	return list
}

func (p *planner) aboutLists(pkg *Package, calls []call) []Block {
	lists := slices.DeleteFunc(slices.Clone(calls), func(c call) bool { return c.of.Result.Kind != Pages })
	if len(lists) == 0 {
		return nil
	}
	f := slices.MinFunc(lists, func(a, b call) int {
		return cmp.Or(cmp.Compare(len(a.of.Params), len(b.of.Params)), cmp.Compare(len(a.of.Name.String()), len(b.of.Name.String())))
	}).of
	args := f.arguments("")
	return []Block{
		heading("Lists"),
		paragraph("A list is an iterator. It fetches each page when it is needed. If a request fails, its error ends the list:"),
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

// arguments returns the arguments of a call in an example. The body may have
// another text than its name.
func (f *Function) arguments(body string) []string {
	args := []string{"ctx", "c"}
	for _, q := range f.Params {
		if q == f.Body {
			args = append(args, cmp.Or(body, q.Name.String()))
			continue
		}
		args = append(args, q.Name.String())
	}
	return append(args, "nil")
}

func (p *planner) aboutErrors(pkg *Package) []Block {
	return []Block{
		heading("Errors"),
		paragraph("An error response of the service is an [Error], with its code, its message and the request id. Common errors have names:"),
		snippet(pkg.Name, "if errors.Is(err, PKG.ErrNotFound) {\n\t…\n}\nvar refused *PKG.Error\nif errors.As(err, &refused) && refused.Code == \"…\" {\n\t…\n}"),
		paragraph("If a response lacks the documented content, such as one with status 204, the error is [ErrNoContent]. There is one exception: if a call that changes something and returns an object has status 202, 204 or 205, the error is nil and all properties of the object are absent."),
	}
}

func (p *planner) aboutTests(pkg *Package) []Block {
	return []Block{
		heading("Tests"),
		paragraph("Package " + pkg.Name + "test is a fake of the service, for the tests of programs that use this package:"),
		snippet(pkg.Name, "server := httptest.NewTLSServer(PKGtest.New())\ndefer server.Close()\nc := PKG.NewClient(server.Client(), PKG.WithBaseURL(server.URL))"),
	}
}

// call is a row in the table of calls.
type call struct {
	of           *Function
	method, path string
	resource     string // the stem of the file of the resource
}

// methodRank is the order of calls with the same path.
var methodRank = map[string]int{http.MethodGet: 0, http.MethodHead: 1, http.MethodPost: 2, http.MethodPut: 3, http.MethodPatch: 4, http.MethodDelete: 5}

// calls returns the calls of a package by resource and path.
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

// resourceName returns the name of the resource of a line.
func (p *planner) resourceName(l *lines.Line) string {
	about := p.lines.Owned(l.Principal().Operation)[0].Resource
	if about.Type != nil {
		return about.Type.Name
	}
	return about.Word
}

// The maximum number of calls that the documentation lists, and the widths of
// the columns for methods and paths.
const (
	maxCalls    = 300
	methodWidth = 6
	pathWidth   = 64
)

// tableOf returns the table of the calls of a package, or a table of its
// resources if there are many calls.
func tableOf(pkg *Package, calls []call) []Block {
	list := []Block{heading("Calls")}
	if len(calls) > maxCalls {
		list = append(list, paragraph("The calls are about these resources. Each resource has a file, or one file for calls that read and one for calls that write."))
		return append(list, code(resourceRows(calls)...))
	}
	list = append(list, paragraph("These are the calls, by resource."))
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

// resourceRows returns a row for each resource: its name, its number of calls,
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
