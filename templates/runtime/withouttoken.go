package runtime

// concealed is an error whose text contained the token.
type concealed struct {
	err  error
	text string
}

func (e *concealed) Error() string { return e.text }
func (e *concealed) Unwrap() error { return e.err }

// withoutToken returns err. If its text repeats the token, the text is
// replaced.
func withoutToken(err error, token string) error {
	text := err.Error()
	if clean := conceal(text, token); clean != text {
		return &concealed{err, clean}
	}
	return err
}
