"""Ways of learning, each named by what sets it apart from the others."""

from collections.abc import Sequence

from engine import Experiment
from engine.code import number
from engine.formulas import LOSSES, OPTIMIZERS


def ways(experiments: Sequence[Experiment]) -> list[str]:
    """The first is called by all in which others differ, those by what they have otherwise than the
    first; no two alike."""
    first, *others = [_parts(experiment) for experiment in experiments]
    differences = [[what for what in first if each[what] != first[what]] for each in others]
    differing = [what for what in first if any(what in each for each in differences)]
    found: list[str] = []
    for each, named in zip((first, *others), (differing, *differences), strict=True):
        text = ", ".join(each[what] for what in named) or "the same"
        name = text[0].upper() + text[1:]
        again = found.count(name)
        found.append(f"{name} ({again + 1})" if again else name)
    return found


def _parts(experiment: Experiment) -> dict[str, str]:
    """Everything in which learning can differ, in a few words each."""
    curves = experiment.activations
    momentum = f" {number(experiment.momentum)}" if experiment.has("momentum") else ""
    decay = number(experiment.weight_decay)
    return {
        "optimizer": OPTIMIZERS[experiment.optimizer].title + momentum,
        "learning rate": f"learning rate {number(experiment.learning_rate)}",
        "loss": LOSSES[experiment.loss].title.lower(),
        "activations": " then ".join(curves) if len(set(curves)) > 1 else curves[0],
        "weight decay": f"weight decay {decay}" if experiment.weight_decay else "no weight decay",
        "bias": "biases" if experiment.bias else "no biases",
        "hidden": _hidden(experiment.hidden),
        "seed": f"seed {experiment.seed}",
        "examples": f"{len(experiment.inputs)} examples",
    }


def _hidden(layers: Sequence[int]) -> str:
    if not layers:
        return "no hidden layer"
    if len(layers) > 1:
        return f"hidden layers of {'-'.join(map(str, layers))}"
    return f"{layers[0]} hidden neuron{'' if layers[0] == 1 else 's'}"
