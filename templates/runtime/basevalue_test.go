package runtime

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFillBase(t *testing.T) {
	const base = "https://{tenant}.harbor.example/{environment}/v1.0"
	filled, err := fillBase(base, "tenant", "north-1")
	require.NoError(t, err)
	_, err = parseBase(filled)
	assert.EqualError(t, err, `the base URL https://north-1.harbor.example/{environment}/v1.0 has the placeholder environment: call NewClient with WithBaseURLValue("environment", …)`)
	filled, err = fillBase(filled, "environment", "Test")
	require.NoError(t, err)
	u, err := parseBase(filled)
	require.NoError(t, err)
	assert.Equal(t, "https://north-1.harbor.example/Test/v1.0", u.String())

	for _, value := range []string{"", ".", "..", "evil.example/", "a@b", "a?b", "a#b", "a:1", "a b", "%2f", "{x}", "é"} {
		_, err := fillBase(base, "tenant", value)
		assert.Error(t, err, value)
	}
	_, err = fillBase(base, "other", "x")
	assert.EqualError(t, err, `the base URL https://{tenant}.harbor.example/{environment}/v1.0 has no placeholder "other"`)
}

func TestTheValueOfNoPlaceholder(t *testing.T) {
	c := NewClient(nil, WithBaseURLValue("tenant", "north"), WithBaseURLValue("tenant", "south"))
	_, err := GetVessel(t.Context(), c, "1", nil)
	assert.ErrorContains(t, err, `has no placeholder "tenant"`)
	_, err = GetVessel(t.Context(), NewClient(nil, WithBaseURL("https://{tenant}.harbor.example")), "1", nil)
	assert.ErrorContains(t, err, "has the placeholder tenant")
}
