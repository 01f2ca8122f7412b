package runtime

// permissions stands for the table of a generated package.
var permissions = [...]permissionsOf{
	{"GetVessel", Permissions{Delegated: []string{"Vessel.Read", "Vessel.ReadWrite"}}},
	{"TowVessel", Permissions{Delegated: []string{"Vessel.Read Tug.Use"}, Application: []string{"Tug.Use.All"}}},
}
