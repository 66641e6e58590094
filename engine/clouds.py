"""Point clouds that learners know from elsewhere: two classes, by number, noise and seed.

All lie within about -1 … 1; half of the points belong to each class, 0 and 1.
"""

from collections.abc import Callable

import numpy as np

from engine.arrays import Array

Shape = Callable[[Array], Array]
"""From places along a curve, 0 … 1, to points (places, 2)."""


def _moon(turned: bool) -> Shape:
    def points(along: Array) -> Array:
        angle = np.pi * (along + turned)
        middle = (0.3, 0.15) if turned else (-0.3, -0.15)  # one reaches into the other
        return np.column_stack([0.6 * np.cos(angle), 0.6 * np.sin(angle)]) + middle

    return points


def _circle(radius: float) -> Shape:
    def points(along: Array) -> Array:
        return radius * np.column_stack([np.cos(2 * np.pi * along), np.sin(2 * np.pi * along)])

    return points


def _spiral(turned: bool) -> Shape:
    def points(along: Array) -> Array:
        angle, radius = 2 * np.pi * along + np.pi * turned, 0.1 + 0.8 * along
        return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])

    return points


def _blob(middle: tuple[float, float]) -> Shape:
    return lambda along: np.tile(middle, (len(along), 1))


CLOUDS: dict[str, tuple[Shape, Shape]] = {
    "two-moons": (_moon(False), _moon(True)),
    "circles": (_circle(0.85), _circle(0.35)),
    "spirals": (_spiral(False), _spiral(True)),
    "blobs": (_blob((-0.4, -0.3)), _blob((0.4, 0.3))),
}


def cloud(name: str, number: int, noise: float, seed: int) -> tuple[Array, Array]:
    """So many points (number, 2), and the class of each (number, 1). Raises KeyError.

    `noise` is the standard deviation of what is added to both coordinates.
    """
    random = np.random.RandomState(seed)
    halves = (number + 1) // 2, number // 2
    shapes = zip(CLOUDS[name], halves, strict=True)
    points = [shape(np.linspace(0, 1, count, endpoint=False)) for shape, count in shapes]
    classes = np.repeat([0.0, 1.0], halves)[:, None]
    return np.concatenate(points) + noise * random.standard_normal((number, 2)), classes
