"""The timeline of a run and its edits: any iteration, forward and back, as a pure function."""

from engine.timeline.edits import last_experiment
from engine.timeline.history import sampled
from engine.timeline.turning import turns
from engine.timeline.undo import UndoEntry
from engine.timeline.wording import describe, describe_weight, neuron_name

__all__ = [
    "UndoEntry",
    "describe",
    "describe_weight",
    "last_experiment",
    "neuron_name",
    "sampled",
    "turns",
]
