"""The networks of the two articles, their training and their history: numbers in, numbers out."""

from engine.arrays import Array, Layers, Weights
from engine.edits import Edit, Synapse
from engine.errors import Diverged, EngineError, NoSuchSynapse, NotFinite, TooManyEdits
from engine.experiment import Experiment
from engine.lessons import LESSONS, Lesson
from engine.run import Run
from engine.state import State
from engine.stopping import StopWhen
from engine.timeline import Timeline
from engine.training import Training, train, warm_up

__all__ = [
    "Array",
    "Diverged",
    "Edit",
    "EngineError",
    "Experiment",
    "LESSONS",
    "Layers",
    "Lesson",
    "NoSuchSynapse",
    "NotFinite",
    "Run",
    "State",
    "StopWhen",
    "Synapse",
    "Timeline",
    "TooManyEdits",
    "Training",
    "Weights",
    "train",
    "warm_up",
]
