"""The engine: numbers, properties and the rules of a run."""
