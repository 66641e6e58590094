"""JAX: the whole loop compiled by XLA, in float64."""

import jax
import jax.numpy as jnp

from bench.cases import Case
from bench.contenders import Iterate

jax.config.update("jax_enable_x64", True)


def prepared(case: Case) -> Iterate:
    inputs, targets = jnp.asarray(case.inputs), jnp.asarray(case.targets)

    def step(_: int, weights: list[jax.Array]) -> list[jax.Array]:
        layers = [inputs]
        for synapses in weights:
            layers.append(jax.nn.sigmoid(layers[-1] @ synapses))
        delta = (targets - layers[-1]) * (layers[-1] * (1 - layers[-1]))
        changed = []
        for layer, synapses in zip(layers[-2::-1], weights[::-1], strict=True):
            changed.append(synapses + case.learning_rate * layer.T @ delta)
            delta = (delta @ synapses.T) * (layer * (1 - layer))
        return changed[::-1]

    @jax.jit
    def iterate(iterations: int, weights: list[jax.Array]) -> list[jax.Array]:
        return jax.lax.fori_loop(0, iterations, step, weights)

    weights = [jnp.asarray(synapses) for synapses in case.weights]
    return lambda iterations: jax.block_until_ready(iterate(iterations, weights))
