package word

import "strings"

// IsAction reports whether a name can only be that of an action: it begins with a
// verb and is in the singular.
func IsAction(name string) bool { return Verb(name) && Singular(name) == name }

// Verb reports whether the first word of a name in camel case is a verb that names
// of actions and functions begin with.
func Verb(name string) bool {
	words := Split(name)
	return len(words) > 0 && verbs[strings.ToLower(words[0])]
}

// verbs are English verbs that names of actions and functions begin with.
var verbs = func() map[string]bool {
	set := map[string]bool{}
	for _, verb := range strings.Fields(`
		abort accept activate add answer append apply approve archive assign attach autofit begin bind block bulk bypass calculate cancel change
		check checkin checkout clean clear clone close commit complete confirm connect convert copy count create deactivate decline delete
		deny deploy deprecate detach disable disconnect discover dismiss download enable end enroll escalate evaluate exclude execute expand export extract favorite
		filter find follow force forward generate get grant hide import include initiate insert install instantiate invalidate invite keep leave
		list locate lock log logout lookup mark merge migrate move mute notify open parse pause permanently play post prepare preview process
		promote protect provision publish pull push query reactivate reassign reboot reauthorize rebuild recalculate record recover redeem redirect
		refresh register reject release remove rename renew reply report reprocess request reset resize resolve restart restore resume retire
		retry return revert review revoke rotate run save schedule search seek send set share shut sign skip snooze soft sort start stop
		submit subscribe suspend sync synchronize target terminate test track transfer translate unarchive unassign unblock undelete unfavorite
		unfollow unhide uninstall unlock unmerge unmute unpublish unregister unset unshare unsubscribe update upgrade upload upsert validate
		verify view wipe withdraw`) {
		set[verb] = true
	}
	return set
}()
