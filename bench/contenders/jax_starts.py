"""JAX: many starts of a case side by side, by vmap of a scan, in float64 on one thread."""

import os

from bench.cases import STARTS, Case
from bench.contenders import Iterate

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import jax
import jax.numpy as jnp

PIECE = 1_000
"""Iterations compiled as one scan; turns are a multiple of it."""

jax.config.update("jax_enable_x64", True)


def prepared(case: Case) -> Iterate:
    inputs, targets = jnp.asarray(case.inputs), jnp.asarray(case.targets)

    def step(weights: list[jax.Array], _: None) -> tuple[list[jax.Array], None]:
        layers = [inputs]
        for synapses in weights:
            layers.append(jax.nn.sigmoid(layers[-1] @ synapses))
        delta = (targets - layers[-1]) * (layers[-1] * (1 - layers[-1]))
        changed = []
        for layer, synapses in zip(layers[-2::-1], weights[::-1], strict=True):
            changed.append(synapses + case.learning_rate * layer.T @ delta)
            delta = (delta @ synapses.T) * (layer * (1 - layer))
        return changed[::-1], None

    def one(weights: list[jax.Array]) -> list[jax.Array]:
        return jax.lax.scan(step, weights, None, PIECE)[0]

    piece = jax.jit(jax.vmap(one))
    random = jax.random.PRNGKey(1)
    weights = [
        jax.random.uniform(random, (STARTS, *synapses.shape), jnp.float64, -1, 1)
        for synapses in case.weights
    ]

    def iterate(iterations: int) -> None:
        trained = weights
        for _ in range(0, iterations, PIECE):
            trained = piece(trained)
        jax.block_until_ready(trained)

    return iterate
