"""What a training is at one moment: the weights, the biases, and what the optimizer remembers.

All of it lies in one array, as the compiled loops need it: each layer's weights and behind them its
biases, then room up to a multiple of eight; then, as long each, what the optimizer remembers; then,
if it counts, the count t and the powers 0.9^t and 0.999^t.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise
from math import prod
from typing import NamedTuple, Self

import numpy as np

from engine.arrays import Array, Weights, frozen
from engine.formulas import OPTIMIZERS
from engine.network.definition import starting_weights
from engine.network.experiment import Experiment

SEGMENT = 8
"""The numbers are worked on by so many at once."""
_COUNTING = (0.0, 1.0, 1.0)


Place = tuple[slice, tuple[int, int]]
"""Where a table lies in an array, and its shape."""


class Tables(NamedTuple):
    """Tables that lie one behind the other in one array."""

    places: tuple[Place, ...]
    size: int

    def cut(self, numbers: Array) -> tuple[Array, ...]:
        return cut(numbers, self.places)


def cut(numbers: Array, places: Iterable[Place]) -> tuple[Array, ...]:
    """The tables at these places of an array, without a copy."""
    return tuple([numbers[place].reshape(shape) for place, shape in places])


def tables(shapes: Iterable[tuple[int, int]]) -> Tables:
    """Tables of these shapes, one behind the other."""
    shapes = tuple(shapes)
    ends = tuple(accumulate(map(prod, shapes), initial=0))
    places = (slice(*place) for place in pairwise(ends))
    return Tables(tuple(zip(places, shapes, strict=True)), ends[-1])


class Layout(NamedTuple):
    """Where the parts lie: `segment` numbers for weights and biases, and again for each memory."""

    weights: tuple[Place, ...]
    biases: tuple[Place, ...]
    segment: int
    optimizer: str
    size: int


@lru_cache(1024)
def _layout(shape: tuple[int, ...], bias: bool, optimizer: str) -> Layout:
    pairs = [(pair, (int(bias), pair[1])) for pair in pairwise(shape)]
    every = tables(chain(*pairs))
    weights, biases = every.places[::2], every.places[1::2] if bias else ()
    segment = -(-every.size // SEGMENT) * SEGMENT
    chosen = OPTIMIZERS[optimizer]
    size = segment * (1 + len(chosen.remembers)) + (len(_COUNTING) if chosen.counts else 0)
    return Layout(weights, biases, segment, optimizer, size)


@dataclass(frozen=True, eq=False)
class TrainingState:
    """`numbers` is all of it, read-only; training goes on from it as if it had never paused."""

    numbers: Array
    layout: Layout

    @classmethod
    def first(cls, experiment: Experiment) -> Self:
        """Where training begins: random weights, biases of 0, nothing remembered."""
        return cls.of(starting_weights(experiment.shape, experiment.seed), experiment)

    @classmethod
    def of(cls, weights: Weights, experiment: Experiment, biases: Weights = ()) -> Self:
        """These weights, with an empty memory. Raises ValueError if they do not fit."""
        layout = _layout(experiment.shape, experiment.bias, experiment.optimizer)
        numbers = np.zeros(layout.size)
        given, wanted = [table.shape for table in weights], [shape for _, shape in layout.weights]
        if given != wanted:
            raise ValueError(f"weights of the shapes {given} for a network of {wanted}")
        for (place, _), table in chain(
            zip(layout.weights, weights, strict=True), zip(layout.biases, biases, strict=False)
        ):
            numbers[place] = table.ravel()
        if OPTIMIZERS[layout.optimizer].counts:
            numbers[-len(_COUNTING) :] = _COUNTING
        return cls(frozen(numbers), layout)

    @cached_property
    def weights(self) -> Weights:
        """One array a synapse layer, each (from, to)."""
        return cut(self.numbers, self.layout.weights)

    @cached_property
    def biases(self) -> Weights:
        """One array a layer behind the inputs, each (1, neurons); none without biases."""
        return cut(self.numbers, self.layout.biases)

    @property
    def memory(self) -> dict[str, tuple[Weights, Weights]]:
        """What is remembered, by its letter: of the weights and of the biases."""
        found = {}
        for place, letter in enumerate(OPTIMIZERS[self.layout.optimizer].remembers, 1):
            part = self.numbers[place * self.layout.segment :]
            found[letter] = cut(part, self.layout.weights), cut(part, self.layout.biases)
        return found

    @property
    def count(self) -> int | None:
        """Iterations since the optimizer began, if it counts them."""
        counts = OPTIMIZERS[self.layout.optimizer].counts
        return int(self.numbers[-len(_COUNTING)]) if counts else None

    @property
    def nbytes(self) -> int:
        return self.numbers.nbytes

    def goes_with(self, experiment: Experiment) -> bool:
        """Whether the network and the optimizer are of this experiment."""
        return self.layout == _layout(experiment.shape, experiment.bias, experiment.optimizer)

    def fitted(self, experiment: Experiment) -> Self:
        """This state for another experiment of the same network; a new optimizer begins with an
        empty memory."""
        if self.goes_with(experiment):
            return self
        return type(self).of(self.weights, experiment, self.biases)

    def with_numbers(self, numbers: Array) -> Self:
        return type(self)(frozen(numbers), self.layout)

    def with_weight(self, layer: int, source: int, target: int, value: float) -> Self:
        """This state with one weight set; what is remembered of it stays."""
        place, shape = self.layout.weights[layer]
        numbers = self.numbers.copy()
        numbers[place].reshape(shape)[source, target] = value
        return self.with_numbers(numbers)


NO_TRAINING = TrainingState(frozen(np.empty(0)), Layout((), (), 0, "descent", 0))
"""Of no network: it takes no memory, and training cannot go on from it."""
