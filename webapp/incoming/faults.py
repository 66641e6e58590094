"""What is wrong with what came in, in words that say what would be right."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine import NotFinite

MOST = 100
"""Faults told at once: a reader needs no more, and memory stays bounded."""


@dataclass(frozen=True)
class Fault:
    """A field by its dotted path ("inputs.2.0") and what it must be."""

    field: str
    message: str


class Invalid(Exception):
    """What came in is refused as a whole; nothing has been changed."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.field} {fault.message}" for fault in faults[:3]))
        self.faults = faults[:MOST]


@contextmanager
def finite(field: str) -> Iterator[None]:
    """Blames this field when the network's numbers would not be finite any more."""
    try:
        yield
    except NotFinite:
        message = "must be less extreme: the network's numbers would no longer be finite"
        raise Invalid(Fault(field, message)) from None
