"""What the variables of the code mean, in our own words, with their shapes."""

from collections.abc import Iterator
from typing import Any

from engine import Experiment
from engine.code import GRADIENT, beside
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS, Activation


def glossary(experiment: Experiment) -> Iterator[dict[str, Any]]:
    """The matrices, layer by layer forward, then back from the error to the first delta."""
    shape, examples = experiment.shape, len(experiment.inputs)
    last = len(shape) - 1
    yield _entry(
        "l0", examples, shape[0], "The inputs, a row for each example; the same table is called X."
    )
    yield _entry(
        "y", examples, shape[-1], "The targets: what each example should be answered with."
    )
    for k in range(last):
        yield _entry(f"syn{k}", shape[k], shape[k + 1], _weights(k))
        if experiment.bias:
            yield _entry(f"b{k}", 1, shape[k + 1], _BIAS.format(k + 1))
        activation = ACTIVATIONS[experiment.activations[k]]
        yield _entry(f"l{k + 1}", examples, shape[k + 1], _layer(k + 1, last, activation))
    for k in range(last, 0, -1):
        yield _entry(f"l{k}_error", examples, shape[k], _error(k, last))
        yield _entry(f"l{k}_delta", examples, shape[k], _delta(k, last, experiment))
    yield from _remembered(experiment)


def _remembered(experiment: Experiment) -> Iterator[dict[str, Any]]:
    """What an optimizer makes and keeps beside each table of weights and biases, in their order."""
    optimizer, shape = OPTIMIZERS[experiment.optimizer], experiment.shape
    made = {line.makes for line in optimizer.lines} - {"p"}
    letters = [letter for letter in (GRADIENT, *optimizer.remembers) if letter in made]
    for k in range(len(shape) - 2, -1, -1):
        tables = {f"syn{k}": shape[k], **({f"b{k}": 1} if experiment.bias else {})}
        for parameter, rows in tables.items():
            for letter in letters:
                meaning = f"Beside {parameter}: {optimizer.remembers.get(letter, _GRADIENT)}."
                yield _entry(beside(letter, parameter), rows, shape[k + 1], meaning)


_BIAS = "A bias for each neuron of l{}: it is added to its sum, whatever comes in."
_GRADIENT = "which way each number is pushed, and how hard"


def _delta(k: int, last: int, experiment: Experiment) -> str:
    loss = LOSSES[experiment.loss]
    if k == last and not loss.keeps_slope:
        return loss.meaning
    return ACTIVATIONS[experiment.activations[k - 1]].words.meaning


def _weights(k: int) -> str:
    return (
        f"A weight for each synapse from l{k} to l{k + 1}: "
        "its row says where it comes from, its column where it leads."
    )


def _layer(k: int, last: int, activation: Activation) -> str:
    if k == last:
        return f"The answers: what the network makes of each example, {activation.words.reach}."
    return f"What each hidden neuron makes of each example, {activation.words.reach}."


def _error(k: int, last: int) -> str:
    if k == last:
        return "Target minus answer: how far it is, and which way."
    return f"The share of each hidden neuron in the deltas of l{k + 1}."


def _entry(name: str, rows: int, columns: int, meaning: str) -> dict[str, Any]:
    return {
        "name": name,
        "names": ["X", "l0"] if name == "l0" else [name],
        "rows": rows,
        "columns": columns,
        "meaning": meaning,
    }
