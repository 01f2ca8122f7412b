package runtime

// BaseURL is where the service answers. The generated package has its own;
// this one serves the tests of this package.
const BaseURL = "https://harbor.example/v1.0"
