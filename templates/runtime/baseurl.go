package runtime

// BaseURL is the URL of the service. It is for the tests of this package; each
// generated package declares its own.
const BaseURL = "https://harbor.example/v1.0"
