package runtime

// Permissions are the scopes that the pages name for an operation, by who calls
// and each from the least privileged on. One scope is enough unless the page
// says otherwise. A kind without scopes is not supported, or not documented.
//
// A program that asks for consent, or checks what it was given, has them from
// variables such as ListUsersPermissions.
type Permissions struct {
	Delegated         []string // for a user with a work or school account
	DelegatedPersonal []string // for a user with a personal account
	Application       []string // for a program without a user
}
