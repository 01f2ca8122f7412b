package runtime

// permissions is for the tests of this package. Each generated package declares
// its own.
var permissions = [...]permissionsOf{
	{"GetVessel", Permissions{Delegated: []string{"Vessel.Read", "Vessel.ReadWrite"}}},
	{"TowVessel", Permissions{Delegated: []string{"Vessel.Read Tug.Use"}, Application: []string{"Tug.Use.All"}}},
}
