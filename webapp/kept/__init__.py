"""The store behind the runs: what each of them is, as a log of its edits, and where it stands."""
