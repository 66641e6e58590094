"""What the templates show of a run."""
