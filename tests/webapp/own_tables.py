"""Somebody's table, as the dialog understands it."""

from engine import LESSONS
from webapp.incoming.own_data.choices import Choices
from webapp.incoming.own_data.problems import problems
from webapp.incoming.own_data.proposal import Proposal, propose
from webapp.incoming.own_data.use import Use

PRESENT = LESSONS["eleven-lines"].experiment


def proposal(text: str, **choices: object) -> Proposal:
    return propose(text, Choices(**choices), PRESENT)  # type: ignore[arg-type]


def ready(text: str, **choices: object) -> Proposal:
    """A table that is understood without a question."""
    found = proposal(text, **choices)
    assert problems(found) == []
    return found


def use_of(found: Proposal, name: str) -> Use:
    return next(use for use in found.uses if use.column.name == name)


def numbers(text: str, name: str = "a", **choices: object) -> list[float]:
    values: list[float] = use_of(ready(text, **choices), name).column.numbers.tolist()
    return values


def roles(text: str, **choices: object) -> list[str]:
    return [use.role for use in proposal(text, **choices).uses]
