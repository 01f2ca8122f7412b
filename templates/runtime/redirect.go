package runtime

import (
	"errors"
	"net/http"
)

// maxHops is how many redirects are followed.
const maxHops = 5

// redirect returns where the service redirects to, if err is that it does.
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
