"""What the walks say is so: how the tests of their claims see a stop."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine import State
from webapp.walks import moments
from webapp.walks.prose import Span
from webapp.walks.shelf import all_walks
from webapp.walks.walk import Stop, Walk

WALKS, FAULTS = all_walks()


@dataclass(frozen=True)
class Seen:
    """A stop: the state at its scene, after its answer, and at any other iteration."""

    walk: Walk
    stop: Stop

    @property
    def before(self) -> State:
        return moments.before(self.walk, self.stop).state

    @property
    def after(self) -> State:
        return moments.after(self.walk, self.stop).state

    def at(self, iteration: int) -> State:
        return moments.before(self.walk, self.stop).at(iteration).state

    def input(self, number: int) -> list[float]:
        """A column of the table."""
        column: list[float] = self.before.experiment.inputs[:, number - 1].tolist()
        return column

    @property
    def targets(self) -> list[float]:
        column: list[float] = self.before.experiment.targets[:, 0].tolist()
        return column

    @property
    def right(self) -> str:
        question = self.stop.question
        return question.options[question.answer - 1] if question.answer else ""


Claim = Callable[[Seen], None]
CLAIMS: dict[tuple[str, int], Claim] = {}


def claims(walk: str, number: int) -> Callable[[Claim], Claim]:
    def note(claim: Claim) -> Claim:
        CLAIMS[walk, number] = claim
        return claim

    return note


def plain(spans: Iterable[Span]) -> str:
    """A text as it is read."""
    return "".join(span.text for span in spans)


def weights(state: State) -> list[float]:
    """The weights of a single neuron."""
    found: list[float] = state.weights[0][:, 0].tolist()
    return found


def answers(state: State) -> list[float]:
    found: list[float] = state.layers[-1][:, 0].tolist()
    return found


def deltas(state: State) -> list[float]:
    """Those of the output."""
    found: list[float] = state.deltas[-1][:, 0].tolist()
    return found


def rounded(*values: float, digits: int) -> list[float]:
    return [round(value, digits) for value in values]


def stops(*walks: str) -> list[tuple[str, int]]:
    """Every stop of these walks, counted from 1."""
    return [(id, place + 1) for id in walks for place in range(len(WALKS[id].stops))]


def check(walk: str, number: int) -> None:
    """Hold a stop's claims against the engine; a stop without any fails."""
    CLAIMS[walk, number](Seen(WALKS[walk], WALKS[walk].stops[number - 1]))


def written_figures(walk: str) -> set[str]:
    """The numbers with a point that a walk's texts write themselves, and not the engine."""
    texts = [
        text
        for stop in WALKS[walk].stops
        for text in (stop.text, stop.question.ask, *stop.question.options, stop.reveal.text)
    ]
    plain = re.sub(r"\{[^}]*\}|`[^`]*`", "", " ".join(texts)).replace("\N{MINUS SIGN} ", "")
    return set(re.findall(r"-?\d+\.\d+", plain.replace("\N{MINUS SIGN}", "-")))
