"""Many starts of one experiment, side by side: how each ends, and what share of them learns."""

from engine.study.interval import wilson

__all__ = ["wilson"]
