package runtime

// concealed is an error whose text had the token in it.
type concealed struct {
	err  error
	text string
}

func (e *concealed) Error() string { return e.text }
func (e *concealed) Unwrap() error { return e.err }

// withoutToken returns err, with another text where its own repeats the token.
func withoutToken(err error, token string) error {
	text := err.Error()
	if clean := conceal(text, token); clean != text {
		return &concealed{err, clean}
	}
	return err
}
