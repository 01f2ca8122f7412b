package runtime

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type claimsKey struct{}

// Claims returns the claims that a token must satisfy, as JSON. It returns ""
// unless the service rejected the token that was sent (continuous access
// evaluation). The function given to [WithToken] calls it with its context:
//
//	credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: scopes, Claims: Claims(ctx), EnableCAE: true})
//
// The request is then sent again with the new token. This happens at most once
// in a call.
func Claims(ctx context.Context) string {
	claims, _ := ctx.Value(claimsKey{}).(string)
	return claims
}

func withClaims(ctx context.Context, claims string) context.Context {
	return context.WithValue(ctx, claimsKey{}, claims)
}

// challenge returns the claims that the service asks for in a 401 response,
// from the base64 in its WWW-Authenticate header. It returns "" for other
// errors.
func challenge(err error) string {
	var e *Error
	if !errors.As(err, &e) || e.StatusCode != http.StatusUnauthorized {
		return ""
	}
	for _, value := range e.Header.Values("WWW-Authenticate") {
		text := challengeParameter(value, "claims")
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			if claims, err := encoding.DecodeString(strings.TrimRight(text, "=")); err == nil && json.Valid(claims) {
				return string(claims)
			}
		}
	}
	return ""
}

// challengeParameter returns a parameter of a challenge (RFC 9110, section
// 11.6.1), or "" if there is none.
func challengeParameter(value, name string) string {
	for value != "" {
		key, rest, found := strings.Cut(value, "=")
		if !found {
			return ""
		}
		if i := strings.LastIndexAny(key, " \t,"); i >= 0 {
			key = key[i+1:]
		}
		text, quoted := strings.CutPrefix(strings.TrimLeft(rest, " \t"), `"`)
		end, after := strings.IndexAny(text, ", \t"), 0
		if quoted {
			end, after = strings.IndexByte(text, '"'), 1
		}
		if end < 0 {
			end, after = len(text), 0
		}
		if strings.EqualFold(key, name) {
			return text[:end]
		}
		value = text[end+after:]
	}
	return ""
}
