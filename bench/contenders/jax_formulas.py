"""JAX: the whole loop with any formulas, compiled by XLA, in float64.

Gradients are written by hand: of automatic differentiation XLA makes the same program.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

from bench.cases import Case
from bench.contenders import Iterate

jax.config.update("jax_enable_x64", True)

Tables = tuple[jax.Array, ...]
"""The weights of each layer, and behind them its biases if there are any."""
Memory = tuple[Tables, ...]
VALUES: dict[str, Callable[[jax.Array], jax.Array]] = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": lambda z: jnp.maximum(0, z),
    "linear": lambda z: z,
}
SLOPES: dict[str, Callable[[jax.Array], Any]] = {
    "sigmoid": lambda y: y * (1 - y),
    "tanh": lambda y: 1 - y**2,
    "relu": lambda y: y > 0,
    "linear": lambda y: 1,
}


def prepared(case: Case) -> Iterate:
    begun = _begun(case)
    memory = tuple(tuple(map(jnp.zeros_like, begun)) for _ in range(2))
    step = _step(case)

    @jax.jit
    def iterate(iterations: int, carried: tuple[Tables, Memory]) -> tuple[Tables, Memory]:
        return jax.lax.fori_loop(0, iterations, step, carried)

    return lambda iterations: jax.block_until_ready(iterate(iterations, (begun, memory)))


def _begun(case: Case) -> Tables:
    biases = [jnp.zeros(neurons) for neurons in case.shape[1:] if case.formulas.get("bias")]
    return *map(jnp.asarray, case.weights), *biases


def _step(case: Case) -> Callable[[jax.Array, tuple[Tables, Memory]], tuple[Tables, Memory]]:
    gradient, rate = _gradient(case), case.learning_rate
    improve = OPTIMIZERS[case.formulas.get("optimizer", "descent")]

    def step(t: jax.Array, carried: tuple[Tables, Memory]) -> tuple[Tables, Memory]:
        tables, memory = carried
        each = [
            improve(table, g, *kept, t + 1, rate)
            for table, g, *kept in zip(tables, gradient(tables), *memory, strict=True)
        ]
        changed, *kept = zip(*each, strict=True)
        return changed, tuple(kept)

    return step


def _gradient(case: Case) -> Callable[[Tables], list[jax.Array]]:
    inputs, targets, depth = jnp.asarray(case.inputs), jnp.asarray(case.targets), len(case.weights)
    values = [VALUES[name] for name in case.activations]
    slopes = [SLOPES[name] for name in case.activations]
    decay, is_squared = case.formulas.get("weight_decay", 0), "loss" not in case.formulas

    def gradient(tables: Tables) -> list[jax.Array]:
        weights, biases = tables[:depth], tables[depth:]
        layers = [inputs]
        for k in range(depth):
            sums = layers[k] @ weights[k]
            layers.append(values[k](sums + biases[k] if biases else sums))
        error = targets - layers[-1]
        deltas = [error * slopes[-1](layers[-1]) if is_squared else error]
        for k in range(depth - 1, 0, -1):
            deltas.insert(0, (deltas[0] @ weights[k].T) * slopes[k - 1](layers[k]))
        pushes = [layers[k].T @ deltas[k] for k in range(depth)]
        if decay:
            pushes = [push - decay * each for push, each in zip(pushes, weights, strict=True)]
        return [*pushes, *(delta.sum(0) for delta in deltas if biases)]

    return gradient


Improved = tuple[jax.Array, jax.Array, jax.Array]


def _descent(p: Any, g: Any, m: Any, v: Any, t: Any, rate: float) -> Improved:
    return p + rate * g, m, v


def _momentum(p: Any, g: Any, m: Any, v: Any, t: Any, rate: float) -> Improved:
    v = 0.9 * v + g
    return p + rate * v, m, v


def _rmsprop(p: Any, g: Any, m: Any, v: Any, t: Any, rate: float) -> Improved:
    v = 0.99 * v + 0.01 * g**2
    return p + rate * g / (jnp.sqrt(v) + 1e-8), m, v


def _adam(p: Any, g: Any, m: Any, v: Any, t: Any, rate: float) -> Improved:
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    step = m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return p + rate * step, m, v


OPTIMIZERS = {"descent": _descent, "momentum": _momentum, "rmsprop": _rmsprop, "adam": _adam}
