"""Guided walks as data: what a file of the folder walks/ may hold; docs/walks.md explains it."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from engine import LESSONS
from engine.limits import MAX_ITERATIONS
from webapp.incoming.schema import MAX_SPEED

MOST_STOPS = 30

Text = Annotated[str, Field(min_length=1, max_length=1_000)]
Phrase = Annotated[str, Field(min_length=1, max_length=100)]
Place = Annotated[int, Field(ge=1)]
Iteration = Annotated[int, Field(ge=0, le=MAX_ITERATIONS)]
Changes = dict[str, Any]
"""Parts of an experiment, written as in the contract."""


class Part(BaseModel):
    """Nothing unknown is overlooked: a slip of the pen is told."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Scene(Part):
    """What is set up when a stop is reached.

    `experiment` changes the lesson from its beginning on, `edit` at the scene's `iteration`; `line`
    is the variable whose line of the code runs next; `explain` the number that the explanation
    takes apart, where it is not the output of the chosen `neuron` for the chosen `example`.
    """

    experiment: Changes = {}
    iteration: Iteration = 0
    edit: Changes = {}
    line: Phrase | None = None
    example: Place | None = None
    neuron: Phrase | None = None
    explain: Phrase | None = None


class Question(Part):
    """To be predicted: one of `options` (`answer` counts them from 1), or a number."""

    ask: Text
    options: list[Phrase] = Field([], max_length=4)
    answer: Place | None = None
    number: Phrase | None = None
    within: Annotated[float, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        choice, number = (self.options, self.answer), (self.number, self.within)
        whole = all(number) or (all(choice) and (self.answer or 0) <= len(self.options) > 1)
        if any(choice) == any(number) or not whole:
            raise ValueError("needs options and the answer's place, or else number and within")
        return self


class Reveal(Part):
    """What comes of it: `edit` is made where the scene is, then the run goes to `iteration`.

    It plays there at `speed`, if one is given, and is there at once if none is. With `starts` the
    page tries other starts besides, in sight.
    """

    text: Text
    edit: Changes = {}
    iteration: Iteration | None = None
    speed: Annotated[float, Field(gt=0, le=MAX_SPEED)] | None = None
    starts: bool = False
    line: Phrase | None = None
    example: Place | None = None
    neuron: Phrase | None = None
    explain: Phrase | None = None
    highlight: list[Phrase] = Field([], max_length=4)


class Stop(Part):
    """One stop: a scene, what to look at, a text, a question and what comes of it.

    `cover` names what would give the answer away; it is covered until the reader has predicted.
    """

    title: Phrase
    scene: Scene = Scene()
    highlight: list[Phrase] = Field(min_length=1, max_length=4)
    cover: list[Phrase] = Field([], max_length=4)
    text: Text
    question: Question
    reveal: Reveal

    @model_validator(mode="after")
    def _no_edit_in_the_past(self) -> Self:
        edits, goal = self.reveal.edit or self.scene.edit, self.reveal.iteration
        if edits and goal is not None and goal < self.scene.iteration:
            raise ValueError("goes back to before its own edit: let reveal.iteration come later")
        return self


class Walk(Part):
    """A walk through one lesson."""

    title: Phrase
    summary: Text
    lesson: Phrase
    stops: list[Stop] = Field(min_length=1, max_length=MOST_STOPS)

    @model_validator(mode="after")
    def _known_lesson(self) -> Self:
        if self.lesson not in LESSONS:
            raise ValueError(f"lesson must be one of {', '.join(LESSONS)}")
        return self
