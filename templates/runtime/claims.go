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

// Claims returns the claims that a token has to meet, which is JSON; it is empty
// as a rule. The function of [WithToken] finds them in its context where the
// service has refused the token that was sent (continuous access evaluation):
//
//	credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: scopes, Claims: Claims(ctx), EnableCAE: true})
//
// It is asked for such a token once a call. The request is then sent again.
func Claims(ctx context.Context) string {
	claims, _ := ctx.Value(claimsKey{}).(string)
	return claims
}

func withClaims(ctx context.Context, claims string) context.Context {
	return context.WithValue(ctx, claimsKey{}, claims)
}

// challenge returns the claims that an error asks for, if it is that they are
// missing: a 401 whose WWW-Authenticate has them in base64.
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
// 11.6.1), "" where there is none.
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
