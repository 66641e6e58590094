"""The formulas of an experiment as data, for the page to compute with and to write out."""

from typing import Any

from engine import Experiment
from engine.code import updates
from engine.formulas import ACTIVATIONS, FARTHEST, LOSSES, Activation, Tree


def functions(experiment: Experiment) -> dict[str, dict[str, Any]]:
    """Of each activation in use: its value by the sum, its slope by the output, and its words."""
    return {
        name: {
            "value": ACTIVATIONS[name].formula("sum"),
            "slope": ACTIVATIONS[name].slope_formula("output"),
            "bounds": _bounds(ACTIVATIONS[name]),
            "words": {
                "function": ACTIVATIONS[name].words.function,
                "gradient": ACTIVATIONS[name].words.gradient,
                "delta": ACTIVATIONS[name].words.delta,
                "squeezed": ACTIVATIONS[name].words.squeezed,
            },
        }
        for name in dict.fromkeys(experiment.activations)
    }


def _bounds(activation: Activation) -> tuple[float, float] | None:
    """Where outputs lie; None when that is anywhere."""
    bounds = activation.least, activation.most
    return None if activation.most == FARTHEST else bounds


def last_delta(experiment: Experiment) -> dict[str, Any]:
    """Whether the last delta is error times slope, and if not why."""
    loss = LOSSES[experiment.loss]
    return {"keeps_slope": loss.keeps_slope, "why": loss.why}


def update_formulas(experiment: Experiment) -> dict[str, Tree]:
    """By what an update makes, what it makes of it, in the order of the lines."""
    rate, decay = experiment.learning_rate != 1, experiment.weight_decay != 0
    lines = updates(experiment, rate=rate, decay=decay)
    return {line.makes[0]: line.formula[2] for line in lines if isinstance(line.formula, list)}


def update_words(experiment: Experiment) -> dict[str, str]:
    """Why there is a line that makes it, by what an update makes."""
    lines = updates(experiment, rate=True, decay=True)
    return {line.makes[0]: line.why for line in lines}
