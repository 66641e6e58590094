"""A run as code: its listing in every dialect, where one stands in it, and the script."""

from engine.code.dialects import DIALECTS, NUMPY, Dialect
from engine.code.lines import Line
from engine.code.listing import Listing, listing, shapes
from engine.code.literals import assignment, number
from engine.code.script import listing_until, script
from engine.code.stepping import Position, Scope, scope
from engine.formulas import Tree

__all__ = [
    "DIALECTS",
    "Dialect",
    "Line",
    "Listing",
    "NUMPY",
    "Position",
    "Scope",
    "Tree",
    "assignment",
    "listing",
    "listing_until",
    "number",
    "scope",
    "script",
    "shapes",
]
