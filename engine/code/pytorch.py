"""A run as a program with PyTorch: the backward lines are left to it, and the numbers are the same.

What was edited stands between stretches of training, in the order in which it was done.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import indent

from engine.arrays import Array
from engine.code.dialects import activation_of
from engine.code.literals import number, tensor
from engine.code.replay import cells
from engine.code.script import columns, comment, plain
from engine.formulas import LOSSES, OPTIMIZERS
from engine.network.experiment import Experiment
from engine.network.state import State
from engine.timeline.edits import Edit, last_experiment
from engine.timeline.timeline import Timeline

_OPENING = """import numpy as np
import torch
{functional}
torch.set_default_dtype(torch.float64)
"""
_FUNCTIONAL = "from torch.nn import functional\n"
_ANY_STEP = "1e-300"
"""A momentum that changes no number and still lets PyTorch remember: at 0 it keeps nothing."""
_THINK = "What the network makes of inputs, layer by layer."
_SUMS = "The weighted sums of the last layer: the loss has its sigmoid in it, and is exact so."
_MISSED = "What training makes small."
_TRAIN = """def train(iterations):
    for _ in range(iterations):
        optimizer.zero_grad()
        missed().backward()
        optimizer.step()
"""
_BACKWARD = (
    "PyTorch keeps the way forward in mind: backward() goes it back to every weight, as the lines "
    "of the deltas do, and step() changes the weights."
)


def torch_script(title: str, timeline: Timeline, state: State, note: str = "") -> str:
    """The program that trains up to this state of the timeline and prints what stands there.

    `note` is what to know before its numbers are compared with others.
    """
    edits = [edit for edit in timeline.edits if edit.at <= state.iteration]
    starting = last_experiment(timeline.base, [edit for edit in edits if edit.at == 0])
    used = [starting, *(edit.experiment for edit in edits if edit.at and edit.experiment)]
    with_sums = any(not LOSSES[each.loss].keeps_slope for each in used)
    head = f"{plain(title)}, at iteration {state.iteration}, with PyTorch. From Lines of Thought."
    parts = (
        f'"""{head}"""\n',
        _OPENING.format(functional=_FUNCTIONAL if with_sums else ""),
        *([comment(note) + "\n"] if note else []),
        columns(state),
        *_tables(starting),
        *_start(starting),
        *_functions(starting, with_sums),
        *_training(starting, edits, state.iteration, any(each.weight_decay for each in used)),
        *_results(state),
    )
    return "\n".join(parts) + "\n"


def _tables(experiment: Experiment) -> Iterator[str]:
    yield "\n" + comment("The training set: each row is an example.")
    yield tensor("X", experiment.inputs)
    yield "\n" + comment("The targets: what it should answer for each example.")
    yield tensor("y", experiment.targets)


def _start(experiment: Experiment) -> Iterator[str]:
    yield "\n" + comment("The same random numbers as NumPy's script has, from the same seed.")
    yield f"np.random.seed({experiment.seed})"
    shape = experiment.shape
    layers = range(len(shape) - 1)
    for k in layers:
        random = f"2 * np.random.random({shape[k], shape[k + 1]}) - 1"
        yield f"syn{k} = torch.tensor({random}, requires_grad=True)"
    yield f"synapses = [{', '.join(f'syn{k}' for k in layers)}]"
    for k in layers if experiment.bias else ():
        yield f"b{k} = torch.zeros((1, {shape[k + 1]}), requires_grad=True)"
    if experiment.bias:
        yield f"biases = [{', '.join(f'b{k}' for k in layers)}]"


def _functions(experiment: Experiment, with_sums: bool) -> Iterator[str]:
    last = len(experiment.shape) - 1
    layers = [_layer(experiment, k) for k in range(1, last)]
    total = _sum(experiment, last)
    if with_sums:
        yield _function("weighted_sums(l0)", [*layers, f"return {total}"], _SUMS)
        layers, total = [], "weighted_sums(l0)"
    answer = activation_of(experiment, last).torch.format(sum=total)
    yield _function("think(l0)", [*layers, f"return {answer}"], _THINK)
    yield _missed(experiment)
    yield "\n\n" + comment(_BACKWARD)
    yield _TRAIN


def _layer(experiment: Experiment, k: int) -> str:
    return f"l{k} = {activation_of(experiment, k).torch.format(sum=_sum(experiment, k))}"


def _sum(experiment: Experiment, k: int) -> str:
    return f"l{k - 1} @ syn{k - 1}" + (f" + b{k - 1}" if experiment.bias else "")


def _missed(experiment: Experiment) -> str:
    loss = LOSSES[experiment.loss].torch.format(answers="think(X)", sums="weighted_sums(X)")
    return _function("missed()", [f"return {loss}"], _MISSED)


def _function(head: str, body: Sequence[str], why: str) -> str:
    return f"\n\n{comment(why)}\ndef {head}:\n" + indent("\n".join(body), "    ")


def _training(
    starting: Experiment, edits: Sequence[Edit], iterations: int, decays: bool
) -> Iterator[str]:
    """Stretches of training, and between them what was edited."""
    yield from ("", *_optimizer(starting, decays))
    present, done = starting, 0
    for at, together in groupby(edits, key=lambda edit: edit.at):
        if at > done:
            yield f"train({at - done})"
        if at:
            yield "\n" + comment(f"What was edited at iteration {at}.")
        done = at
        for edit in together:
            if edit.weight:
                layer, source, target, value = edit.weight
                yield f"with torch.no_grad():\n    syn{layer}[{source}, {target}] = {number(value)}"
            elif edit.experiment and at:
                yield from _changes(present, edit.experiment, decays)
                present = edit.experiment
    if iterations > done:
        yield f"train({iterations - done})"


def _changes(old: Experiment, new: Experiment, decays: bool) -> Iterator[str]:
    yield from _table("X", old.inputs, new.inputs)
    yield from _table("y", old.targets, new.targets)
    if old.loss != new.loss:
        yield _missed(new) + "\n\n"
    if old.optimizer != new.optimizer:
        yield from _optimizer(new, decays)
        return
    if old.learning_rate != new.learning_rate:
        yield _setting("lr", number(new.learning_rate))
    if old.momentum != new.momentum:
        yield _setting("momentum", _momentum(new))
    if old.weight_decay != new.weight_decay:
        decay = number(new.weight_decay)
        yield f'optimizer.param_groups[0]["weight_decay"] = {decay}'


def _table(name: str, old: Array, new: Array) -> list[str]:
    found = cells(name, old, new) if old.shape == new.shape else None
    return [tensor(name, new)] if found is None else found


def _setting(name: str, value: str) -> str:
    return f'for group in optimizer.param_groups:\n    group["{name}"] = {value}'


def _optimizer(experiment: Experiment, decays: bool) -> Iterator[str]:
    parameters = "synapses + biases" if experiment.bias else "synapses"
    if decays:
        weights = f'{{"params": synapses, "weight_decay": {number(experiment.weight_decay)}}}'
        biases = ', {"params": biases}' if experiment.bias else ""
        yield f"parameters = [{weights}{biases}]"
        parameters = "parameters"
    code = OPTIMIZERS[experiment.optimizer].torch.format(
        parameters=parameters,
        rate=number(experiment.learning_rate),
        momentum=_momentum(experiment),
    )
    yield f"optimizer = torch.optim.{code}"


def _momentum(experiment: Experiment) -> str:
    return number(experiment.momentum) if experiment.momentum else _ANY_STEP


def _results(state: State) -> Iterator[str]:
    yield "\n" + comment("What the weights make of the table now.")
    yield "answers = think(X).detach()"
    names = [f"syn{k}" for k in range(len(state.weights))]
    names += [f"b{k}" for k in range(len(state.biases))]
    for name in names:
        yield f'print("{name} =", {name}.tolist())'
    yield 'print("answers =", answers.tolist())'
    yield 'print("mean error =", (y - answers).abs().mean().item())'
    if len(state.experiment.situations):
        yield "\n" + comment("Situations the network was never shown.")
        yield tensor("situations", state.experiment.situations)
        yield 'print("new situations =", think(situations).tolist())'
