"""A run as a program of its own, made from its listing: with NumPy alone it prints its numbers."""

from collections.abc import Iterable, Iterator
from textwrap import indent, wrap

from engine.code.dialects import NUMPY, Dialect
from engine.code.lines import Line
from engine.code.listing import Listing, listing
from engine.code.literals import WIDTH, assignment
from engine.network.state import State
from engine.timeline.timeline import Timeline

OPENING = """import numpy as np

np.seterr(over="ignore")  # e to a large power is infinite, and 1 / infinity is 0, as it should be
"""
NOW = "# What the weights make of the table now: the loop's own answers are one update old."


def script(
    title: str, timeline: Timeline, state: State, dialect: Dialect = NUMPY, note: str = ""
) -> str:
    """The program that trains up to this state of the timeline and prints what stands there.

    `note` is what to know before its numbers are compared with others.
    """
    code = listing_until(timeline, state.iteration, dialect)
    return "\n".join(
        (
            f'"""{plain(title)}, at iteration {state.iteration}. From Lines of Thought."""\n',
            OPENING,
            *([comment(note) + "\n"] if note else []),
            columns(state),
            *_told(code.before),
            "",
            code.header(state.iteration),
            indent("\n".join(_told(code.loop)).lstrip("\n"), "    "),
            "",
            *_results(code, state),
            "",
        )
    )


def listing_until(timeline: Timeline, iteration: int, dialect: Dialect = NUMPY) -> Listing:
    """The code that leads to an iteration, without the edits that come later."""
    edits = [edit for edit in timeline.edits if edit.at <= iteration]
    return listing(timeline.base, edits, dialect)


def plain(text: str) -> str:
    """Text that can stand in a comment or in quotes, whatever somebody has typed."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text)
    return kept.replace("\\", "/").replace('"', "'")


def forward(code: Listing) -> Iterator[str]:
    """The statements by which the network thinks."""
    return (line.source for line in code.loop if line.kind == "forward")


def columns(state: State) -> str:
    """The names of the columns, as comments."""
    experiment = state.experiment
    inputs, targets = map(_list, (experiment.input_names, experiment.target_names))
    return f"# Inputs: {inputs}\n# Targets: {targets}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(plain, names))


def _told(lines: Iterable[Line]) -> Iterator[str]:
    """The lines in paragraphs, each with what it is for; that is said only once."""
    told = set()
    for line in lines:
        if line.why not in told:
            yield from ("", comment(line.why))
            told.add(line.why)
        yield line.source


def comment(text: str) -> str:
    """A text as comment lines."""
    return "\n".join(wrap(text, WIDTH - 4, initial_indent="# ", subsequent_indent="# "))


def _results(code: Listing, state: State) -> Iterator[str]:
    answers = f"l{len(state.weights)}"
    yield NOW
    yield from forward(code)
    for name in [line.makes[0] for line in code.before if line.kind == "start"]:
        yield f'print("{name} =", {name}.tolist())'
    yield f'print("answers =", {answers}.tolist())'
    yield f'print("mean error =", np.abs(y - {answers}).mean())'
    if len(state.experiment.situations):
        yield "\n# Situations the network was never shown."
        yield assignment("l0", state.experiment.situations)
        yield from forward(code)
        yield f'print("new situations =", {answers}.tolist())'
