"""What a training is at one moment: the weights, the biases, and what the optimizer remembers."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Self

import numpy as np

from engine.arrays import Array, Weights, frozen
from engine.formulas import OPTIMIZERS
from engine.network.definition import starting_weights
from engine.network.experiment import Experiment
from engine.network.layout import COUNTING, Layout, cut


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
        layout = experiment.layout
        numbers = np.zeros(layout.size)
        given, wanted = [table.shape for table in weights], [shape for _, shape in layout.weights]
        if given != wanted:
            raise ValueError(f"weights of the shapes {given} for a network of {wanted}")
        for (place, _), table in chain(
            zip(layout.weights, weights, strict=True), zip(layout.biases, biases, strict=False)
        ):
            numbers[place] = table.ravel()
        if OPTIMIZERS[layout.optimizer].counts:
            numbers[-len(COUNTING) :] = COUNTING
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
            part = self.numbers[..., place * self.layout.segment :]
            found[letter] = cut(part, self.layout.weights), cut(part, self.layout.biases)
        return found

    @property
    def remembers(self) -> bool:
        """Whether the optimizer remembers anything."""
        return self.layout.size > self.layout.segment

    @property
    def count(self) -> int | None:
        """Iterations since the optimizer began, if it counts them; of a stack, a list of them."""
        if not OPTIMIZERS[self.layout.optimizer].counts:
            return None
        count: int = self.numbers[..., -len(COUNTING)].astype(int).tolist()
        return count

    @property
    def nbytes(self) -> int:
        return self.numbers.nbytes

    def goes_with(self, experiment: Experiment) -> bool:
        """Whether the network and the optimizer are of this experiment."""
        return self.layout == experiment.layout

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
