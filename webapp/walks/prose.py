"""A walk's texts as spans: `code` in back quotes, and {numbers} of the network in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.walks.moments import Moment
from webapp.walks.quantities import Quantity, quantity

_SPANS = re.compile(r"`(?P<code>[^`]+)`|\{(?P<number>[^{}]+)\}")


@dataclass(frozen=True)
class Span:
    """A part of a text; `kind` is "code", "number" or "" for plain words.

    A number that is to be kept up as the network changes says which one it is.
    """

    text: str
    kind: str = ""
    live: Quantity | None = None


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers that a text speaks of. Raises ValueError for one that is not understood."""
    for found in _SPANS.finditer(text):
        if found["number"]:
            yield quantity(found["number"])


def prose(text: str, moment: Moment, live: bool = False) -> Iterator[Span]:
    """The text with the numbers of this moment; with `live` they follow the network."""
    end = 0
    for found in _SPANS.finditer(text):
        yield Span(text[end : found.start()])
        if found["code"]:
            yield Span(found["code"], "code")
        else:
            yield _number(quantity(found["number"]), moment, live)
        end = found.end()
    yield Span(text[end:])


def _number(number: Quantity, moment: Moment, live: bool) -> Span:
    at = moment if number.at is None else moment.at(number.at)
    follows = live and number.at is None
    return Span(number.written(at.state), "number", number if follows else None)
