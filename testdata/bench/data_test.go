package bench

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// userPage is an answer to GET /users with 100 users of the default properties.
func userPage() []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[`)
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"businessPhones":["+47 22 00 %02d %02d"],"displayName":"Keeper No. %d","givenName":"Keeper","jobTitle":"Keeper of berth %d",`+
			`"mail":"keeper%d@harbor.example","mobilePhone":null,"officeLocation":"Pier %d","preferredLanguage":"nb-NO","surname":"No. %d",`+
			`"userPrincipalName":"keeper%d@harbor.example","id":"6f1c2a9e-8b1d-4c5f-a6e7-%012d"}`, i, i, i, i, i, i%9, i, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

// itemPage is an answer to GET /drives/{id}/items/{id}/children with 100 files
// and folders.
func itemPage() []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#drives('d')/items('r')/children","value":[`)
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"01HARBOR%06d","name":"manifest %d.pdf","size":%d,"createdDateTime":"2026-03-01T06:30:00.1234567Z",`+
			`"lastModifiedDateTime":"2026-03-02T07:45:00Z","webUrl":"https://harbor.example/files/%d","eTag":"\"{e%d},1\"","cTag":"\"c:{e%d},1\"",`+
			`"createdBy":{"user":{"id":"k%d","displayName":"Keeper No. %d"}},"lastModifiedBy":{"user":{"id":"k%d","displayName":"Keeper No. %d"}},`+
			`"parentReference":{"driveId":"d","driveType":"business","id":"01HARBORROOT","path":"/drives/d/root:"},`+
			`"fileSystemInfo":{"createdDateTime":"2026-03-01T06:30:00Z","lastModifiedDateTime":"2026-03-02T07:45:00Z"},`, i, i, 1000+i*7919, i, i, i, i, i, i, i)
		if i%5 == 0 {
			fmt.Fprintf(&b, `"folder":{"childCount":%d}}`, i)
		} else {
			fmt.Fprintf(&b, `"file":{"mimeType":"application/pdf","hashes":{"quickXorHash":"q%027d="}}}`, i)
		}
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

// itemChanges is a page with what a client may change of 100 files.
func itemChanges() []byte {
	var b bytes.Buffer
	b.WriteString(`{"value":[`)
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"name":"manifest %d.pdf","description":"The cargo of vessel %d, as its master declared it.",`+
			`"fileSystemInfo":{"createdDateTime":"2026-03-01T06:30:00Z","lastModifiedDateTime":"2026-03-02T07:45:00Z"}}`, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

// canned answers every request with the same JSON, without a network.
type canned []byte

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(bytes.NewReader(c)),
		ContentLength: int64(len(c)),
	}, nil
}
