package runtime

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSubtypes encodes values of a type and its subtypes.
func TestSubtypes(t *testing.T) {
	said := &Vessel{}
	said.Object.SetRaw(odataType, json.RawMessage(`"#harbor.port.tug"`))
	for _, test := range []struct {
		body any
		want string
	}{
		{&Asset{Name: Set("Ann")}, `{"name":"Ann"}`},
		{&Vessel{Name: Set("Bo")}, `{"name":"Bo","@odata.type":"#harbor.port.vessel"}`},
		{said, `{"@odata.type":"#harbor.port.tug"}`},
	} {
		req, err := newRequest(context.Background(), http.MethodPost, "/assets", nil, nil, subtype[Asset](test.body))
		require.NoError(t, err)
		text, err := io.ReadAll(req.Body)
		require.NoError(t, err)
		assert.Equal(t, test.want, string(text))
	}
	sent := &Vessel{}
	_ = subtype[Asset](sent)
	assert.Empty(t, sent.Object.ODataType(), "the value of the caller is not modified")

	for _, body := range []any{nil, (*Asset)(nil), (*Vessel)(nil)} {
		_, err := newRequest(context.Background(), http.MethodPost, "/assets", nil, nil, subtype[Asset](body))
		assert.ErrorContains(t, err, "it is nil", "%T", body)
	}
}
