"""Is the network's gradient right? Each synapse's, held against what nudging that synapse does.

The loss is half the sum of squared errors: its descent by a weight is what an update at a learning
rate of 1 adds to that weight. Central differences: (loss(w + h) - loss(w - h)) / 2h.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from engine.arrays import Array, Weights
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
LEAST_EXAMPLES = 8
"""With fewer, what a nudge costs is no longer the multiplications."""


@dataclass(frozen=True)
class Checked:
    """One synapse, in `layer` from `source` to `target`: its gradient by both ways."""

    layer: int
    source: int
    target: int
    analytic: float
    numeric: float

    @property
    def difference(self) -> float:
        return self.analytic - self.numeric


@dataclass(frozen=True)
class GradientCheck:
    """The synapses that were checked, of `synapses` in all."""

    checked: tuple[Checked, ...]
    synapses: int

    @property
    def largest_difference(self) -> float:
        return max(abs(each.difference) for each in self.checked)

    @property
    def relative_difference(self) -> float:
        """The length of all differences over the length of both gradients; 0 where all is flat."""
        pairs = np.array([(each.analytic, each.numeric) for each in self.checked])
        size = np.linalg.norm(pairs[:, 0]) + np.linalg.norm(pairs[:, 1])
        return float(np.linalg.norm(pairs[:, 0] - pairs[:, 1]) / size) if size else 0.0

    @property
    def is_flat(self) -> bool:
        """Whether the slope is too small everywhere for float64 to tell it from none."""
        sizes = (max(abs(each.analytic), abs(each.numeric)) for each in self.checked)
        return all(size <= NOISE for size in sizes)

    @property
    def agrees(self) -> bool:
        pairs = np.array([(each.analytic, each.numeric) for each in self.checked])
        sizes = np.linalg.norm(pairs[:, 0]) + np.linalg.norm(pairs[:, 1])
        missed = np.linalg.norm(pairs[:, 0] - pairs[:, 1])
        return bool(missed <= ALLOWED * sizes + NOISE)


def check_gradient(experiment: Experiment, weights: Weights) -> GradientCheck:
    """Check every synapse, or of a large network as many, evenly spread, as the work allows."""
    layers = definition.forward(weights, experiment.inputs)
    deltas = definition.deltas(weights, layers, experiment.targets - layers[-1])
    gradients = [layer.T @ delta for layer, delta in zip(layers[:-1], deltas, strict=True)]
    synapses = sum(matrix.size for matrix in weights)
    checked = []
    for layer, source, target in _chosen(experiment, weights, synapses):
        numeric = _difference(weights[layer:], layers[layer], experiment.targets, source, target)
        analytic = float(gradients[layer][source, target])
        checked.append(Checked(layer, source, target, analytic, numeric))
    return GradientCheck(tuple(checked), synapses)


def _chosen(
    experiment: Experiment, weights: Weights, synapses: int
) -> Iterator[tuple[int, int, int]]:
    places = chain.from_iterable(
        ((layer, *place) for place in np.ndindex(matrix.shape))
        for layer, matrix in enumerate(weights)
    )
    work = 2 * max(LEAST_EXAMPLES, len(experiment.inputs)) * synapses
    every = -(-synapses * work // MOST_WORK)
    if every > 1:
        every |= 1  # odd, or it would meet the same column in every row
    return (place for number, place in enumerate(places) if number % every == 0)


def _difference(weights: Weights, layer: Array, targets: Array, source: int, target: int) -> float:
    """Minus the slope of the loss by a synapse of the first matrix; `layer` is what enters it."""
    weight = weights[0][source, target]
    reach = np.abs(layer[:, source]).max()  # what the weighted sums feel of a nudge
    step = max(STEP / max(reach, LEAST_REACH), abs(np.spacing(weight)))
    above, below = weight + step, weight - step
    lower, upper = (_answers(weights, layer, source, target, value) for value in (below, above))
    # The sum of (e + d)^2 - (e - d)^2 as a product: no large squares cancel.
    missed = (targets - lower) + (targets - upper)
    return float((missed * (upper - lower)).sum() / 2 / (above - below))


def _answers(weights: Weights, layer: Array, source: int, target: int, value: float) -> Array:
    nudged = weights[0].copy()
    nudged[source, target] = value
    return definition.forward((nudged, *weights[1:]), layer)[-1]
