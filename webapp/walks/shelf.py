"""The walks of the folder walks/, read as they are now and checked against their lessons."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from engine import LESSONS
from engine.code import listing
from webapp.walks.moments import Moment, after, before
from webapp.walks.prose import quantities
from webapp.walks.quantities import quantity
from webapp.walks.subjects import subject
from webapp.walks.walk import Reveal, Scene, Stop, Walk

FOLDER = Path(__file__).parents[2] / "walks"


class Unreadable(Exception):
    """A file is no walk; the message says where and why."""


def walk_ids(folder: Path = FOLDER) -> list[str]:
    """The walks there are, by the names of their files."""
    return sorted(path.stem for path in folder.glob("*.json"))


def walk(id: str, folder: Path = FOLDER) -> Walk:
    """A walk as its file is now. Raises KeyError when there is none, Unreadable."""
    if id not in walk_ids(folder):
        raise KeyError(id)
    path = folder / f"{id}.json"
    return _read(path, path.stat().st_mtime_ns)


def all_walks(folder: Path = FOLDER) -> tuple[dict[str, Walk], dict[str, str]]:
    """The walks in the order of their lessons, and why which files are none."""
    found, faults = {}, {}
    for id in walk_ids(folder):
        try:
            found[id] = walk(id, folder)
        except Unreadable as fault:
            faults[id] = str(fault)
    order = list(LESSONS)
    ids = sorted(found, key=lambda id: order.index(found[id].lesson))
    return {id: found[id] for id in ids}, faults


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Walk:
    try:
        found = Walk.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise Unreadable("; ".join(_told(error))) from None
    for number, stop in enumerate(found.stops, 1):
        try:
            _check(found, stop)
        except ValueError as error:
            raise Unreadable(f"stop {number}, {error}") from None
    return found


def _told(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False, include_context=False, include_input=False)[:5]:
        loc = [f"{place + 1}" if isinstance(place, int) else place for place in each["loc"]]
        yield f"{' '.join(loc)}: {each['msg'].removeprefix('Value error, ')}".lstrip(": ")


def _check(walk: Walk, stop: Stop) -> None:
    """Raise ValueError where the stop speaks of what its network does not have."""
    start, end = before(walk, stop), after(walk, stop)
    question = stop.question
    _check_place(stop.scene, start)
    _check_place(stop.reveal, end)
    _check_highlights([*stop.highlight, *stop.cover], start)
    _check_highlights(stop.reveal.highlight, end)
    for text in (stop.text, question.ask, *question.options):
        _check_text(text, start)
    _check_text(stop.reveal.text, end)
    if question.number:
        quantity(question.number).of(end.at(0).state)


def _check_place(scene: Scene | Reveal, moment: Moment) -> None:
    if scene.line:
        line_number(scene.line, moment)
    if scene.example:
        subject(f"example {scene.example}", moment.base)
    if scene.neuron:
        subject(f"neuron {scene.neuron}", moment.base)
    if scene.explain:
        quantity(scene.explain).of(Moment(moment.base, 0).state)


def _check_highlights(highlights: list[str], moment: Moment) -> None:
    for text in highlights:
        subject(text, moment.base)


def _check_text(text: str, moment: Moment) -> None:
    for each in quantities(text):
        each.of(Moment(moment.base, 0).state)


def line_number(variable: str, moment: Moment) -> int:
    """The line of the loop that makes a variable, from 1. Raises ValueError when none does."""
    for line in listing(moment.base, moment.edits).loop:
        if variable in line.makes:
            return line.number
    raise ValueError(f'no line of the code makes "{variable}"')
