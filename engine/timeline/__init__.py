"""The timeline of a run and its edits: any iteration, forward and back, as a pure function."""

from engine.timeline.edits import Edit, WeightEdit, last_experiment
from engine.timeline.history import MAX_POINTS, sampled
from engine.timeline.run import Run, UndoEntry
from engine.timeline.stopping import StopWhen
from engine.timeline.timeline import Timeline
from engine.timeline.turning import turns
from engine.timeline.wording import describe, describe_weight, neuron_name

__all__ = [
    "Edit",
    "MAX_POINTS",
    "Run",
    "StopWhen",
    "Timeline",
    "UndoEntry",
    "WeightEdit",
    "describe",
    "describe_weight",
    "last_experiment",
    "neuron_name",
    "sampled",
    "turns",
]
