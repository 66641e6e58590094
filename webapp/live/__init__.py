"""The runs that are live: their commands, the one clock, and those who watch."""
