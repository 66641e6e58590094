"""Races: runs that are moved together are, each by itself, what they would be alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine import LESSONS, Experiment
from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.test_clock import HEAVY, Hands
from webapp import close_app, create_app
from webapp.live.broadcast import PERIOD
from webapp.live.fair_lock import FairLock
from webapp.live.race import Race
from webapp.outgoing.ways import ways

MOMENTUM = {"optimizer": "momentum"}
ADAM = {"optimizer": "adam", "learning_rate": 0.05}
TANH = {"activations": ["tanh", "sigmoid"]}
ELEVEN = LESSONS["eleven-lines"].experiment
NUMBERS = ("iteration", "weights", "layers", "errors", "deltas", "error", "memory")


class Track:
    """A race, commanded by JSON."""

    def __init__(self, client: FlaskClient, run: Run, **experiment: Any) -> None:
        self.client = client
        body = {"run": run.id, "experiment": experiment or MOMENTUM}
        self._enter(client.post("/races", json=body, headers=JSON))

    def _enter(self, created: TestResponse) -> None:
        assert created.status_code == 201, created.text
        self.path = created.headers["Location"]

    def asked(self, part: str, **body: Any) -> TestResponse:
        return self.client.post(f"{self.path}/{part}", json=body, headers=JSON)

    def add(self, **experiment: Any) -> None:
        self._enter(self.asked("lanes", experiment=experiment))

    def post(self, command: str, **body: Any) -> dict[str, Any]:
        answer = self.asked(command, **body)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.get_json()
        return told

    def get(self) -> dict[str, Any]:
        told: dict[str, Any] = self.client.get(self.path, headers=JSON).get_json()
        return told


def places(told: Mapping[str, Any]) -> list[int]:
    """Where each lane stands."""
    return [lane["iteration"] for lane in told["lanes"]]


def numbers(state: Mapping[str, Any]) -> dict[str, Any]:
    return {name: state.get(name) for name in NUMBERS}


def test_each_lane_has_the_bytes_of_a_single_run(client: FlaskClient, run: Run) -> None:
    race = Track(client, run)
    race.add(**ADAM)
    race.add(**TANH)
    singles = [Run(client) for _ in range(4)]
    for single, fields in zip(singles[1:], (MOMENTUM, ADAM, TANH), strict=True):
        single.patch(**fields)
    for command, body in (("step", {"iterations": 321}), ("back", {}), ("seek", {"iteration": 7})):
        told = race.post(command, **body)
        for lane, single in zip(told["lanes"], singles, strict=True):
            assert numbers(lane) == numbers(single.post(command, **body))
    assert told["iteration"] == 7
    assert places(race.post("reset")) == [0, 0, 0, 0]


def test_the_way_of_a_run_is_raced_with_its_edits_and_stays_as_it_is(
    client: FlaskClient, run: Run
) -> None:
    run.post("step", iterations=50)
    run.patch("weights", **{"layer": 0, "from": 0, "to": 1, "value": -0.5})
    run.post("step", iterations=50)
    run.patch(learning_rate=0.5)
    now = run.post("step", iterations=20)
    race = Track(client, run, loss="cross-entropy")
    assert places(race.get()) == [0, 0]
    first, second = race.post("seek", iteration=120)["lanes"]
    assert numbers(first) == numbers(now)
    assert first["experiment"]["learning_rate"] == second["experiment"]["learning_rate"] == 0.5
    assert second["experiment"]["loss"] == "cross-entropy" and second["error"] < first["error"]
    assert run.get() == now


def test_another_shape_goes_without_the_weights_that_were_set(
    client: FlaskClient, run: Run
) -> None:
    run.patch("weights", **{"layer": 0, "from": 0, "to": 3, "value": -0.5})
    told = Track(client, run, hidden=[2]).post("step")
    assert [len(lane["weights"][1]) for lane in told["lanes"]] == [4, 2]


@pytest.mark.parametrize(
    ("other", "speed", "until"),
    [
        (ELEVEN, 500, 1_000),
        (ELEVEN, "accelerating", 5_000),
        (ELEVEN, "fastest", 500_000),
        (HEAVY, "fastest", 12),
    ],
)
def test_runs_that_play_together_are_never_apart(other: Experiment, speed: Any, until: int) -> None:
    hands = Hands()
    lanes = [hands.run(experiment) for experiment in (ELEVEN, other, ELEVEN)]
    trails: list[list[int]] = [[0], [0], [0]]
    Race(lanes, FairLock(), hands.clock.now).play(speed, until)
    while any(lane.is_playing for lane in lanes):
        hands.pass_time(PERIOD, grinds=0)
        for _ in lanes:
            hands.clock.grind()
            for trail, lane in zip(trails, lanes, strict=True):
                if (at := lane.snapshot().iteration) != trail[-1]:
                    trail.append(at)
    assert trails[0] == trails[1] == trails[2]
    assert trails[0][-1] == until and len(trails[0]) > 2


def test_another_speed_leads_to_the_same_end() -> None:
    hands = Hands()
    lanes = [hands.run(), hands.run()]
    race = Race(lanes, FairLock(), hands.clock.now)
    race.play(20, 500)
    hands.pass_time(1)
    race.play("fastest", None)
    hands.pass_time(1)
    assert [lane.snapshot().iteration for lane in lanes] == [500, 500]


def test_pause_leaves_all_at_one_iteration() -> None:
    hands = Hands()
    lanes = [hands.run(), hands.run(HEAVY)]
    race = Race(lanes, FairLock(), hands.clock.now)
    race.play("fastest", 100_000)
    hands.clock.tick()
    hands.clock.grind()  # the turn of one of them
    race.pause()
    here = [lane.snapshot().iteration for lane in lanes]
    assert here[0] == here[1] > 0
    assert not any(lane.is_playing for lane in lanes)


def test_who_is_stopped_by_itself_holds_up_nobody() -> None:
    hands = Hands()
    lanes = [hands.run(), hands.run()]
    Race(lanes, FairLock(), hands.clock.now).play(20, None)
    hands.pass_time(1)
    lanes[1].pause()
    stood = lanes[1].snapshot().iteration
    hands.pass_time(1)
    assert lanes[0].snapshot().iteration > stood == lanes[1].snapshot().iteration


def test_where_the_numbers_end_a_lane_stays_and_the_others_go_on(client: FlaskClient) -> None:
    steep = {"activations": ["linear", "linear"], "learning_rate": 10, "hidden": [2]}
    run = Run(client, experiment={"inputs": [[5]], "targets": [[1]], **steep})
    race = Track(client, run, learning_rate=0.001)
    told = race.post("seek", iteration=60)
    end = told["lanes"][0]["iteration"]
    assert 0 < end < 60 and places(told) == [end, 60]
    assert [lane["status"] for lane in told["lanes"]] == ["diverged", "paused"]
    assert (told["iteration"], told["status"]) == (60, "paused")
    assert places(race.post("step")) == [end, 61]
    race.post("run", speed="fastest", until=500)
    while race.get()["status"] == "running":
        pass
    assert places(race.get()) == [end, 500]
    assert places(race.post("seek", iteration=end - 1)) == [end - 1, end - 1]


def test_a_race_outlives_the_server(tmp_path: Path) -> None:
    told = []
    path = visitor = ""
    for _ in range(2):
        app = create_app({"TESTING": True, "DATA": tmp_path})
        client = app.test_client()
        if not path:
            race = Track(client, Run(client))
            race.post("step", iterations=30)
            path, cookie = race.path, client.get_cookie("visitor")
            visitor = cookie.value if cookie else ""
        client.set_cookie("visitor", visitor)
        told.append(client.get(path, headers=JSON).get_json())
        client.post(f"{path}/step", headers=JSON)
        client.post(f"{path}/back", headers=JSON)
        assert f'href="{path}"' in client.get("/runs", headers=BROWSER).text
        close_app(app)
    assert told[0] == told[1] and told[0]["iteration"] == 30


def test_a_page_and_a_form_do_the_same(client: FlaskClient, run: Run) -> None:
    form = {"run": run.id, "optimizer": "adam", "learning_rate": "0.01", "bias": "false"}
    made = client.post("/races", data=form, headers=BROWSER)
    path = made.headers["Location"]
    assert made.status_code == 303
    assert client.post(f"{path}/step", data={"iterations": "5"}, headers=HTMX).status_code == 204
    stepped = client.post(f"{path}/step", headers=BROWSER)
    assert (stepped.status_code, stepped.headers["Location"]) == (303, path)
    page = client.get(path, headers=BROWSER).text
    assert "Plain descent, learning rate 1" in page and "Adam, learning rate 0.01" in page
    assert '<output id="iteration"' in page and ">6</output>" in page
    assert "data-same" in client.get(f"{path}/formulas?optimizer=descent").text
    assert "<ins>" in client.get(f"{path}/formulas?optimizer=momentum").text
    longer = client.post(f"{path}/lanes", data={"loss": "cross-entropy"}, headers=BROWSER)
    assert places(client.get(longer.headers["Location"], headers=JSON).get_json()) == [6, 6, 6]


@pytest.mark.parametrize(
    ("experiment", "field"),
    [
        ({}, "experiment"),
        ({"optimizer": "descent"}, "experiment"),
        ({"optimizer": "newton"}, "optimizer"),
        ({"inputs": [[1]]}, "inputs"),
        ({"seed": 2}, "seed"),
    ],
)
def test_what_is_no_other_way_is_refused(
    client: FlaskClient, run: Run, experiment: dict[str, Any], field: str
) -> None:
    answer = client.post("/races", json={"run": run.id, "experiment": experiment}, headers=JSON)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.get_json()["errors"]] == [field]


def test_there_is_room_for_four(client: FlaskClient, run: Run) -> None:
    race = Track(client, run)
    race.add(**ADAM)
    assert race.asked("lanes", experiment=ADAM).status_code == 422
    race.add(**TANH)
    assert race.asked("lanes", experiment={"loss": "cross-entropy"}).status_code == 409
    lanes = race.path.removeprefix("/races/").split(".")
    for ids in (lanes[0], f"{lanes[0]}.{lanes[0]}", f"{lanes[0]}.nobody", ".", "a.b.c.d.e"):
        assert client.get(f"/races/{ids}", headers=JSON).status_code == 404
    two = client.get(f"/races/{lanes[2]}.{lanes[0]}", headers=JSON).get_json()
    assert [lane["name"] for lane in two["lanes"]] == [
        "Adam, learning rate 0.05",
        "Plain descent, learning rate 1",
    ]


def test_until_must_be_ahead(client: FlaskClient, run: Run) -> None:
    race = Track(client, run)
    race.post("step", iterations=10)
    assert race.asked("run", until=10).status_code == 422
    assert race.asked("run", error_below=0.1).status_code == 422
    assert places(race.get()) == [10, 10]


def test_names_say_what_is_different() -> None:
    momentum = ELEVEN.replace(optimizer="momentum")
    assert ways([ELEVEN, momentum]) == ["Plain descent", "Momentum 0.9"]
    assert ways([momentum, momentum.replace(momentum=0.5)]) == ["Momentum 0.9", "Momentum 0.5"]
    assert ways([ELEVEN, ELEVEN.replace(weight_decay=0.001), ELEVEN.replace(bias=True)]) == [
        "No weight decay, no biases",
        "Weight decay 0.001",
        "Biases",
    ]
    assert ways([ELEVEN, ELEVEN.replace(activations=("tanh", "sigmoid"))]) == [
        "Sigmoid",
        "Tanh then sigmoid",
    ]
    assert ways([ELEVEN, ELEVEN.replace(hidden=(2, 3)), ELEVEN.replace(hidden=())]) == [
        "4 hidden neurons",
        "Hidden layers of 2-3",
        "No hidden layer",
    ]
    assert ways([ELEVEN, ELEVEN]) == ["The same", "The same (2)"]
