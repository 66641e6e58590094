"""A file for each loss."""
