"""What may come in with a command. A field's description is what to say when it is wrong."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from engine import LESSONS, limits
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import UNSEEN, grouped
from webapp.incoming.parsing import Fields, known

FARTHEST = 1_000_000_000
"""Iterations: any one can be asked for; this only keeps the numbers within reason."""
MAX_SPEED = 10_000_000
"""Iterations a second."""
MAX_NAME = 60
"""Letters of a column's name."""
MAX_TITLE = 200
"""Letters of a run's title."""
_PRINTABLE = f"^[^\x00-\x1f\x7f-\x9f{UNSEEN}]*$"

Speed = float | Literal["accelerating", "fastest"]
Count = Annotated[int, Field(ge=1, le=limits.MAX_ITERATIONS)]
Neurons = Annotated[int, Field(ge=1, le=limits.MAX_NEURONS)]
Rate = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Name = Annotated[str, Field(max_length=MAX_NAME, pattern=_PRINTABLE)]

_COUNT = f"must be a whole number from 1 to {grouped(limits.MAX_ITERATIONS)}"
_REACH = f"must be a whole number from 0 to {grouped(FARTHEST)}"
_LESSON = f"must be one of {', '.join(LESSONS)}"
_SHARE = "must be a number above 0 and at most 1"
_SPEED = f'must be a number above 0, at most {grouped(MAX_SPEED)}, or "accelerating" or "fastest"'
_SEED = f"must be a whole number from 0 to {grouped(limits.MAX_SEED)}"
_POINTS = f"must be a whole number from 2 to {grouped(limits.MAX_EXAMPLES)}"
_PLACE = "must be a whole number from 0 on"
_NAMES = f"must be names of at most {MAX_NAME} letters that can be seen, one a column"


class Nothing(Fields):
    """A command without particulars."""


class Step(Fields):
    iterations: Count = Field(1, description=_COUNT)


class Paced(Fields):
    speed: Annotated[Rate, Field(le=MAX_SPEED)] | Literal["accelerating", "fastest"] | None = Field(
        None, description=_SPEED
    )
    until: Annotated[int, Field(ge=0, le=FARTHEST)] | None = Field(None, description=_REACH)


class Play(Paced):
    error_below: Annotated[float, Field(gt=0, le=1)] | None = Field(None, description=_SHARE)
    answer_crosses: Annotated[float, Field(gt=0, le=1)] | None = Field(None, description=_SHARE)


class Seek(Fields):
    iteration: int = Field(ge=0, le=FARTHEST, description=_REACH)


class Title(Fields):
    title: Annotated[str, Field(max_length=MAX_TITLE, pattern=_PRINTABLE)] = Field(
        description=f"must be a text of at most {MAX_TITLE} letters in one line"
    )


class Lines(Fields):
    lines: int = Field(1, ge=-FARTHEST, le=FARTHEST, description="must be a whole number")


class SetWeight(Fields):
    layer: int = Field(ge=0, description=_PLACE)
    source: int = Field(ge=0, alias="from", description=_PLACE)
    target: int = Field(ge=0, alias="to", description=_PLACE)
    value: float = Field(allow_inf_nan=False, description="must be a finite number")


class NewRun(Fields):
    lesson: str | None = Field(None, description=_LESSON)
    experiment: dict[str, Any] | None = Field(
        None, description="must be an experiment: inputs, targets and what else differs"
    )
    began_as: str | None = Field(None, description="must be the lesson that the experiment was")
    edits: list[dict[str, Any]] = Field([], description="must be a list of edits")
    iteration: int = Field(0, ge=0, le=FARTHEST, description=_REACH)


class NewLane(Fields):
    """One more way of learning, for a race."""

    experiment: dict[str, Any] = Field(
        {}, description="must be the parts of the experiment that are to differ"
    )


class NewRace(NewLane):
    run: str = Field(description="must be the id of a run")


class PastEdit(Fields):
    """An edit as saved: what it changes of the experiment, or one synapse."""

    at: int = Field(ge=0, le=FARTHEST, description=_REACH)
    experiment: dict[str, Any] | None = Field(
        None, description="must be the parts of the experiment that the edit changes"
    )
    synapse: dict[str, Any] | None = Field(None, description="must be layer, from, to and value")


class Think(Fields):
    inputs: list[Any] = Field(description="must be a list of rows of numbers")


class Cloud(Fields):
    """Points of two classes: how many, how far they are strewn, and by which seed."""

    number: int = Field(200, ge=2, le=limits.MAX_EXAMPLES, description=_POINTS)
    noise: float = Field(0.1, ge=0, le=1, description="must be a number from 0 to 1")
    seed: int = Field(1, ge=0, le=limits.MAX_SEED, description=_SEED)


class Operation(Fields):
    """A row or column more or less; without an index the last one goes."""

    operation: Literal[
        "add-example",
        "add-input",
        "add-target",
        "add-situation",
        "remove-example",
        "remove-input",
        "remove-target",
        "remove-situation",
    ] = Field(description="must be add- or remove-, and example, input, target or situation")
    index: int | None = Field(None, ge=0, description=_PLACE)


class Settings(Fields):
    """The parts of an experiment that are no tables; whatever is left out stays as it is."""

    hidden: list[Neurons] = Field(
        [],
        max_length=limits.MAX_HIDDEN_LAYERS,
        description=f"must be a list of at most {limits.MAX_HIDDEN_LAYERS} layers"
        f" of 1 to {limits.MAX_NEURONS} neurons",
    )
    seed: int = Field(
        1,
        ge=0,
        le=limits.MAX_SEED,
        description=_SEED,
    )
    learning_rate: Annotated[Rate, Field(le=limits.MAX_LEARNING_RATE)] = Field(
        1.0,
        description=f"must be a number above 0 and at most {grouped(limits.MAX_LEARNING_RATE)}",
    )
    iterations: Count = Field(10_000, description=_COUNT)
    input_names: list[Name] = Field([], max_length=limits.MAX_INPUTS, description=_NAMES)
    target_names: list[Name] = Field([], max_length=limits.MAX_TARGETS, description=_NAMES)
    activations: list[Literal[tuple(ACTIVATIONS)]] = Field(  # type: ignore[valid-type]
        [],
        min_length=1,
        max_length=limits.MAX_HIDDEN_LAYERS + 1,
        description=f"must be a list with one of {', '.join(ACTIVATIONS)} for each layer behind the"
        " inputs",
    )
    loss: Literal[tuple(LOSSES)] = Field(  # type: ignore[valid-type]
        "squared", description=f"must be one of {', '.join(LOSSES)}"
    )
    optimizer: Literal[tuple(OPTIMIZERS)] = Field(  # type: ignore[valid-type]
        "descent", description=f"must be one of {', '.join(OPTIMIZERS)}"
    )
    momentum: float = Field(0.9, ge=0, lt=1, description="must be a number from 0 on and below 1")
    weight_decay: float = Field(
        0.0, ge=0, allow_inf_nan=False, description="must be a number from 0 on"
    )
    bias: bool = Field(False, description="must be true or false")


def check_lesson(lesson: object) -> str:
    """The id of a lesson there is. Raises Invalid."""
    if not isinstance(lesson, str) or lesson not in LESSONS:
        raise Invalid(Fault("lesson", _LESSON))
    return lesson


def misplaced(shape: Sequence[int], layer: int, source: int, target: int) -> list[Fault]:
    """Why there is no synapse at this place of a network with so many neurons in each layer."""
    if layer > len(shape) - 2:
        return [Fault("layer", f"must be from 0 to {len(shape) - 2}")]
    ends = (("from", source, shape[layer]), ("to", target, shape[layer + 1]))
    return [
        Fault(name, f"must be from 0 to {neurons - 1}")
        for name, place, neurons in ends
        if place >= neurons
    ]


FIELDS = frozenset(
    name
    for model in (
        *(NewRun, NewRace, Step, Play, Seek, Lines, SetWeight),
        *(Title, Think, Operation, Settings),
    )
    for name in known(model)
)
"""Every name that a body may use."""
