"""Runs in memory and in the store: what is kept of one, when, and how it comes back."""

from collections.abc import Iterator

import pytest

from engine import LESSONS, StopWhen
from tests.webapp.house import House
from tests.webapp.test_clock import ELEVEN
from webapp.kept.store import Elsewhere, Newer, Unreachable
from webapp.live.errors import Full, TakenAway, UnknownRun
from webapp.live.keeper import EVERY, LOOKS
from webapp.live.place import POINTS, Place
from webapp.live.runs import DAY, SWEEPS
from webapp.live.viewers import Viewer

UNKNOWN = (
    "There is no such run. If there was one, it was deleted,"
    " or nobody had looked at it for 90 days."
)


@pytest.fixture
def house() -> Iterator[House]:
    house = House()
    yield house
    house.runs.close()


@pytest.fixture(autouse=True)
def nothing_is_refused(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What a store refuses is told in the log alone."""
    yield
    assert not [each for each in caplog.get_records("call") if each.levelname == "ERROR"]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds since 1970, which pass when it is changed."""
    now = [1e9]
    monkeypatch.setattr("time.time", lambda: now[0])
    return now


def test_all_that_is_kept_of_where_a_run_stands(house: House) -> None:
    live = house.runs.create(ELEVEN, "eleven-lines", visitor="ada")
    live.call("Monday")
    live.enter("one.other", "Plain descent")
    live.play(50, 400, StopWhen(error_below=0.001, answer_crosses=0.999))
    house.pass_time(2)
    live.edit(lambda experiment: experiment)
    state, found = live.snapshot(), house.kept(live)
    assert found == Place(
        iteration=state.iteration,
        line=1,
        by_line=False,
        speed=50,
        until=400,
        error_below=0.001,
        answer_crosses=0.999,
        title="Monday",
        lesson="eleven-lines",
        error=state.error,
        status="running",
        curve=found.curve,
        race="one.other",
        way="Plain descent",
    )
    live.move(2)
    live.move(1)
    found = house.kept(live)
    assert (found.line, found.by_line, found.status, found.until) == (4, True, "paused", None)
    listed = house.runs.made_by("ada")
    assert [each.id for each in listed] == [live.id]


def test_it_comes_back_as_all_of_that(house: House) -> None:
    live = house.runs.create(ELEVEN, "eleven-lines")
    live.call("Monday")
    live.enter("one.other", "Plain descent")
    live.step(7)
    live.edit(lambda experiment: experiment.replace(learning_rate=0.5))
    live.move(3)
    before, again = live.snapshot(), house.again(live)
    after = again.snapshot()
    assert (after.iteration, after.line, after.state.error) == (7, 4, before.error)
    assert (after.structure.title, after.lesson, again.view) == ("Monday", before.lesson, live.view)
    assert after.structure.undo_labels == before.structure.undo_labels
    again.step(1)
    found = house.kept(again)
    assert (found.race, found.way, found.iteration) == ("one.other", "Plain descent", 8)


def test_while_it_plays_its_place_is_noted_now_and_then_and_at_its_end(house: House) -> None:
    live = house.runs.create(ELEVEN)
    live.play(100, 150)
    noted = []
    for _ in range(40):
        house.pass_time(0.05)
        noted.append(house.kept(live).iteration)
    moments = sorted({*noted})
    apart = [later - former for former, later in zip(moments, moments[1:], strict=False)]
    assert moments[0] == 0 and moments[-1] == 150 == house.kept(live).iteration
    assert apart[0] == pytest.approx(100 * EVERY, abs=6) and len(moments) == 3
    assert house.kept(live).status == "paused"


def test_the_picture_of_its_way_spans_it_in_a_few_numbers(house: House) -> None:
    live = house.runs.create(ELEVEN)
    start = live.snapshot().error
    end = live.step(500).error
    curve = house.kept(live).curve
    assert len(curve) == POINTS
    assert (curve[0], curve[-1]) == (float(f"{start:.4g}"), float(f"{end:.4g}"))
    assert [*house.kept(house.runs.create(ELEVEN)).curve] == [float(f"{start:.4g}")]


def test_a_run_that_was_only_opened_is_nobody_s(house: House) -> None:
    live = house.runs.open_lesson("and", "ada")
    assert live.snapshot().lesson == "and" and house.runs.made_by("ada") == []
    assert live.snapshot().experiment == LESSONS["and"].experiment
    live.step(1)
    assert [each.id for each in house.runs.made_by("ada")] == [live.id]
    assert house.runs.made_by("somebody else") == []


def test_a_new_run_is_where_it_is_wanted_or_on_its_way(house: House) -> None:
    assert house.runs.create(ELEVEN, iteration=30).snapshot().iteration == 30
    house.clock.now = house.slowly
    shown = house.runs.create(ELEVEN, iteration=60_000).snapshot()
    assert (shown.status, shown.until, shown.speed) == ("running", 60_000, "fastest")
    assert 0 < shown.iteration < 60_000


def test_what_there_is_not_is_said_to_be_unknown(house: House) -> None:
    for ask in (house.runs.get, house.runs.watched, house.runs.remove, house.runs.restore):
        with pytest.raises(UnknownRun) as unknown:
            ask("nobody")
        assert str(unknown.value) == UNKNOWN
    house.runs.days = 1.5
    with pytest.raises(UnknownRun, match="for 1.5 days"):
        house.runs.get("nobody")


def test_what_was_taken_away_can_be_taken_back(house: House) -> None:
    live, viewer = house.runs.create(ELEVEN), Viewer()
    live.display.watched.viewers.add(viewer)
    live.play(10, None)
    house.runs.remove(live.id)
    assert viewer.is_gone and not live.is_playing and live.id not in house.runs.residents
    with pytest.raises(TakenAway) as away:
        house.runs.get(live.id)
    assert str(away.value) == (
        "This run was deleted, or nobody had looked at it for long. For a day it can be taken back."
    )
    assert house.runs.restore(live.id).snapshot().iteration == live.snapshot().iteration


def test_who_looks_finds_the_run_by_its_view(house: House) -> None:
    live = house.runs.create(ELEVEN)
    assert house.runs.watched(live.view) is live and house.runs.id_of(live.view) == live.id
    with pytest.raises(UnknownRun):
        house.runs.watched(live.id)


def test_a_copy_is_the_same_and_no_way_of_the_race(house: House) -> None:
    live = house.runs.create(ELEVEN, "eleven-lines", visitor="ada")
    live.call("Monday")
    live.enter("one.other", "Plain descent")
    live.step(3)
    live.set_weight(0, 0, 0, 0.5)
    copy = house.runs.copy(live, "bob")
    assert copy.id != live.id and copy.view != live.view
    before, after = live.snapshot(), copy.snapshot()
    assert (after.iteration, after.error, after.lesson) == (3, before.error, before.lesson)
    place = house.kept(copy)
    assert (place.title, place.race, place.way) == ("Monday", None, None)
    assert [each.id for each in house.runs.made_by("bob")] == [copy.id]
    copy.undo()
    assert copy.snapshot().experiment == ELEVEN and live.snapshot().edits


def test_none_can_be_copied_while_none_are_kept(house: House) -> None:
    live = house.runs.create(ELEVEN)
    house.runs.writer.fault = "The disk is full."
    with pytest.raises(Full) as full:
        house.runs.copy(live, None)
    assert str(full.value) == "Runs are not being kept just now, so that none can be copied."
    assert not live.is_idle, "it is in memory only"


def test_after_a_while_what_nobody_touched_goes_and_the_rest_can_be_taken_back(
    house: House, today: list[float]
) -> None:
    opened = house.runs.open_lesson("and")
    touched = house.runs.create(ELEVEN)

    def later(days: float, seconds: float) -> None:
        today[0] += days * DAY
        house.time += seconds
        house.runs.create(ELEVEN)
        house.runs.writer.flush()

    later(1.1, SWEEPS / 2)
    assert house.store.read(opened.id), "one looks only once in a while"
    later(0, SWEEPS)
    assert house.store.read(opened.id) is None
    kept = house.store.read(touched.id)
    assert kept and kept.gone is None
    later(88, SWEEPS)
    kept = house.store.read(touched.id)
    assert kept and kept.gone is None
    later(2, SWEEPS)
    kept = house.store.read(touched.id)
    assert kept and kept.gone == today[0]
    later(1.1, SWEEPS)
    assert house.store.read(touched.id) is None


def test_what_was_taken_away_waits_a_day(house: House, today: list[float]) -> None:
    live = house.runs.create(ELEVEN)
    house.runs.remove(live.id)
    for days, is_there in ((0.9, True), (0.2, False)):
        today[0] += days * DAY
        house.time += 2 * SWEEPS
        house.runs.create(ELEVEN)
        house.runs.writer.flush()
        assert (house.store.read(live.id) is not None) == is_there


def test_an_edit_and_where_it_leads_are_kept_together(house: House) -> None:
    live = house.runs.create(ELEVEN)
    live.step(7)
    live.edit(lambda experiment: experiment.replace(seed=9))
    assert house.kept(live).iteration == 0


def test_who_looks_keeps_a_run_from_going(house: House, today: list[float]) -> None:
    live = house.runs.create(ELEVEN)
    seen = []
    for seconds in (LOOKS / 2, LOOKS, LOOKS / 2):
        today[0] += seconds
        house.runs.get(live.id)
        house.runs.writer.flush()
        seen.append(house.store._rows[live.id].seen)
    assert seen == [1e9, 1e9 + 1.5 * LOOKS, 1e9 + 1.5 * LOOKS]


def test_what_is_not_kept_is_let_go(house: House) -> None:
    live, viewer = house.runs.create(ELEVEN), Viewer()
    live.display.own.viewers.add(viewer)
    live.step(5)
    live.keeper.lost()
    assert viewer.is_gone and live.id not in house.runs.residents
    assert house.runs.get(live.id) is not live


def test_the_runs_of_a_race_come_to_the_server_of_the_first(house: House) -> None:
    lanes = [house.runs.create(ELEVEN) for _ in range(3)]
    house.runs.leave(lanes[1])
    house.store.elsewhere[lanes[1].id] = Elsewhere(lanes[1].id, "http://other")
    fetched: list[Elsewhere] = []

    def fetch(found: Elsewhere) -> None:
        fetched.append(found)
        del house.store.elsewhere[found.id]

    house.runs.fetch = fetch
    ids = [lane.id for lane in lanes]
    found = house.runs.get_all(ids)
    assert [live.id for live in found] == ids
    assert [(each.id, each.server) for each in fetched] == [(ids[1], "http://other")]
    house.runs.leave(found[0])
    house.store.elsewhere[ids[0]] = Elsewhere(ids[0], "http://other")
    with pytest.raises(Elsewhere):
        house.runs.get_all(ids)


def test_a_run_of_a_later_version_is_left_to_whoever_can_read_it(house: House) -> None:
    live = house.runs.create(ELEVEN)
    house.runs.leave(live)
    house.store.elsewhere[live.id] = Newer()
    with pytest.raises(Newer):
        house.runs.get(live.id)
    assert house.store.given == [live.id]


def test_who_may_be_taken_for_dead_gives_no_run(house: House) -> None:
    live = house.runs.create(ELEVEN)

    def check() -> None:
        raise Unreachable

    house.runs.check = check
    with pytest.raises(Unreachable):
        house.runs.get(live.id)
