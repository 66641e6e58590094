"""PyTorch with any formulas, written by hand and in place, in float64.

All weights and biases lie in one tensor, so that an optimizer is a few operations for all of them:
on small networks it is calls that cost. Faster here than `torch.optim` behind `backward()`.
"""

from collections.abc import Callable
from typing import Any

import torch

from bench.cases import Case
from bench.contenders import Iterate
from bench.contenders.pytorch import better_threads

torch.set_grad_enabled(False)

VALUES: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "linear": lambda z: z,
}
TIMES_SLOPE: dict[str, Callable[[torch.Tensor, torch.Tensor], torch.Tensor]] = {
    "sigmoid": lambda error, y: error * (y * (1 - y)),
    "tanh": lambda error, y: error * (1 - y * y),
    "relu": lambda error, y: error * (y > 0),
    "linear": lambda error, y: error,
}


def prepared(case: Case) -> Iterate:
    shapes = [each.shape for each in case.weights]
    if case.formulas.get("bias"):
        shapes += [(1, neurons) for neurons in case.shape[1:]]
    numbers = torch.zeros(sum(rows * columns for rows, columns in shapes), dtype=torch.float64)
    gradient = torch.zeros_like(numbers)
    for view, begun in zip(_views(numbers, shapes), case.weights, strict=False):
        view.copy_(torch.from_numpy(begun))
    push = _push(case, _views(numbers, shapes), _views(gradient, shapes))
    improve = OPTIMIZERS[case.formulas.get("optimizer", "descent")](
        numbers, gradient, case.learning_rate
    )

    def iterate(iterations: int) -> None:
        for _ in range(iterations):
            push()
            improve()

    torch.set_num_threads(better_threads(iterate))
    return iterate


def _views(flat: torch.Tensor, shapes: list[Any]) -> list[torch.Tensor]:
    parts = torch.split(flat, [rows * columns for rows, columns in shapes])
    return [part.view(shape) for part, shape in zip(parts, shapes, strict=True)]


def _push(case: Case, tables: list[torch.Tensor], into: list[torch.Tensor]) -> Callable[[], None]:
    """Writes which way each number is pushed."""
    inputs, targets = torch.from_numpy(case.inputs), torch.from_numpy(case.targets)
    depth = len(case.weights)
    weights, biases = tables[:depth], tables[depth:]
    values = [VALUES[name] for name in case.activations]
    times_slope = [TIMES_SLOPE[name] for name in case.activations]
    decay, is_squared = case.formulas.get("weight_decay", 0), "loss" not in case.formulas

    def push() -> None:
        layers = [inputs]
        for k in range(depth):
            source = layers[k]
            sums = torch.addmm(biases[k], source, weights[k]) if biases else source @ weights[k]
            layers.append(values[k](sums))
        delta = targets - layers[-1]
        if is_squared:
            delta = times_slope[-1](delta, layers[-1])
        for k in range(depth - 1, -1, -1):
            torch.mm(layers[k].T, delta, out=into[k])
            if decay:
                into[k].sub_(weights[k], alpha=decay)
            if biases:
                torch.sum(delta, 0, keepdim=True, out=into[depth + k])
            if k:
                delta = times_slope[k - 1](delta @ weights[k].T, layers[k])

    return push


Improve = Callable[[], None]


def _descent(p: torch.Tensor, g: torch.Tensor, rate: float) -> Improve:
    def improve() -> None:
        p.add_(g, alpha=rate)

    return improve


def _momentum(p: torch.Tensor, g: torch.Tensor, rate: float) -> Improve:
    v = torch.zeros_like(p)

    def improve() -> None:
        v.mul_(0.9).add_(g)
        p.add_(v, alpha=rate)

    return improve


def _rmsprop(p: torch.Tensor, g: torch.Tensor, rate: float) -> Improve:
    v = torch.zeros_like(p)

    def improve() -> None:
        v.mul_(0.99).addcmul_(g, g, value=0.01)
        p.addcdiv_(g, v.sqrt().add_(1e-8), value=rate)

    return improve


def _adam(p: torch.Tensor, g: torch.Tensor, rate: float) -> Improve:
    m, v, powers = torch.zeros_like(p), torch.zeros_like(p), [1.0, 1.0]

    def improve() -> None:
        powers[0] *= 0.9
        powers[1] *= 0.999
        m.mul_(0.9).add_(g, alpha=0.1)
        v.mul_(0.999).addcmul_(g, g, value=0.001)
        usual = (v / (1 - powers[1])).sqrt_().add_(1e-8)
        p.addcdiv_(m, usual, value=rate / (1 - powers[0]))

    return improve


OPTIMIZERS = {"descent": _descent, "momentum": _momentum, "rmsprop": _rmsprop, "adam": _adam}
