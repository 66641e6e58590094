"""What is trained: the articles' networks, two larger ones, and any other shape."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A network's shape, how many examples, and a learning rate that keeps the numbers alive.

    `formulas` are those that are not the articles', by the names of an experiment's fields.
    """

    name: str
    shape: tuple[int, ...]
    examples: int
    learning_rate: float
    formulas: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        shape = "-".join(map(str, self.shape))
        return f"{self.name} {shape}, {self.examples:,} examples".strip()

    @property
    def inputs(self) -> Array:
        """Random ones; the articles' are zeros and ones, which takes as long."""
        return np.random.default_rng(1).uniform(0, 1, (self.examples, self.shape[0]))

    @property
    def targets(self) -> Array:
        """Each example belongs to one class; with one target to it or not."""
        answers = self.shape[-1]
        classes = np.arange(self.examples) % max(2, answers)
        return (classes[:, None] == np.arange(answers)).astype(np.float64)

    @property
    def weights(self) -> list[Array]:
        """The articles' starting weights."""
        random = np.random.RandomState(1)
        return [2 * random.random_sample(pair) - 1 for pair in pairwise(self.shape)]

    @property
    def activations(self) -> list[str]:
        """One for each layer behind the inputs."""
        return list(self.formulas.get("activations", ["sigmoid"] * (len(self.shape) - 1)))

    def with_formulas(self, hidden: str, last: str, **others: Any) -> Self:
        """The same network with other formulas, at a rate at which none of them diverges."""
        activations = [*[hidden] * (len(self.shape) - 2), last]
        return replace(
            self,
            learning_rate=0.01 / self.examples,
            formulas={"activations": activations, **others},
        )


STARTS = 1_000
"""Starts of one case, when many are trained."""
FOUR = (
    Case("A", (3, 1), 4, 1.0),
    Case("B", (3, 4, 1), 4, 1.0),
    Case("C", (2, 8, 8, 1), 500, 0.01),
    Case("D", (64, 32, 10), 1_797, 0.001),
)


def any_case(shape: tuple[int, ...], examples: int) -> Case:
    """A case without a name."""
    return Case("", shape, examples, 1 / examples)
