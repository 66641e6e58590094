"""What a study trains: every combination of what varies, from the same seeds, in a fixed order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from engine.network.experiment import Experiment
from engine.network.together import STARTS, TOGETHER
from engine.study.outcome import Outcome
from engine.study.starts import outcomes

PIECE = 2**27
"""Multiplications in one piece of work: some tenths of a second of one core."""
_LEAST = 64
"""Multiplications that an iteration costs at least, however small the network."""
_SHUFFLE = 0


class Piece(NamedTuple):
    """So many seeds of one group; a pure function of its parts, so that it can be done anywhere."""

    group: int
    experiment: Experiment
    seeds: tuple[int, ...]
    iterations: int

    @property
    def multiplications(self) -> int:
        """What it costs."""
        return len(self.seeds) * self.iterations * cost(self.experiment)


def work(piece: Piece) -> tuple[Outcome, ...]:
    """How these starts end."""
    return outcomes(piece.experiment, piece.seeds, piece.iterations)


class Group(NamedTuple):
    """What differs in this group from the others, and its experiment."""

    vary: Mapping[str, Any]
    experiment: Experiment


def combinations(vary: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Every combination of the values that these fields take; a single empty one of none."""
    values = product(*vary.values())
    return [dict(zip(vary, each, strict=True)) for each in values]


@dataclass(frozen=True)
class Plan:
    """Each group is trained for so many iterations, from seeds 0 … `seeds` - 1."""

    groups: tuple[Group, ...]
    seeds: int
    iterations: int

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The seeds in a fixed shuffle, so that the first ones are a fair sample of all."""
        return tuple(np.random.RandomState(_SHUFFLE).permutation(self.seeds).tolist())

    @property
    def starts(self) -> int:
        """How many trainings there are in all groups."""
        return len(self.groups) * self.seeds

    @cached_property
    def multiplications(self) -> int:
        """What all of it costs."""
        return sum(self.seeds * self.iterations * cost(group.experiment) for group in self.groups)

    def pieces(self) -> Iterator[Piece]:
        """The work, in the order in which it is to be done: all groups come forward alike.

        A piece holds as many starts as are some tenths of a second's work, a few where one alone
        takes longer; the first ones are small, so that there is something to see at once.
        """
        sizes = [self._size(group.experiment) for group in self.groups]
        done, step = [0] * len(self.groups), TOGETHER
        while any(number < self.seeds for number in done):
            for group, (_, experiment) in enumerate(self.groups):
                end = min(done[group] + min(step, sizes[group]), self.seeds)
                if seeds := self.order[done[group] : end]:
                    yield Piece(group, experiment, seeds, self.iterations)
                done[group] = end
            step *= 2

    def _size(self, experiment: Experiment) -> int:
        affordable = PIECE // (self.iterations * cost(experiment))
        return affordable // TOGETHER * TOGETHER or STARTS


def cost(experiment: Experiment) -> int:
    """Multiplications in an iteration of one start."""
    shape = experiment.shape
    synapses = sum(a * b for a, b in zip(shape, shape[1:], strict=False))
    return max(_LEAST, len(experiment.inputs) * synapses)
