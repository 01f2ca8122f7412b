package runtime

import (
	"errors"
	"net/http"
)

// maxHops is the maximum number of redirects to follow.
const maxHops = 5

// redirect returns the target if err is a redirect.
func redirect(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return e.Header.Get("Location")
	}
	return ""
}
