"""Who works on studies: beside the server, for everybody alike, leaving nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import LESSONS
from engine.study import Group, Piece, Plan, work
from webapp.studies.hands import SMALL, TINY, Here
from webapp.studies.helper import NICE, ROOT
from webapp.studies.study import Study
from webapp.studies.turns import Turns

PATIENCE = 60.0
XOR = LESSONS["eleven-lines"].experiment
LARGE = Piece(0, XOR, tuple(range(32)), 33_000)


def study(title: str, iterations: int, seeds: int = 100_000) -> Study:
    return Study(title, Plan((Group({}, XOR),), seeds, iterations), title, {})


@pytest.fixture
def here() -> Iterator[Here]:
    here = Here()
    yield here
    here.close()


def helpers_of(pid: int) -> list[int]:
    """The processes that work for this one."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in children for child in file.read_text().split()]


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_two_people_get_the_same_however_large_their_pieces_are() -> None:
    turns, got = Turns(), Counter[str]()
    turns.add(study("long", 50_000), "Ann")
    turns.add(study("short", 2_000), "Bob")
    turns.add(study("short too", 2_000), "Bob")
    for _ in range(20):
        taken = turns.next()
        assert taken
        owner = "Ann" if taken[0].id == "long" else "Bob"
        assert got[owner] <= got["Ann" if owner == "Bob" else "Bob"]
        got[owner] += taken[2].multiplications


def test_who_comes_later_neither_waits_nor_makes_others_wait() -> None:
    turns = Turns()
    turns.add(study("first", 10_000), "Ann")
    for _ in range(40):
        turns.next()
    turns.add(study("second", 10_000), "Bob")
    order = [taken[0].id for _ in range(40) if (taken := turns.next())]
    assert 10 <= order.count("second") <= 39
    assert {*order[-2:]} == {"first", "second"}


def test_a_person_s_studies_alternate_and_those_without_pieces_go() -> None:
    turns = Turns()
    for title in ("one", "two"):
        turns.add(study(title, 10, seeds=40), "Ann")
    order = []
    while taken := turns.next():
        order.append(taken[0].id)
    assert order[:4] == ["one", "two", "one", "two"]
    assert not turns


def test_large_pieces_are_done_beside_the_server_and_come_out_the_same(here: Here) -> None:
    assert LARGE.multiplications > SMALL
    expected, before = work(LARGE), {*helpers_of(os.getpid())}
    assert here.do(LARGE) == expected
    (helper,) = {*helpers_of(os.getpid())} - before
    assert os.getpriority(os.PRIO_PROCESS, helper) == NICE
    assert os.getsid(helper) == os.getsid(0)
    os.kill(helper, signal.SIGKILL)
    assert here.do(LARGE) == expected
    here.close()
    assert {*helpers_of(os.getpid())} == before


def test_servers_of_one_machine_share_its_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(4)))
    assert [Here(servers).width() for servers in (1, 2, 3, 4, 8)] == [4, 2, 1, 1, 1]


def test_a_first_small_piece_waits_for_no_process(here: Here) -> None:
    before = helpers_of(os.getpid())
    tiny, small = (LARGE._replace(iterations=iterations) for iterations in (100, 10_000))
    assert tiny.multiplications <= TINY < small.multiplications <= SMALL
    assert here.do(tiny) == work(tiny)
    assert helpers_of(os.getpid()) == before
    assert here.do(small) == work(small)
    assert len(helpers_of(os.getpid())) == len(before) + 1
    here.close()


_SERVER = """
import sys
from tests.webapp.test_fair_studies import LARGE, Here
Here().do(LARGE._replace(iterations=10_000))
print("ready", flush=True)
Here().do(LARGE._replace(iterations=2**24))
"""


def test_a_killed_server_leaves_no_process_behind() -> None:
    server = subprocess.Popen([sys.executable, "-c", _SERVER], cwd=ROOT, stdout=subprocess.PIPE)
    assert server.stdout and server.stdout.readline() == b"ready\n"
    deadline = time.monotonic() + PATIENCE
    while len(helpers := helpers_of(server.pid)) < 2:
        assert time.monotonic() < deadline
    server.kill()
    server.communicate()
    for helper in helpers:
        wait_until_gone(helper)
