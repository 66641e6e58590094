"""Going through the code line by line: where one stands, and what the variables hold there."""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from engine.code.listing import Listing
from engine.network.state import State
from engine.network.training import train

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
    found = {name: beginning[name] for each in listing.before for name in each.makes}
    if previous:
        found |= _passed(previous)
    done = {**_passed(state), **_updated(state)}
    for each in listing.loop[: line - 1]:
        found |= {name: done[name] for name in each.makes}
    return found


def _beginning(state: State) -> Scope:
    """What holds when an iteration begins."""
    experiment = state.experiment
    return {
        "X": experiment.inputs,
        "y": experiment.targets,
        "l0": experiment.inputs,
        **{f"syn{k}": synapses for k, synapses in enumerate(state.weights)},
        "learning_rate": experiment.learning_rate,
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
        found[f"l{k}_delta"] = state.deltas[k - 1]
    return found


def _updated(state: State) -> Scope:
    """What an iteration leaves behind: the changed weights, and one iteration more."""
    changed = train(state.training, state.experiment, 1).weights
    named = {f"syn{k}": synapses for k, synapses in enumerate(changed)}
    return {**named, "iteration": state.iteration + 1}
