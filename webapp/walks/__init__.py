"""Guided walks: data that a teacher can write, and what a reader meets of it."""
