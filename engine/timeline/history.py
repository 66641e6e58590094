"""At which iterations the error is noted: densely at first, then 128 times each doubling."""

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, Iterations

_EVERY_ONE = 256
MAX_POINTS = 2_000


def sampled(start: int, stop: int) -> Iterations:
    """The noted iterations in start … stop - 1: a matter of the number alone, not of the way there.

    All of them below 256, then every 2nd, from 512 on every 4th, and so on.
    """
    parts = []
    while start < stop:
        stride = 1 if start < _EVERY_ONE else 1 << (start.bit_length() - 8)
        end = min(stop, max(_EVERY_ONE, 1 << start.bit_length()))
        parts.append(np.arange(-(-start // stride) * stride, end, stride))
        start = end
    return parts[0] if len(parts) == 1 else np.concatenate([np.arange(0), *parts])


def are_sampled(iterations: Iterations) -> npt.NDArray[np.bool_]:
    """Which of these iterations are noted."""
    _, bits = np.frexp(iterations)
    stride: Iterations = 1 << np.maximum(bits - 8, 0).astype(np.int64)
    sampled: npt.NDArray[np.bool_] = iterations % stride == 0
    return sampled


def with_newest(
    iterations: Iterations, errors: Array, iteration: int, error: float
) -> tuple[Iterations, Array]:
    """The noted points and the newest one, at most `MAX_POINTS`: every 2nd, 4th … if need be."""
    stride = 1
    while len(iterations[::stride]) >= MAX_POINTS:
        stride *= 2
    return np.append(iterations[::stride], iteration), np.append(errors[::stride], error)
