"""Going through the code line by line: where one stands, and what the variables hold there."""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from engine.code.listing import Listing
from engine.code.variables import GRADIENT, beside
from engine.network.state import State
from engine.network.training import train
from engine.network.training_state import TrainingState

Scope = dict[str, Array | float]
"""Variables by name; the learning rate and the number of the iteration are plain numbers."""


class Position(NamedTuple):
    """The line of the loop that is executed next, counted from 1, and in which iteration."""

    iteration: int = 0
    line: int = 1

    def moved(self, lines: int, length: int) -> "Position":
        """So many lines on, or back, in a loop of that length; not back beyond its beginning."""
        count = self.iteration * length + self.line - 1 + lines
        iteration, index = divmod(max(0, count), length)
        return Position(iteration, index + 1)


def scope(listing: Listing, line: int, state: State, previous: State | None = None) -> Scope:
    """The variables as they are before a line of the loop, in the iteration of this state.

    `previous` is the state one iteration earlier: its layers, errors and deltas are still there.
    """
    beginning = _beginning(state)
    names = (name for each in listing.code for name in each.makes)
    found = {name: beginning[name] for name in names if name in beginning}
    if previous:
        found |= _made(listing, _passed(previous), previous.iteration)
    done = {**_passed(state), **_updated(state)}
    return found | _made(listing, done, state.iteration, line - 1)


def _made(listing: Listing, done: Scope, iteration: int, lines: int | None = None) -> Scope:
    """What the first lines of the loop make in this iteration, of what is known here."""
    made = (line.makes for line in listing.loop[:lines] if line.holds(iteration))
    return {name: done[name] for names in made for name in names if name in done}


def _beginning(state: State) -> Scope:
    """What holds when an iteration begins."""
    experiment = state.experiment
    return {
        "X": experiment.inputs,
        "y": experiment.targets,
        "l0": experiment.inputs,
        **_named(state.training),
        "learning_rate": experiment.learning_rate,
        "momentum": experiment.momentum,
        "weight_decay": experiment.weight_decay,
        "iteration": state.iteration,
    }


@np.errstate(over="ignore", invalid="ignore")
def _passed(state: State) -> Scope:
    """What an iteration makes on its way: layers forward, then errors and deltas back."""
    found: Scope = {f"l{k}": layer for k, layer in enumerate(state.layers) if k}
    last = len(state.weights)
    for k in range(last, 0, -1):
        back = k < last
        found[f"l{k}_error"] = state.deltas[k] @ state.weights[k].T if back else state.errors
        found[f"l{k}_delta"] = delta = state.deltas[k - 1]
        synapses = state.weights[k - 1]
        decay = state.experiment.weight_decay * synapses
        found[f"{GRADIENT}{k - 1}"] = state.layers[k - 1].T @ delta - decay
        found[f"{GRADIENT}b{k - 1}"] = delta.sum(axis=0, keepdims=True)
    return found


def _updated(state: State) -> Scope:
    """What an iteration leaves behind: the changed weights, and one iteration more."""
    changed = train(state.training, state.experiment, 1).state
    return {**_named(changed), "iteration": state.iteration + 1}


def _named(training: TrainingState) -> Scope:
    """Weights, biases and what is remembered of them, by their names."""
    found: Scope = {f"syn{k}": synapses for k, synapses in enumerate(training.weights)}
    found |= {f"b{k}": biases for k, biases in enumerate(training.biases)}
    return found | remembered(training)


def remembered(training: TrainingState) -> Scope:
    """What the optimizer remembers, by the names of the code."""
    found: Scope = {}
    for letter, (weights, biases) in training.memory.items():
        found |= {beside(letter, f"syn{k}"): table for k, table in enumerate(weights)}
        found |= {beside(letter, f"b{k}"): table for k, table in enumerate(biases)}
    return found if training.count is None else {**found, "t": training.count}
