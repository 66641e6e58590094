"""An experiment: the table and the settings that, with nothing else, determine a run."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from engine.arrays import Array, Iterations
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from engine.network.layout import Layout, layout_of
from engine.network.table import checked, column_names, fitted, longer, wider, without

MOMENTUM = 0.9
MOST_TOGETHER = 1_000
"""Numbers up to which a training is done together with others of its kind."""


@dataclass(frozen=True, eq=False)
class Experiment:
    """One network to train: `inputs` (examples, inputs), `targets` (examples, targets), settings.

    Arrays are taken as copies and are read-only; names default to "input 1", "target 1" and so on.
    `test_inputs` and `test_targets` are examples held out: shown to nobody but the reader.
    `activations` has a name for each layer behind the inputs; one for fewer or more layers is
    fitted. `momentum` is only kept with the optimizer that has one.
    Raises ValueError when the tables do not fit together, a number is not finite, or the formulas
    do not go together.
    """

    inputs: Array
    targets: Array
    hidden: tuple[int, ...] = ()
    seed: int = 1
    learning_rate: float = 1.0
    iterations: int = 10_000
    situations: Array = field(default_factory=lambda: np.zeros((0, 0)))
    input_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    test_inputs: Array = field(default_factory=lambda: np.zeros((0, 0)))
    test_targets: Array = field(default_factory=lambda: np.zeros((0, 0)))
    activations: tuple[str, ...] = ()
    loss: str = "squared"
    optimizer: str = "descent"
    momentum: float = MOMENTUM
    weight_decay: float = 0.0
    bias: bool = False

    def __post_init__(self) -> None:
        inputs, targets = checked("inputs", self.inputs), checked("targets", self.targets)
        if len(inputs) != len(targets):
            raise ValueError(f"{len(inputs)} rows of inputs but {len(targets)} rows of targets")
        if len(self.test_inputs) != len(self.test_targets):
            raise ValueError("the inputs and the targets held out must have as many rows")
        columns, hidden = inputs.shape[1], tuple(int(neurons) for neurons in self.hidden)
        self._set(
            inputs=inputs,
            targets=targets,
            hidden=hidden,
            seed=int(self.seed),
            learning_rate=float(self.learning_rate),
            iterations=int(self.iterations),
            situations=fitted(checked("situations", self.situations), columns),
            input_names=column_names("input", self.input_names, columns),
            target_names=column_names("target", self.target_names, targets.shape[1]),
            test_inputs=fitted(checked("test_inputs", self.test_inputs), columns),
            test_targets=fitted(checked("test_targets", self.test_targets), targets.shape[1]),
            activations=_activations(self.activations, len(hidden)),
            momentum=float(self.momentum) if self.has("momentum") else MOMENTUM,
            weight_decay=float(self.weight_decay),
            bias=bool(self.bias),
        )
        if refusal := self.refusal:
            raise ValueError(refusal)

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Neurons of each layer, from the inputs to the targets."""
        return (self.inputs.shape[1], *self.hidden, self.targets.shape[1])

    @cached_property
    def layout(self) -> Layout:
        """Where the numbers of its training lie."""
        return layout_of(self.shape, self.bias, self.optimizer)

    @cached_property
    def integers(self) -> tuple[Iterations, Iterations]:
        """Shape and choices, as the compiled loops take them."""
        kinds = list(ACTIVATIONS)
        choices = [
            list(LOSSES).index(self.loss),
            list(OPTIMIZERS).index(self.optimizer),
            int(self.bias),
            *(kinds.index(name) for name in self.activations),
        ]
        return np.array(self.shape, dtype=np.int64), np.array(choices, dtype=np.int64)

    @cached_property
    def settings(self) -> tuple[float, float, float]:
        """Learning rate, momentum and weight decay, as the compiled loops take them."""
        return self.learning_rate, self.momentum, self.weight_decay

    @cached_property
    def table(self) -> Array:
        """Settings, inputs, targets and situations as one array, for many trainings at once."""
        tables = (self.inputs, self.targets, self.situations)
        return np.concatenate([self.settings, *(table.ravel() for table in tables)])

    @cached_property
    def kind(self) -> bytes | None:
        """Equal where trainings differ in numbers alone and can be done at once; None where they
        are too large for that, or examples are held out."""
        sizes = np.array([len(self.inputs), len(self.situations)])
        neurons = sum(self.shape) * (2 * len(self.inputs) + len(self.situations))
        if len(self.test_inputs) or neurons + self.layout.size > MOST_TOGETHER:
            return None
        return b"".join(part.tobytes() for part in (*self.integers, sizes))

    def has(self, setting: str) -> bool:
        """Whether the optimizer takes this setting."""
        return setting in OPTIMIZERS[self.optimizer].settings

    @property
    def is_as_printed(self) -> bool:
        """Whether the formulas are the articles': sigmoid, squared error, plain descent."""
        plain = ("squared", "descent", 0.0, False)
        own = (self.loss, self.optimizer, self.weight_decay, self.bias)
        return own == plain and set(self.activations) == {"sigmoid"}

    @property
    def refusal(self) -> str:
        """Why the formulas do not go together, as the end of a sentence; empty when they do."""
        loss = LOSSES[self.loss]
        return "" if loss.needs in (None, self.activations[-1]) else loss.refusal

    def replace(self, **changes: Any) -> Self:
        """A changed copy; situations and names follow the number of columns."""
        return replace(self, **changes)

    def same_network(self, other: "Experiment") -> bool:
        """Whether both start from the same weights: an edit between them keeps the training."""
        return self._start == other._start

    def same_training(self, other: "Experiment") -> bool:
        """Whether both train alike: they differ at most in what `restated` takes over."""
        return self.same_network(other) and self._training == other._training

    def restated(self, other: "Experiment") -> Self:
        """This training with the length, situations, names and held-out examples of another."""
        return self.replace(
            iterations=other.iterations,
            situations=other.situations,
            input_names=other.input_names,
            target_names=other.target_names,
            test_inputs=other.test_inputs,
            test_targets=other.test_targets,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Experiment) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    @property
    def _start(self) -> tuple[object, ...]:
        return self.shape, self.seed, self.activations, self.bias

    @property
    def _training(self) -> tuple[object, ...]:
        formulas = (self.loss, self.optimizer, self.momentum, self.weight_decay)
        return (_plain(self.inputs), _plain(self.targets), self.learning_rate, *formulas)

    @property
    def _values(self) -> tuple[object, ...]:
        return tuple(_plain(getattr(self, each.name)) for each in fields(self))

    def with_example(self) -> Self:
        return self.replace(inputs=longer(self.inputs), targets=longer(self.targets))

    def without_example(self, example: int) -> Self:
        inputs, targets = (np.delete(table, example, 0) for table in (self.inputs, self.targets))
        return self.replace(inputs=inputs, targets=targets)

    def with_input(self) -> Self:
        return self.replace(inputs=wider(self.inputs), situations=wider(self.situations))

    def without_input(self, column: int) -> Self:
        return self.replace(
            inputs=np.delete(self.inputs, column, 1),
            situations=np.delete(self.situations, column, 1),
            input_names=without(self.input_names, column),
            test_inputs=np.delete(self.test_inputs, column, 1),
        )

    def with_target(self) -> Self:
        return self.replace(targets=wider(self.targets))

    def without_target(self, column: int) -> Self:
        return self.replace(
            targets=np.delete(self.targets, column, 1),
            target_names=without(self.target_names, column),
            test_targets=np.delete(self.test_targets, column, 1),
        )

    def with_situation(self) -> Self:
        return self.replace(situations=longer(self.situations))

    def without_situation(self, situation: int) -> Self:
        return self.replace(situations=np.delete(self.situations, situation, 0))


def _activations(names: Iterable[str], hidden: int) -> tuple[str, ...]:
    """A name for each layer: the last one stays the last layer's, hidden ones fill up or go."""
    first = next(iter(ACTIVATIONS))
    *before, last = names or (first,)
    for name in (*before, last):
        if name not in ACTIVATIONS:
            raise ValueError(f"{name} is no activation; there is {', '.join(ACTIVATIONS)}")
    filling = before[-1] if before else first
    return (*before[:hidden], *[filling] * (hidden - len(before)), last)


def _plain(value: object) -> object:
    """The value in a form that compares and hashes; adding zero makes minus zero plain zero."""
    return (value.shape, (value + 0.0).tobytes()) if isinstance(value, np.ndarray) else value
