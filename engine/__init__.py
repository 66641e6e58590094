"""The networks of the two articles, their training and their history: numbers in, numbers out."""

from engine.arrays import Array, Layers, Weights
from engine.errors import Diverged, NoSuchSynapse, NotFinite, TooManyEdits
from engine.lessons import LESSONS, Lesson
from engine.network.experiment import Experiment
from engine.network.many import States, warm_up
from engine.network.state import State
from engine.network.training import train
from engine.network.training_state import TrainingState
from engine.timeline.edits import Edit, WeightEdit
from engine.timeline.round import play_round
from engine.timeline.run import Run
from engine.timeline.stopping import StopWhen
from engine.timeline.timeline import Timeline

__all__ = [
    "Array",
    "Diverged",
    "Edit",
    "Experiment",
    "LESSONS",
    "Layers",
    "Lesson",
    "NoSuchSynapse",
    "NotFinite",
    "Run",
    "State",
    "States",
    "StopWhen",
    "Timeline",
    "TooManyEdits",
    "TrainingState",
    "WeightEdit",
    "Weights",
    "play_round",
    "train",
    "warm_up",
]
