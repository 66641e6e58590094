"""Many starts of one experiment, side by side: how each ends, and what share of them learns."""

from engine.study.interval import wilson
from engine.study.landscape import Weight, landscape
from engine.study.outcome import Outcome
from engine.study.plan import Group, Piece, Plan, combinations, cost, work
from engine.study.starts import outcomes, warm_up

__all__ = [
    "Group",
    "Outcome",
    "Piece",
    "Plan",
    "Weight",
    "combinations",
    "cost",
    "landscape",
    "outcomes",
    "warm_up",
    "wilson",
    "work",
]
