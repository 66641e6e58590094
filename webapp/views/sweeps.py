"""What a reader may let vary in a study, with values to begin with."""

from engine import Experiment
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from webapp.incoming.studies import VARIED

_VALUES = {
    "learning_rate": "0.01 0.1 1 10 30 100",
    "hidden": "1 2 3 4 8",
    "optimizer": " ".join(OPTIMIZERS),
    "loss": " ".join(LOSSES),
    "momentum": "0 0.5 0.9 0.99",
    "weight_decay": "0 0.0001 0.001 0.01",
    "bias": "false true",
}
_BENDING = [name for name in ACTIVATIONS if name != "linear"]
"""Without a bend a hidden layer adds nothing."""


def sweeps(experiment: Experiment) -> dict[str, str]:
    """For each field that may vary its first values, as the form has them."""
    deep = len(experiment.hidden)
    names = (",".join([each] * deep + ["sigmoid"]) for each in _BENDING)
    values = _VALUES | {"activations": " ".join(names) if deep else "sigmoid linear"}
    return {name: values[name] for name in VARIED}
