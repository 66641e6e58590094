"""PyTorch, written by hand without automatic differentiation, which is faster here than with it."""

import os
from timeit import timeit

import torch

from bench.cases import Case
from bench.contenders import Iterate

torch.set_grad_enabled(False)


def prepared(case: Case) -> Iterate:
    inputs, targets = torch.from_numpy(case.inputs), torch.from_numpy(case.targets)
    weights = [torch.from_numpy(synapses) for synapses in case.weights]

    def iterate(iterations: int) -> None:
        for _ in range(iterations):
            layers = [inputs]
            for synapses in weights:
                layers.append(torch.sigmoid(layers[-1] @ synapses))
            delta = (targets - layers[-1]) * (layers[-1] * (1 - layers[-1]))
            for k in range(len(weights) - 1, -1, -1):
                source, behind = layers[k], delta
                if k:
                    delta = (behind @ weights[k].T) * (source * (1 - source))
                weights[k].addmm_(source.T, behind, alpha=case.learning_rate)

    torch.set_num_threads(better_threads(iterate))
    return iterate


def better_threads(iterate: Iterate) -> int:
    """As many as there are cores, or one: on small tables threads stand in each other's way."""

    def seconds(threads: int) -> float:
        torch.set_num_threads(threads)
        return timeit(lambda: iterate(3), number=3)

    return min((1, os.cpu_count() or 1), key=seconds)
