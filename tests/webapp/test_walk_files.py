"""Files of walks: the shipped ones, the one in the documentation, and slips of the pen."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.server import ROOT
from tests.webapp.walk_claims import WALKS, plain
from webapp.walks.guide import Guide
from webapp.walks.shelf import Unreadable, all_walks, walk

MOST_WORDS = 60
EXAMPLE = re.search(r"```json\n(.*?)```", (ROOT / "docs/walks.md").read_text(), re.S)


def written(folder: Path, content: Any) -> str:
    """A file of a folder of walks; its id."""
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "mine.json").write_text(text)
    return "mine"


def example() -> dict[str, Any]:
    """The walk that the documentation shows."""
    assert EXAMPLE
    found: dict[str, Any] = json.loads(EXAMPLE[1])
    return found


def test_the_example_of_the_documentation_is_a_walk(tmp_path: Path) -> None:
    found = walk(written(tmp_path, example()), tmp_path)
    assert found.lesson == "or" and len(found.stops) == 2


@pytest.mark.parametrize("id", WALKS)
def test_texts_are_short_and_titles_differ(id: str) -> None:
    stops = WALKS[id].stops
    assert 6 <= len(stops) <= 10
    assert len({stop.title for stop in stops}) == len(stops)
    for number in range(1, len(stops) + 1):
        guide = Guide(id, WALKS[id], number, "")
        assert len(plain(guide.text).split()) <= MOST_WORDS
        assert len(plain(guide.revealed).split()) <= MOST_WORDS


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    changed = example()
    id = written(tmp_path, changed)
    assert walk(id, tmp_path).title == changed["title"]
    changed["title"] = "Another title"
    written(tmp_path, changed)
    assert walk(id, tmp_path).title == "Another title"


def slip(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The example with something wrong in it."""
    wrong = copy.deepcopy(example())
    change(wrong)
    return wrong


def first(walk: dict[str, Any]) -> dict[str, Any]:
    stop: dict[str, Any] = walk["stops"][0]
    return stop


SLIPS = {
    "lesson must be one of": slip(lambda w: w.update(lesson="xor")),
    "stops: List should have at least 1 item": slip(lambda w: w.update(stops=[])),
    "titel: Extra inputs are not permitted": slip(lambda w: w.update(titel="")),
    "stops 1 text: Field required": slip(lambda w: first(w).pop("text")),
    "stops 1 scene iteration": slip(lambda w: first(w)["scene"].update(iteration=-1)),
    "needs options and the answer's place": slip(lambda w: first(w)["question"].pop("answer")),
    'stop 1, "neuron l7 1": there is no such matrix': slip(
        lambda w: first(w).update(highlight=["neuron l7 1"])
    ),
    'stop 1, "exmple 1" is nothing to point at': slip(
        lambda w: first(w).update(highlight=["exmple 1"])
    ),
    '"example 9" is not there: there are 4': slip(lambda w: first(w)["scene"].update(example=9)),
    '"l1 x" is no number': slip(lambda w: first(w).update(text="It is {l1 x}.")),
    "l1 has no row 9, column 1": slip(lambda w: first(w).update(text="It is {l1 9}.")),
    'no line of the code makes "l9"': slip(lambda w: first(w)["scene"].update(line="l9")),
    "learning_rate must be a number above 0": slip(
        lambda w: first(w)["scene"].update(experiment={"learning_rate": 0})
    ),
    "inputs must keep its size": slip(
        lambda w: first(w)["scene"].update(experiment={"inputs": [[0], [0], [1], [1]]})
    ),
    "an edit keeps the network": slip(lambda w: first(w)["scene"].update(edit={"seed": 7})),
    "goes back to before its own edit": slip(
        lambda w: first(w).update(
            scene={"iteration": 9, "edit": {"learning_rate": 2}},
            reveal={"text": "So.", "iteration": 3},
        )
    ),
    "Invalid JSON": '{"title": ',
}


@pytest.mark.parametrize("reason", SLIPS)
def test_a_slip_is_told_with_its_place(tmp_path: Path, reason: str) -> None:
    id = written(tmp_path, SLIPS[reason])
    with pytest.raises(Unreadable, match=re.escape(reason)):
        walk(id, tmp_path)
    found, faults = all_walks(tmp_path)
    assert not found and reason in faults[id]


def test_only_files_of_the_folder_are_walks(tmp_path: Path) -> None:
    for id in ("../README", "nobody", "", "nine-lines.json"):
        with pytest.raises(KeyError):
            walk(id, tmp_path)
