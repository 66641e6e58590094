"""The array types every module speaks of, and the helper that makes arrays read-only."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Weights = tuple[Array, ...]
"""One array a synapse layer, each (from, to)."""
Layers = tuple[Array, ...]
"""One array a layer of neurons, each (examples, neurons); the first one is the inputs."""
Iterations = npt.NDArray[np.int64]
"""Iteration numbers, increasing."""


def frozen(array: Array) -> Array:
    """The same array, made read-only: what is handed out can be shared without a copy."""
    array.setflags(write=False)
    return array


def all_finite(*arrays: Array) -> bool:
    """Whether no number of these arrays is infinite or NaN."""
    return all(bool(np.isfinite(array).all()) for array in arrays)
