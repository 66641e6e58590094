"""What is computed around runs: why one learns or not, and how other starts would have fared."""
