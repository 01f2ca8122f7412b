package dialect

// permissionPhrases are the headers and first cells of tables of permissions.
var permissionPhrases = []phrase{
	{"permission", start, PermissionTitle},
	{"personal", inside, PersonalAccount},
	{"delegated", inside, WorkAccount},
	{"application", inside, Application},
	{"most to least", inside, MostFirst},
	{"TODO", inside, Unwritten},
	{"and", whole, Together},
	{"&", whole, Together},
	{"+", whole, Together},
}
