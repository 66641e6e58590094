"""The articles' network, readable: the definition that every faster kernel is held against.

Shapes: layers[k] is (examples, neurons of layer k), weights[k] is (neurons of k, neurons of k + 1).
Nothing is stored and nothing is changed in place, so looking never disturbs training.
"""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Layers, Weights
from engine.formulas import SIGMOID

_quiet = np.errstate(over="ignore", invalid="ignore")
"""Numbers too large for float64 are found by looking at the results, not by warnings."""


def starting_weights(shape: Sequence[int], seed: int) -> Weights:
    """The articles' random weights in -1 … 1, layer by layer from one generator."""
    random = np.random.RandomState(seed)
    pairs = zip(shape, shape[1:], strict=False)
    return tuple(2.0 * random.random_sample(pair) - 1.0 for pair in pairs)


@_quiet
def forward(weights: Weights, inputs: Array) -> Layers:
    """What these weights make of the inputs, layer by layer; layers[0] is the inputs."""
    layers = [inputs]
    for synapses in weights:
        layers.append(SIGMOID.value(layers[-1] @ synapses))
    return tuple(layers)


@_quiet
def deltas(weights: Weights, layers: Layers, errors: Array) -> tuple[Array, ...]:
    """Error times slope for each layer behind the inputs; deltas[k] belongs to layers[k + 1].

    Errors are targets minus answers; a hidden layer's error is what its synapses pass back to it.
    """
    backwards = [errors * SIGMOID.slope(layers[-1])]
    for synapses, layer in zip(weights[:0:-1], layers[-2:0:-1], strict=True):
        backwards.append((backwards[-1] @ synapses.T) * SIGMOID.slope(layer))
    return tuple(reversed(backwards))


@_quiet
def updated(
    weights: Weights, layers: Layers, deltas: Sequence[Array], learning_rate: float
) -> Weights:
    """The weights after one iteration: each plus learning rate * input transposed @ delta."""
    return tuple(
        synapses + learning_rate * (layer.T @ delta)
        for synapses, layer, delta in zip(weights, layers[:-1], deltas, strict=True)
    )
