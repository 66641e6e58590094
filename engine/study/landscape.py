"""The ground a run walks on: the mean |error| over a plane through its way.

The plane holds the weights where the run stands and two directions: the two in which most of its
way lies, by the singular values of all steps from there, or those of two weights. Biases count as
weights.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Iterations
from engine.network.definition import forward
from engine.network.experiment import Experiment
from engine.study.plan import cost
from engine.study.trails import joined, spaced, trails
from engine.timeline.timeline import Timeline

MARKS, FEWEST_MARKS = 200, 10
FINEST, COARSEST = 64, 16
WORK = 2**27
"""Multiplications in one landscape: some tenths of a second."""
_MARGIN = 0.2
_AT_ONCE = 2**22
"""Numbers of one layer that are held at a time."""


class Weight(NamedTuple):
    """That of the synapse from a source to a target, in a layer of synapses."""

    layer: int
    source: int
    target: int


class Other(NamedTuple):
    """Another start, its neurons matched: its seed, its trail (marks, 2) seen from above, and its
    true mean |error| in the end."""

    seed: int
    trail: Array
    error: float


@dataclass(frozen=True, eq=False)
class Landscape:
    """`ground` (v, u) is the mean |error| at the places `u` and `v` along the two directions.

    `iterations` are marks on the way, `trail` (marks, 2) where they lie when seen from above, and
    `errors` the true ones there. `shares` says what part of the way lies in each direction.
    """

    u: Array
    v: Array
    ground: Array
    iterations: Iterations
    trail: Array
    errors: Array
    shares: tuple[float, float]
    others: tuple[Other, ...] = ()


def landscape(
    timeline: Timeline,
    iteration: int,
    weights: tuple[Weight, Weight] | None = None,
    others: int = 0,
) -> Landscape:
    """The ground around the way to this iteration, over the plane of these weights or that of most
    of its way; with the trails of so many other starts, fewer where that would take long."""
    marks = _marks(iteration, timeline)
    states = [timeline.state_at(int(mark)) for mark in marks]
    own = states[-1]
    here = joined(own.weights, own.biases)
    steps = np.array([joined(state.weights, state.biases) for state in states]) - here
    directions, shares = _along(steps, own.experiment, weights) if weights else _directions(steps)
    trail = steps @ directions.T
    beside = tuple(
        Other(seed, (places - here) @ directions.T, error)
        for seed, places, error in trails(own, others)
    )
    cells = _cells(own.experiment, here.size)
    seen = np.concatenate([trail, *(other.trail for other in beside)])
    u, v = (_axis(seen[:, axis], cells) for axis in (0, 1))
    places = np.stack(np.meshgrid(u, v), axis=-1).reshape(-1, 2)
    ground = _errors(own.experiment, here + places @ directions).reshape(cells, cells)
    errors = np.array([state.error for state in states])
    return Landscape(u, v, ground, marks, trail, errors, shares, beside)


def _marks(iteration: int, timeline: Timeline) -> Iterations:
    """Fewer where each takes long to come by."""
    each = cost(timeline.experiment_at(iteration)) * max(1, timeline.spacing)
    return np.array(spaced(iteration, min(MARKS, max(FEWEST_MARKS, WORK // each))))


def _along(
    steps: Array, experiment: Experiment, weights: tuple[Weight, Weight]
) -> tuple[Array, tuple[float, float]]:
    """The directions of two weights, and each one's share of all squared steps."""
    directions = np.zeros((2, steps.shape[1]))
    shape = experiment.shape
    for direction, (layer, source, target) in zip(directions, weights, strict=True):
        before = sum(a * b for a, b in zip(shape[:layer], shape[1:], strict=False))
        direction[before + source * shape[layer + 1] + target] = 1.0
    total = (steps**2).sum() or 1.0
    first, second = ((steps @ directions.T) ** 2).sum(axis=0) / total
    return directions, (float(first), float(second))


def _directions(steps: Array) -> tuple[Array, tuple[float, float]]:
    """The two principal directions, and each one's share of all squared steps."""
    _, sizes, directions = np.linalg.svd(steps, full_matrices=False)
    count = steps.shape[1]
    found = np.zeros((2, count))
    found[: min(2, len(directions))] = directions[:2]
    if count > 1 and not found[1].any():
        found[1, int(np.abs(found[0]).argmin())] = 1.0
    squares = np.resize(np.append(sizes**2, [0.0, 0.0]), len(sizes) + 2)
    total = squares.sum() or 1.0
    return found, (float(squares[0] / total), float(squares[1] / total))


def _cells(experiment: Experiment, numbers: int) -> int:
    affordable = int(np.sqrt(WORK / max(64, len(experiment.inputs) * numbers)))
    return min(FINEST, max(COARSEST, affordable))


def _axis(trail: Array, cells: int) -> Array:
    low, high = float(trail.min()), float(trail.max())
    margin = _MARGIN * (high - low) or 1.0
    return np.linspace(low - margin, high + margin, cells)


def _errors(experiment: Experiment, numbers: Array) -> Array:
    """The mean |error| of many networks, a row of numbers each."""
    widest = max(experiment.shape) * len(experiment.inputs)
    step = max(1, _AT_ONCE // widest)
    return np.concatenate(
        [_errors_of(experiment, numbers[at : at + step]) for at in range(0, len(numbers), step)]
    )


def _errors_of(experiment: Experiment, numbers: Array) -> Array:
    shape, place = experiment.shape, 0
    tables = [*zip(shape, shape[1:], strict=False)]
    if experiment.bias:
        tables += [(1, neurons) for neurons in shape[1:]]
    cut = []
    for rows, columns in tables:
        cut.append(numbers[:, place : place + rows * columns].reshape(-1, rows, columns))
        place += rows * columns
    weights, biases = cut[: len(shape) - 1], cut[len(shape) - 1 :]
    answers = forward(tuple(weights), experiment.inputs, experiment.activations, tuple(biases))[-1]
    means: Array = np.abs(experiment.targets - answers).mean(axis=(1, 2))
    return means
