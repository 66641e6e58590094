"""A file for each activation."""
