"""The tests: engine/, webapp/ and browser/ mirror the house."""
