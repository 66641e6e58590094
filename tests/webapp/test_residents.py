"""Runs leave memory the longest unused first, and only those that nobody would miss."""

from collections.abc import Iterator

import pytest

from tests.webapp.house import House
from tests.webapp.test_clock import ELEVEN
from webapp.live.errors import Full
from webapp.live.live_run import LiveRun
from webapp.live.residents import Residents
from webapp.live.runs import TRIMS
from webapp.live.viewers import Viewer

LARGE = ELEVEN.replace(inputs=[[0.5] * 8] * 200, targets=[[0.5]] * 200, hidden=(16,))


def runs(*names: str) -> list[LiveRun]:
    return [LiveRun(name, ELEVEN, view=f"view of {name}") for name in names]


def names(residents: Residents) -> str:
    """Who is there, the longest unused first."""
    return "".join(live.id for live in residents.all())


def watch(live: LiveRun) -> Viewer:
    live.display.watched.viewers.add(viewer := Viewer())
    return viewer


def test_the_longest_unused_leaves_for_a_new_one() -> None:
    residents = Residents(3)
    a, b, c, d = runs(*"abcd")
    for live in (a, b, c):
        residents.hold(live)
    assert residents.get("a") is a and residents.peek("b") is b and residents.get("z") is None
    residents.hold(d)
    assert names(residents) == "cad" and len(residents) == 3
    assert "a" in residents and "b" not in residents
    assert residents.watched("view of c") is c and residents.watched("view of b") is None


def test_who_is_still_in_somebodys_hands_comes_back_as_the_same_run() -> None:
    residents = Residents(1)
    a, b = runs(*"ab")
    residents.hold(a)
    residents.hold(b)
    assert names(residents) == "b" and residents.peek("a") is a
    assert names(residents) == "b", "to look is no use"
    assert residents.get("a") is a and names(residents) == "ba"
    residents.drop(a)
    assert names(residents) == "b" and residents.peek("a") is None and residents.get("a") is None


def test_one_that_was_let_go_lets_its_successor_be() -> None:
    residents = Residents(2)
    (old,), (new,) = runs("a"), runs("a")
    residents.hold(old)
    residents.drop(old)
    residents.hold(new)
    residents.drop(old)
    assert residents.get("a") is new


def test_where_all_are_in_use_there_is_no_place() -> None:
    residents = Residents(2)
    a, b, c = runs(*"abc")
    residents.hold(a)
    residents.hold(b)
    viewer = watch(a)
    b.play(1, None)
    with pytest.raises(Full) as full:
        residents.hold(c)
    assert str(full.value) == "All runs of this server are in use."
    assert names(residents) == "ab"
    a.display.watched.viewers.remove(viewer)
    residents.hold(c)
    assert names(residents) == "bc"


def test_what_they_take_is_counted_and_kept_within_the_budget() -> None:
    size = LiveRun("x", LARGE).nbytes
    residents = Residents(10, round(2.5 * size))
    a, b, c = (LiveRun(name, LARGE) for name in "abc")
    residents.hold(a)
    residents.hold(b)
    assert residents.nbytes == a.nbytes + b.nbytes == 2 * size
    viewers = [watch(a), watch(b)]
    with pytest.raises(Full) as full:
        residents.hold(c)
    assert str(full.value) == "The runs in use take all the memory that this server has for them."
    a.display.watched.viewers.remove(viewers[0])
    residents.hold(c)
    assert names(residents) == "bc" and residents.nbytes == 2 * size
    residents.drop(b)
    assert residents.nbytes == size


def test_one_alone_may_be_larger_than_the_budget() -> None:
    residents = Residents(10, 1)
    (live,) = runs("a")
    residents.hold(live)
    assert names(residents) == "a"


def test_of_those_in_use_the_largest_lets_go_of_what_it_can_compute_again() -> None:
    small, large = LiveRun("s", LARGE), LiveRun("l", LARGE)
    residents = Residents(10, 10**9)
    for live, times in ((small, 2), (large, 20)):
        residents.hold(live)
        watch(live)
        for _ in range(times):
            live.step(200)
            live.edit(lambda experiment: experiment.replace(learning_rate=0.9))
            live.edit(lambda experiment: experiment.replace(learning_rate=1.0))
    before, state = small.nbytes, large.snapshot().error
    residents._budget = small.nbytes + large.nbytes - 1
    residents.trim()
    assert small.nbytes == before, "that was enough"
    assert residents.nbytes < before + large.nbytes + 1
    assert names(residents) == "sl" and large.snapshot().error == state


@pytest.fixture
def house() -> Iterator[House]:
    house = House(budget=1)
    yield house
    house.runs.close()


def test_one_looks_for_the_memory_no_oftener_than_twice_a_second(house: House) -> None:
    looks: list[float] = []
    house.runs.residents.trim = lambda: looks.append(house.time)  # type: ignore[method-assign]
    due = house.time
    while house.time < 103:
        due = house.clock.beat(due)
        live = house.runs.residents.all() or [house.runs.create(ELEVEN)]
        house.runs.get(live[0].id)
        house.time = due
    apart = [later - former for former, later in zip(looks, looks[1:], strict=False)]
    assert 5 <= len(looks) <= 6 and min(apart) > TRIMS
