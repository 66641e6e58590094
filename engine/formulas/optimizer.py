"""What there is to know of an optimizer: how the gradient becomes the step of a weight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.arrays import Array
from engine.formulas.trees import Tree

Memory = tuple[Array, ...]
"""What is remembered of one table of weights or biases, a table each of the same shape."""


@dataclass(frozen=True)
class OptimizerLine:
    """A line of code for each table of weights or biases.

    `makes` is what it makes: "p" the table itself, "g" its gradient, or the letter of something
    remembered. In `code` the same letters in curly brackets stand for their names, {gradient} for
    the gradient written out and {factor} for the same in brackets where it needs them; {rate} is
    the learning rate times, or nothing where it is 1. `formula` has the letters as leaves.
    """

    makes: str
    code: str
    formula: Tree
    why: str


@dataclass(frozen=True)
class Optimizer:
    """`update` takes (gradient, memory, iterations since it began with this one, momentum) and
    returns the step, which is still to be multiplied by the learning rate, and the new memory.

    `remembers` says by its letter what each table in the memory is. `counts`: the iterations are
    counted, as t. `settings` are the fields of an experiment that it takes besides. `torch` is
    PyTorch's optimizer of the same name and what it is given besides the parameters.
    """

    name: str
    title: str
    update: Callable[[Array, Memory, int, float], tuple[Array, Memory]]
    lines: tuple[OptimizerLine, ...]
    torch: str
    remembers: Mapping[str, str] = field(default_factory=dict)
    counts: bool = False
    settings: tuple[str, ...] = ()
