"""Many starts of one experiment, side by side: how each ends, and what share of them learns."""

from engine.study.interval import wilson
from engine.study.outcome import ENDINGS, Outcome
from engine.study.plan import Piece, Plan, work
from engine.study.starts import outcomes, warm_up

__all__ = ["ENDINGS", "Outcome", "Piece", "Plan", "outcomes", "warm_up", "wilson", "work"]
