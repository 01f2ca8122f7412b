package runtime

import (
	"slices"
	"strings"
)

// Permissions are the scopes that the pages name for a function, by who calls.
// Each list begins with the least privileged; one of it is enough. Where a page
// asks for several scopes together, they are one text with spaces between, as
// OAuth takes them. A kind without scopes is not supported, or not documented.
type Permissions struct {
	Delegated         []string // for a user with a work or school account
	DelegatedPersonal []string // for a user with a personal account
	Application       []string // for a program without a user
}

// permissionsOf are the permissions for a function.
type permissionsOf struct {
	function string
	Permissions
}

// PermissionsOf returns the permissions for a function of this package, such as
// "ListUsers", and whether its pages name any. A program that asks for consent,
// or checks what it was given, has them from here. The table of all functions is
// in a program only if it calls PermissionsOf.
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
