"""Studies in a real cluster of two workers, one of which is killed on the way."""

import os
import signal
import time
from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from engine import LESSONS
from engine.study import Group, Outcome, Plan, outcomes
from webapp.live.viewers import Viewer
from webapp.studies.hands import AHEAD, Cluster
from webapp.studies.shelf import Shelf
from webapp.studies.study import Study
from webapp.studies.workers import Workers

PATIENCE = 60.0
EXPERIMENT = LESSONS["eleven-lines"].experiment
PLAN = Plan((Group({}, EXPERIMENT),), seeds=2_000, iterations=5_000)
NOBODY = "tcp://127.0.0.1:9"


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster


def wait_until(study: Study, done: int) -> None:
    """Until so many starts are known; each change wakes a viewer."""
    viewer = Viewer()
    study.viewers.add(viewer)
    while study.done < done:
        assert viewer.sleep(PATIENCE)


@pytest.fixture(scope="module")
def here() -> list[Outcome]:
    return sorted(outcomes(EXPERIMENT, range(PLAN.seeds), PLAN.iterations))


def test_a_killed_worker_loses_nothing_and_nothing_comes_twice(
    cluster: LocalCluster, here: list[Outcome]
) -> None:
    hands = Cluster(cluster.scheduler_address)
    deadline = time.monotonic() + PATIENCE
    while hands.width() != AHEAD * 2:
        assert time.monotonic() < deadline
    shelf = Shelf(Workers(hands))
    try:
        study = shelf.open(PLAN, "", {}, "")
        wait_until(study, 200)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        wait_until(study, PLAN.seeds)
    finally:
        shelf.close()
    found = study.outcomes(0)
    assert [outcome.seed for outcome in found] == list(PLAN.order)
    assert sorted(found) == here


def test_without_a_cluster_at_its_address_this_machine_does_the_work() -> None:
    plan = Plan(PLAN.groups, seeds=100, iterations=PLAN.iterations)
    shelf = Shelf(Workers(Cluster(NOBODY)))
    try:
        study = shelf.open(plan, "", {}, "")
        wait_until(study, plan.seeds)
        expected = outcomes(EXPERIMENT, range(plan.seeds), plan.iterations)
        assert sorted(study.outcomes(0)) == sorted(expected)
    finally:
        shelf.close()
