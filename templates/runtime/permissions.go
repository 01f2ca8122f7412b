package runtime

import (
	"slices"
	"strings"
)

// Permissions has the scopes that the pages list for a function, by kind of
// caller. Each list begins with the least privileged scope; one scope of it is
// enough. If a page requires several scopes together, they are one string with
// spaces, as in OAuth. An empty list means that the kind of caller is not
// supported, or not documented.
type Permissions struct {
	Delegated         []string // for users with a work or school account
	DelegatedPersonal []string // for users with a personal account
	Application       []string // for programs without a user
}

// permissionsOf is the row of a function in the table of permissions.
type permissionsOf struct {
	function string
	Permissions
}

// PermissionsOf returns the permissions of a function of this package, such as
// "ListUsers", and whether its pages list any. Use it to request consent, or to
// check granted scopes. A program contains the table of permissions only if it
// calls PermissionsOf.
func PermissionsOf(function string) (p Permissions, ok bool) {
	i, ok := slices.BinarySearchFunc(permissions[:], function, func(row permissionsOf, name string) int {
		return strings.Compare(row.function, name)
	})
	if !ok {
		return p, false
	}
	row := permissions[i].Permissions
	return Permissions{slices.Clone(row.Delegated), slices.Clone(row.DelegatedPersonal), slices.Clone(row.Application)}, true
}
