"""The second article's loop in plain NumPy, written for any number of layers."""

import numpy as np

from bench.cases import Case
from bench.contenders import Iterate


def prepared(case: Case) -> Iterate:
    inputs, targets, weights, rate = case.inputs, case.targets, case.weights, case.learning_rate

    def iterate(iterations: int) -> None:
        for _ in range(iterations):
            layers = [inputs]
            for synapses in weights:
                layers.append(1 / (1 + np.exp(-np.dot(layers[-1], synapses))))
            delta = (targets - layers[-1]) * (layers[-1] * (1 - layers[-1]))
            for k in range(len(weights) - 1, -1, -1):
                change = rate * layers[k].T.dot(delta)
                if k:
                    delta = delta.dot(weights[k].T) * (layers[k] * (1 - layers[k]))
                weights[k] += change

    return iterate
