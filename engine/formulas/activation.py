"""What there is to know of an activation: the numbers, the formula, the code and the words."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.arrays import Array
from engine.formulas.trees import Tree

FARTHEST = 1e6
"""How far from 0 a target may be where the answers have no bounds of their own."""


@dataclass(frozen=True)
class ActivationWords:
    """Sentences for a reader.

    `reach`: where outputs lie. `function`, `gradient`, `think`: what the three functions do.
    `only`, `last`, `hidden`: a layer's line, by its place. `delta`: why the slope is in the delta.
    `curve`, `meaning`: the notebook's idea, and what a delta is, for the glossary. `squeezed`: what
    becomes of a sum, as the end of a sentence; `right` what an answer is that is off by less than a
    half. `flat`: why an answer hardly moves where the slope is none, the slope in {slope}.
    """

    reach: str
    function: str
    gradient: str
    think: str
    only: str
    last: str
    hidden: str
    delta: str
    curve: str
    meaning: str
    squeezed: str
    right: str = "within a half of its target"
    flat: str = ""


@dataclass(frozen=True)
class Activation:
    """What a neuron makes of its weighted sum, and the slope of that.

    `value` takes sums, `slope` takes outputs, not sums; both keep the shape of the array.
    `formula` and `slope_formula` make trees of the sum and of the output. In `code` {sum} is the
    sum and {operand} the same in brackets where it needs them; in `slope_code` {output} is the
    output; `torch` is the code with PyTorch. Behind it targets lie between `least` and `most`.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    formula: Callable[[Tree], Tree]
    slope_formula: Callable[[Tree], Tree]
    code: str
    slope_code: str
    torch: str
    least: float
    most: float
    words: ActivationWords
