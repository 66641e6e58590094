"""Edits in words, for the list of what can be taken back."""

import numpy as np

from engine.arrays import Array
from engine.network.experiment import Experiment
from engine.timeline.edits import WeightEdit


def describe(before: Experiment, after: Experiment) -> str:
    """What changed from one experiment to the other: "target of example 1 from 0 to 1"."""
    changes = [
        *_table("example", before.inputs, after.inputs, before.input_names, "input"),
        *_table("example", before.targets, after.targets, before.target_names, "target"),
        *_table("new situation", before.situations, after.situations, before.input_names, "input"),
        *_held_out(before, after),
        *_settings(before, after),
    ]
    return ", ".join(dict.fromkeys(changes)) or "nothing"


def describe_weight(edit: WeightEdit, experiment: Experiment, before: float | None = None) -> str:
    """A weight set by hand: "weight input 3 → hidden neuron 2 from -0.171 to -0.5"."""
    layer, source, target, value = edit
    ends = neuron_name(experiment, layer, source), neuron_name(experiment, layer + 1, target)
    since = "" if before is None else f" from {before:.4g}"
    return f"weight {' → '.join(ends)}{since} to {value:.4g}"


def neuron_name(experiment: Experiment, layer: int, neuron: int) -> str:
    """An input or target by its column's name, "hidden neuron 2", or "hidden 2, neuron 1"."""
    if layer == 0:
        return experiment.input_names[neuron]
    if layer == len(experiment.shape) - 1:
        return experiment.target_names[neuron]
    many = len(experiment.hidden) > 1
    return f"hidden {layer}, neuron {neuron + 1}" if many else f"hidden neuron {neuron + 1}"


def _table(row: str, old: Array, new: Array, names: tuple[str, ...], column: str) -> list[str]:
    if old.shape != new.shape:
        rows, columns = len(new) - len(old), new.shape[1] - old.shape[1]
        return [*_count(row, rows), *_count(column, columns)]
    cells = np.argwhere(old != new)
    if len(cells) == 1:
        ((i, j),) = cells.tolist()
        name = column if names == (f"{column} 1",) else names[j]
        return [f"{name} of {row} {i + 1} from {old[i, j]:.6g} to {new[i, j]:.6g}"]
    return [f"{len(cells)} {column}s of {row}s"] if len(cells) else []


def _held_out(before: Experiment, after: Experiment) -> list[str]:
    names = before.input_names, before.target_names
    inputs = _table("held-out example", before.test_inputs, after.test_inputs, names[0], "input")
    if len(before.test_inputs) != len(after.test_inputs):
        return inputs
    targets = (before.test_targets, after.test_targets)
    return [*inputs, *_table("held-out example", *targets, names[1], "target")]


def _count(what: str, difference: int) -> list[str]:
    if difference == 0:
        return []
    done = "added" if difference > 0 else "removed"
    many = abs(difference)
    return [f"{what} {done}" if many == 1 else f"{many} {what}s {done}"]


def _settings(before: Experiment, after: Experiment) -> list[str]:
    pairs: dict[str, tuple[object, object]] = {
        "hidden layers": (_layers(before), _layers(after)),
        "seed": (before.seed, after.seed),
        "learning rate": (f"{before.learning_rate:.6g}", f"{after.learning_rate:.6g}"),
        "planned iterations": (before.iterations, after.iterations),
        "activations": (", ".join(before.activations), ", ".join(after.activations)),
        "loss": (before.loss, after.loss),
        "optimizer": (before.optimizer, after.optimizer),
        "weight decay": (f"{before.weight_decay:.6g}", f"{after.weight_decay:.6g}"),
        "biases": _yes_or_no(before.bias, after.bias),
    }
    if before.optimizer == after.optimizer:
        pairs["momentum"] = (f"{before.momentum:.6g}", f"{after.momentum:.6g}")
    if before.hidden != after.hidden:
        del pairs["activations"]  # they follow the layers
    changes = [f"{name} from {a} to {b}" for name, (a, b) in pairs.items() if a != b]
    old, new = ((*each.input_names, *each.target_names) for each in (before, after))
    return [*changes, "columns renamed"] if len(old) == len(new) and old != new else changes


def _yes_or_no(before: bool, after: bool) -> tuple[str, str]:
    return "yes" if before else "no", "yes" if after else "no"


def _layers(experiment: Experiment) -> str:
    return " and ".join(map(str, experiment.hidden)) or "none"
