"""The articles' network, readable: the definition that every faster kernel is held against.

Shapes: layers[k] is (examples, neurons of layer k), weights[k] is (neurons of k, neurons of k + 1).
Nothing is stored and nothing is changed in place, so looking never disturbs training.
"""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Layers, Weights
from engine.formulas import ACTIVATIONS, LOSSES

_quiet = np.errstate(over="ignore", invalid="ignore")
"""Numbers too large for float64 are found by looking at the results, not by warnings."""


def starting_weights(
    shape: Sequence[int], seed: int, random: np.random.RandomState | None = None
) -> Weights:
    """The articles' random weights in -1 … 1, layer by layer from one generator.

    Who wants those of many seeds brings a generator, which is seeded anew each time: making one
    takes longer than all that it is asked for.
    """
    random = random or np.random.RandomState()
    random.seed(seed)
    pairs = zip(shape, shape[1:], strict=False)
    return tuple(2.0 * random.random_sample(pair) - 1.0 for pair in pairs)


@_quiet
def forward(
    weights: Weights, inputs: Array, activations: Sequence[str] = (), biases: Weights = ()
) -> Layers:
    """What these weights make of the inputs, layer by layer; layers[0] is the inputs.

    `activations` names one for each layer behind the inputs, all sigmoid when there are none;
    `biases` are added to the sums, each (1, neurons).
    """
    layers = [inputs]
    for k, (synapses, name) in enumerate(zip(weights, _all(activations, weights), strict=True)):
        sums = layers[-1] @ synapses
        layers.append(ACTIVATIONS[name].value(sums + biases[k] if biases else sums))
    return tuple(layers)


@_quiet
def deltas(
    weights: Weights,
    layers: Layers,
    errors: Array,
    activations: Sequence[str] = (),
    loss: str = "squared",
) -> tuple[Array, ...]:
    """Error times slope for each layer behind the inputs; deltas[k] belongs to layers[k + 1].

    Errors are targets minus answers; a hidden layer's error is what its synapses pass back to it.
    With a loss whose derivative cancels the last slope, the last delta is the error itself.
    """
    slopes = [
        ACTIVATIONS[name].slope(layer)
        for name, layer in zip(_all(activations, weights), layers[1:], strict=True)
    ]
    backwards = [errors * slopes[-1] if LOSSES[loss].keeps_slope else errors]
    for synapses, slope in zip(weights[:0:-1], slopes[-2::-1], strict=True):
        backwards.append((backwards[-1] @ synapses.T) * slope)
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


def _all(activations: Sequence[str], weights: Weights) -> Sequence[str]:
    return activations or ["sigmoid"] * len(weights)
