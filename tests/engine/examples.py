"""Random experiments, and the two comparisons that the engine's tests make."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine import Experiment, State, Weights
from engine.arrays import Array, Layers
from engine.network.definition import deltas, forward, updated

INPUTS = st.floats(-4, 4, width=32)
TARGETS = st.floats(0, 1, width=32)


@st.composite
def experiments(draw: st.DrawFn, most: int = 5) -> Experiment:
    """Small experiments of any shape, with situations."""
    examples, columns, answers = (draw(st.integers(1, most)) for _ in range(3))
    return Experiment(
        inputs=draw(hnp.arrays(np.float64, (examples, columns), elements=INPUTS)),
        targets=draw(hnp.arrays(np.float64, (examples, answers), elements=TARGETS)),
        hidden=tuple(draw(st.lists(st.integers(1, most), max_size=3))),
        seed=draw(st.integers(0, 2**32 - 1)),
        learning_rate=draw(st.floats(0.01, 10)),
        situations=draw(
            hnp.arrays(np.float64, (draw(st.integers(0, 2)), columns), elements=INPUTS)
        ),
    )


def same_bytes(some: Sequence[Array], others: Sequence[Array]) -> bool:
    """Whether the arrays agree to the last bit."""
    return [(a.shape, a.tobytes()) for a in some] == [(a.shape, a.tobytes()) for a in others]


def same_state(one: State, other: State) -> bool:
    """Whether two states agree to the last bit in everything there is to see."""
    arrays = [
        [*state.weights, *state.layers, *state.deltas, state.errors, *state.asked]
        for state in (one, other)
    ]
    rest = [
        (state.experiment, state.iteration, state.error, state.diverged_at)
        for state in (one, other)
    ]
    return same_bytes(*arrays) and rest[0] == rest[1]


def plainly_trained(weights: Weights, experiment: Experiment, iterations: int) -> Weights:
    """Training by the readable definition and nothing else."""
    for _ in range(iterations):
        layers: Layers = forward(weights, experiment.inputs)
        slopes = deltas(weights, layers, experiment.targets - layers[-1])
        weights = updated(weights, layers, slopes, experiment.learning_rate)
    return weights
