package dialect

// permissionPhrases are phrases in headers and cells of permission tables.
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
	{"need both", inside, AllNeeded},
	{"need all of these", inside, AllNeeded},
	{"if ", start, Condition},
	{"on self", inside, Self},
	{"yourself", inside, Self},
	{"your own", inside, Self},
	{"signed-in user", inside, Self},
}
