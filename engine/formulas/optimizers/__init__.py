"""A file for each optimizer."""
