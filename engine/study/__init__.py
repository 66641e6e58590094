"""Many starts of one experiment, side by side: how each ends, and what share of them learns."""

from engine.study.interval import wilson
from engine.study.outcome import ENDINGS, Outcome
from engine.study.plan import Group, Piece, Plan, combinations, cost, work
from engine.study.starts import outcomes, warm_up

__all__ = [
    "ENDINGS",
    "Group",
    "Outcome",
    "Piece",
    "Plan",
    "combinations",
    "cost",
    "outcomes",
    "warm_up",
    "wilson",
    "work",
]
