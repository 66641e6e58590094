"""Is the network's gradient right? Each synapse's, held against what nudging that synapse does.

What falls is the loss, with the squares of the weights where they decay: how fast it falls as a
weight or bias grows is the gradient. Central differences: (loss(w + h) - loss(w - h)) / 2h.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from engine.arrays import Array, Weights
from engine.formulas import ACTIVATIONS, LOSSES
from engine.network import definition
from engine.network.experiment import Experiment

STEP = 1e-5
"""How far a nudge moves the weighted sums at most."""
LEAST_REACH = 1e-100
"""An input this small moves nothing, however far its synapse is nudged."""
ALLOWED = 1e-6
"""What the two gradients may differ by, as a share of their size."""
NOISE = 1e-10
"""What rounding alone adds: 1e-16 in an answer over a nudge of 1e-5, for a few dozen synapses."""
MOST_WORK = 250_000_000
"""Multiplications, so that a check of the largest network takes about a second."""
CORNER = 0.5
"""A slope that changes by more than this within a nudge has jumped."""
LEAST_EXAMPLES = 8
"""With fewer, what a nudge costs is no longer the multiplications."""


@dataclass(frozen=True)
class Checked:
    """One synapse, in `layer` from `source` to `target`: its gradient by both ways. A bias has no
    source."""

    layer: int
    source: int | None
    target: int
    analytic: float
    numeric: float

    @property
    def difference(self) -> float:
        return self.analytic - self.numeric


@dataclass(frozen=True)
class GradientCheck:
    """The synapses and biases that were checked, of `synapses` in all."""

    checked: tuple[Checked, ...]
    synapses: int

    @property
    def largest_difference(self) -> float:
        return max((abs(each.difference) for each in self.checked), default=0.0)

    @property
    def relative_difference(self) -> float:
        """The length of all differences over the length of both gradients; 0 where all is flat."""
        pairs = np.array([(each.analytic, each.numeric) for each in self.checked]).reshape(-1, 2)
        size = np.linalg.norm(pairs[:, 0]) + np.linalg.norm(pairs[:, 1])
        return float(np.linalg.norm(pairs[:, 0] - pairs[:, 1]) / size) if size else 0.0

    @property
    def is_flat(self) -> bool:
        """Whether the slope is too small everywhere for float64 to tell it from none."""
        sizes = (max(abs(each.analytic), abs(each.numeric)) for each in self.checked)
        return all(size <= NOISE for size in sizes)

    @property
    def agrees(self) -> bool:
        pairs = np.array([(each.analytic, each.numeric) for each in self.checked]).reshape(-1, 2)
        sizes = np.linalg.norm(pairs[:, 0]) + np.linalg.norm(pairs[:, 1])
        missed = np.linalg.norm(pairs[:, 0] - pairs[:, 1])
        return bool(missed <= ALLOWED * sizes + NOISE)


def check_gradient(experiment: Experiment, weights: Weights, biases: Weights = ()) -> GradientCheck:
    """Check every synapse and bias, or of a large network as many, evenly spread, as the work
    allows. Left out is what has no gradient: where a nudge takes some neuron round a corner."""
    names = experiment.activations
    layers = definition.forward(weights, experiment.inputs, names, biases)
    errors = experiment.targets - layers[-1]
    deltas = definition.deltas(weights, layers, errors, names, experiment.loss)
    matrices, entering = list(weights), list(layers[:-1])
    if biases:
        matrices = [np.vstack(pair) for pair in zip(weights, biases, strict=True)]
        entering = [_with_ones(layer) for layer in entering]
    gradients = [layer.T @ delta for layer, delta in zip(entering, deltas, strict=True)]
    checked = []
    for layer, source, target in _chosen(experiment, matrices):
        nudge = Nudge(experiment, matrices[layer:], entering[layer], source, target)
        numeric = nudge.fall()
        if numeric is not None:
            is_bias = source == len(weights[layer])
            decay = 0.0 if is_bias else experiment.weight_decay * weights[layer][source, target]
            analytic = float(gradients[layer][source, target])
            place = (layer, None if is_bias else source, target)
            checked.append(Checked(*place, analytic - decay, numeric - decay))
    return GradientCheck(tuple(checked), sum(matrix.size for matrix in matrices))


def _with_ones(layer: Array) -> Array:
    """A bias is a weight from a neuron that always says 1."""
    return np.hstack([layer, np.ones((len(layer), 1))])


def _chosen(experiment: Experiment, matrices: Sequence[Array]) -> Iterator[tuple[int, int, int]]:
    synapses = sum(matrix.size for matrix in matrices)
    places = chain.from_iterable(
        ((layer, *place) for place in np.ndindex(matrix.shape))
        for layer, matrix in enumerate(matrices)
    )
    work = 2 * max(LEAST_EXAMPLES, len(experiment.inputs)) * synapses
    every = -(-synapses * work // MOST_WORK)
    if every > 1:
        every |= 1  # odd, or it would meet the same column in every row
    return (place for number, place in enumerate(places) if number % every == 0)


@dataclass(frozen=True)
class Nudge:
    """A number of the first of these matrices, to be moved up and down by a hair; `layer` is what
    enters it."""

    experiment: Experiment
    matrices: Sequence[Array]
    layer: Array
    source: int
    target: int

    def fall(self) -> float | None:
        """How fast the loss falls as the number grows; None where some neuron has a corner."""
        weight = self.matrices[0][self.source, self.target]
        reach = np.abs(self.layer[:, self.source]).max()  # what the weighted sums feel of a nudge
        step = max(STEP / max(reach, LEAST_REACH), abs(np.spacing(weight)))
        above, below = weight + step, weight - step
        (lower, falling), (upper, rising) = self._forward(below), self._forward(above)
        if any(np.abs(a - b).max() > CORNER for a, b in zip(falling, rising, strict=True)):
            return None
        loss = LOSSES[self.experiment.loss]
        return loss.fall(self.experiment.targets, lower, upper) / float(above - below)

    @np.errstate(over="ignore", invalid="ignore")
    def _forward(self, value: float) -> tuple[Array, list[Array]]:
        """The answers, and the slopes of all neurons on the way."""
        nudged, layer, slopes = self.matrices[0].copy(), self.layer, []
        nudged[self.source, self.target] = value
        matrices = (nudged, *self.matrices[1:])
        for matrix, name in zip(
            matrices, self.experiment.activations[-len(matrices) :], strict=True
        ):
            has_bias = layer.shape[1] < len(matrix)
            activation = ACTIVATIONS[name]
            layer = activation.value((_with_ones(layer) if has_bias else layer) @ matrix)
            slopes.append(activation.slope(layer))
        return layer, slopes
