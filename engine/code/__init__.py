"""A run as code: its listing in every dialect, where one stands in it, and the script."""

from engine.code.dialects import DIALECTS, Dialect
from engine.code.lines import Line
from engine.code.listing import Listing, listing, shapes
from engine.code.literals import assignment, number
from engine.code.pytorch import torch_script
from engine.code.script import listing_until, script
from engine.code.stepping import Position, Scope, remembered, scope
from engine.code.updates import updates
from engine.code.variables import GRADIENT, VARIABLE, beside
from engine.formulas import Tree

__all__ = [
    "DIALECTS",
    "Dialect",
    "GRADIENT",
    "Line",
    "Listing",
    "Position",
    "Scope",
    "Tree",
    "VARIABLE",
    "assignment",
    "beside",
    "listing",
    "listing_until",
    "number",
    "remembered",
    "scope",
    "script",
    "shapes",
    "torch_script",
    "updates",
]
