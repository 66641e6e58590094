"""What every store does, whatever it is made of; and the thread that writes to it."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from webapp.kept import writer as writer_module
from webapp.kept.memory import MemoryStore
from webapp.kept.sqlite import SqliteStore
from webapp.kept.store import Ages, Conflict, Kept, Note, Store
from webapp.kept.valkey import ValkeyStore, connected
from webapp.kept.writer import Writer

NEW = Kept(b"here", [b"1"], "view", "somebody")


@pytest.fixture(params=["memory", "sqlite", "valkey"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    found: Store
    if request.param == "memory":
        found = MemoryStore()
    elif request.param == "sqlite":
        found = SqliteStore(tmp_path)
    else:
        found = ValkeyStore(connected(request.getfixturevalue("shared")))
    yield found
    found.close()


def test_a_store_gives_back_what_was_written(store: Store) -> None:
    with store.together():
        store.create("a", NEW, 1.0)
        store.append("a", 1, b"2")
        store.note("a", 2, b"there", 2.0)
    kept = store.read("a")
    assert kept and (kept.log, kept.place, kept.revision) == ([b"1", b"2"], b"there", 2)
    assert store.read("b") is None


def test_a_log_that_has_grown_meanwhile_is_not_appended_to(store: Store) -> None:
    store.create("a", NEW, 1.0)
    store.append("a", 1, b"2")
    for expected in (0, 1, 3):
        with pytest.raises(Conflict):
            store.append("a", expected, b"3")
        with pytest.raises(Conflict):
            store.note("a", expected, b"there", 2.0)
    with pytest.raises(Conflict):
        store.create("a", NEW, 1.0)
    kept = store.read("a")
    assert kept and (kept.log, kept.place) == ([b"1", b"2"], b"here")


def test_places_of_many_runs_are_written_in_one_go(store: Store) -> None:
    ids = [f"run {number}" for number in range(1_500)]
    with store.together():
        for id in ids:
            store.create(id, replace(NEW, view=f"view of {id}"), 1.0)
    store.append(ids[7], 1, b"2")
    notes = [Note(id, 1, id.encode(), 2.0) for id in ids]
    assert store.note_all(notes) == {ids[7]}
    kept = [store.read(id) for id in ids]
    places = [each.place for each in kept if each]
    assert places == [b"here" if id is ids[7] else id.encode() for id in ids]
    assert store.note_all([Note(ids[7], 2, b"there", 3.0)]) == set()
    assert [run.touched for run in store.made_by("somebody")][:2] == [3.0, 2.0]


def test_places_that_nobody_waits_for_are_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "GATHER", 600.0)
    gathered: list[list[Note]] = []

    class Gathering(MemoryStore):
        def note_all(self, notes: Collection[Note]) -> set[str]:
            gathered.append([*notes])
            return super().note_all(notes)

    writer = Writer(Gathering())
    for id in "abc":
        kept = replace(NEW, view=f"view of {id}")
        writer.write(lambda store, id=id, kept=kept: store.create(id, kept, 1.0)).result()
    notes = [Note(id, 1, str(at).encode(), at) for at in (2.0, 3.0) for id in "abc"]
    done = [writer.write(note, can_wait=True) for note in notes]
    assert not any(each.done() for each in done)
    writer.flush()
    assert all(each.done() for each in done) and gathered == [notes[3:]]
    writer.close()


def test_a_store_knows_whose_runs_are_whose(store: Store) -> None:
    for at, id in enumerate(("a", "b", "c", "d"), 1):
        store.create(id, replace(NEW, view=f"view of {id}"), at)
    for at, id in enumerate(("b", "a", "d"), 10):
        store.note(id, 1, id.encode(), at)
    store.remove("d", 20.0)
    assert [(run.id, run.touched) for run in store.made_by("somebody")] == [("a", 11), ("b", 10)]
    assert store.made_by("somebody else") == []
    assert (store.id_of("view of c"), store.id_of("c"), store.count()) == ("c", None, 4)
    gone = store.read("d")
    assert gone and gone.gone == 20.0
    store.remove("d", None)
    assert [run.id for run in store.made_by("somebody")] == ["d", "a", "b"]


def test_a_store_lets_go_of_runs_that_have_had_their_time(store: Store) -> None:
    for id in ("unseen", "untouched", "gone", "seen", "touched"):
        store.create(id, replace(NEW, view=id), 20.0)
    for id in ("unseen", "gone", "seen"):
        store.note(id, 1, b"", 20.0)
    store.note("touched", 1, b"", 100.0)
    for id in ("gone", "seen"):
        store.look(id, 100.0)
    store.remove("gone", 30.0)
    assert store.sweep(Ages(now=50.0, unseen=20.0, untouched=20.0, gone=30.0)) == 0
    assert store.sweep(Ages(now=50.0, unseen=20.0, untouched=21.0, gone=30.0)) == 1
    assert store.read("untouched") is None and store.id_of("untouched") is None
    assert store.sweep(Ages(now=50.0, unseen=21.0, untouched=21.0, gone=31.0)) == 1
    left = {id: store.read(id) for id in ("unseen", "gone", "seen", "touched")}
    assert [id for id, kept in left.items() if kept is None] == ["gone"]
    assert [id for id, kept in left.items() if kept and kept.gone] == ["unseen"]
    assert store.sweep(Ages(now=90.0, unseen=0.0, untouched=0.0, gone=51.0)) == 1
    assert store.read("unseen") is None


def test_a_clock_that_was_set_back_makes_nothing_older(store: Store) -> None:
    store.create("a", NEW, 100.0)
    store.note("a", 1, b"", 5.0)
    store.look("a", 6.0)
    assert store.made_by("somebody")[0].touched == 100.0
    store.sweep(Ages(now=100.0, unseen=99.0, untouched=99.0, gone=99.0))
    kept = store.read("a")
    assert kept and kept.gone is None
