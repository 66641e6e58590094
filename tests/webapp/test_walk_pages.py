"""Walks over HTTP: the list, the way in, each stop's scene, predictions and their answers."""

import html
import json
import re
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine import LESSONS, State
from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.walk_claims import WALKS
from webapp.walks import moments


def scene_of(fragment: str) -> dict[str, Any]:
    """What the page is told to set up."""
    found = re.search(r'data-scene="([^"]*)"', fragment)
    assert found
    scene: dict[str, Any] = json.loads(html.unescape(found[1]))
    return scene


def told(run: Run, **query: str | int) -> str:
    """The fragment of a stop, its scene set as the page's script does it."""
    response = run.client.get(run.path, query_string=query, headers=HTMX)
    assert response.status_code == 200, response.text
    for method, path, values in scene_of(response.text)["commands"]:
        if path == "run":
            path, values = "seek", {"iteration": values["until"]}
        answer = run.client.open(f"{run.path}/{path}", method=method, data=values, headers=HTMX)
        assert answer.status_code == 204, answer.text
    return response.text


def text_of(fragment: str) -> str:
    """What a stop says, as HTML."""
    found = re.search(r'<p id="walk-text">(.*?)</p>', fragment, re.S)
    assert found
    return found[1]


def stands(run: Run, state: State) -> None:
    """The run is where the stop is."""
    now = run.get()
    assert now["iteration"] == state.iteration
    assert now["experiment"]["situations"] == state.experiment.situations.tolist()
    assert now["experiment"]["targets"] == state.experiment.targets.tolist()
    for own, wanted in zip(now["weights"], state.weights, strict=True):
        np.testing.assert_array_equal(own, wanted)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("id", WALKS)
def test_every_stops_scene_can_be_set_from_any_other(
    client: FlaskClient, id: str, backwards: bool
) -> None:
    walk, run = WALKS[id], Run(client, lesson="seven-segment")
    numbers = range(1, len(walk.stops) + 1)
    for number in reversed(numbers) if backwards else numbers:
        stop = walk.stops[number - 1]
        told(run, walk=id, stop=number)
        stands(run, moments.before(walk, stop).state)
        if stop.scene.line:
            lines = run.get("/listing")
            assert stop.scene.line in lines["loop"][lines["line"] - 1]["makes"]
        told(run, walk=id, stop=number, answer="")
        stands(run, moments.after(walk, stop).state)


def shown(fragment: str) -> dict[str, Any]:
    """Where a scene ends up, whatever it takes to get there."""
    return {name: value for name, value in scene_of(fragment).items() if name != "commands"}


def test_every_stop_is_the_same_in_any_order(client: FlaskClient) -> None:
    """All stops of all walks with their answers, in one run, one after any other."""
    stops = [(id, number) for id in WALKS for number in range(1, len(WALKS[id].stops) + 1)]
    Random(1).shuffle(stops)
    run = Run(client, lesson="seven-segment")
    for id, number in stops:
        walk = WALKS[id]
        stop, fresh = walk.stops[number - 1], Run(client, lesson=walk.lesson)
        for answer, moment in (({}, moments.before), ({"answer": ""}, moments.after)):
            query: dict[str, str | int] = {"walk": id, "stop": number, **answer}
            fragment = told(run, **query)
            assert shown(fragment) == shown(told(fresh, **query))
            assert ("walk-reveal" in fragment) == bool(answer)
            stands(run, moment(walk, stop).state)


def test_a_scene_starts_over_only_when_it_must(client: FlaskClient) -> None:
    run = Run(client, lesson="nine-lines")
    seek = [["POST", "seek", {"iteration": 1}]]
    assert scene_of(told(run, walk="nine-lines", stop=6))["commands"] == seek
    assert scene_of(told(run, walk="nine-lines", stop=6))["commands"] == seek
    run.patch(targets=[[1], [1], [1], [1]])
    restart = ["PATCH", "experiment", {"lesson": "nine-lines"}]
    assert scene_of(told(run, walk="nine-lines", stop=6))["commands"] == [restart, *seek]


def test_what_a_scene_chooses(client: FlaskClient) -> None:
    run = Run(client, lesson="two-layers")
    scene = scene_of(told(run, walk="hidden-layer", stop=4, answer="1"))
    assert scene["shape"] == [3, 4, 1]
    assert scene["choose"] == {"example": 0, "layer": 1, "neuron": 2}
    assert scene["explain"] == {"name": "l1_error", "row": 0, "column": 2}
    before = scene_of(told(run, walk="hidden-layer", stop=4))
    assert before["choose"] == {"example": 0, "layer": 1, "neuron": 2}
    assert before["explain"] == {"name": "l1", "row": 0, "column": 2, "form": "both"}
    assert before["commands"][-1] == ["POST", "line", {"lines": 4}]


@pytest.mark.parametrize("id", WALKS)
def test_every_scene_says_all_that_is_chosen_and_explained(client: FlaskClient, id: str) -> None:
    """So that a stop is the same however one came."""
    run = Run(client, lesson=WALKS[id].lesson)
    for number in range(1, len(WALKS[id].stops) + 1):
        for answer in ({}, {"answer": ""}):
            query = {"walk": id, "stop": number, **answer}
            scene = scene_of(run.client.get(run.path, query_string=query, headers=HTMX).text)
            assert set(scene["choose"]) == {"example", "layer", "neuron"}
            assert {"name", "row", "column"} <= set(scene["explain"])


def test_what_gives_the_answer_away_is_covered_until_it_is_predicted(client: FlaskClient) -> None:
    run = Run(client, lesson="nine-lines")
    cover = 'data-covers="situation 1"'
    assert cover in told(run, walk="nine-lines", stop=8)
    assert cover not in told(run, walk="nine-lines", stop=8, answer="0.9")
    assert cover in told(run, walk="nine-lines", stop=8, answer="no number")


@pytest.mark.parametrize(
    ("stop", "answer", "verdict"),
    [
        (1, "1", "Yes: a bit less than a half."),
        (1, "2", "No: a bit less than a half."),
        (5, "0.12", "Yes, close enough: 0.120; you said 0.12."),
        (5, "0,13", "Yes, close enough: 0.120; you said 0.13."),
        (5, "-3", "It is 0.120; you said -3."),
        (5, "", ""),
    ],
)
def test_verdicts(client: FlaskClient, stop: int, answer: str, verdict: str) -> None:
    run = Run(client, lesson="nine-lines")
    fragment = told(run, walk="nine-lines", stop=stop, answer=answer)
    found = re.search(r'id="walk-verdict">(.*?)</p>', fragment, re.S)
    assert "walk-reveal" in fragment
    assert re.sub("<.*?>", "", found[1] if found else "") == verdict


def test_what_is_no_number_is_asked_again(client: FlaskClient) -> None:
    run = Run(client, lesson="nine-lines")
    fragment = told(run, walk="nine-lines", stop=5, answer="<b>many")
    assert "Type a number, such as 0.5." in fragment
    assert 'value="&lt;b&gt;many"' in fragment and "walk-reveal" not in fragment


def test_the_answer_is_not_given_away(client: FlaskClient) -> None:
    run = Run(client, lesson="nine-lines")
    fragment = told(run, walk="nine-lines", stop=3)
    assert "It should be 1" not in fragment and "data-right" not in fragment


def test_live_numbers_say_what_they_follow(client: FlaskClient) -> None:
    run = Run(client, lesson="nine-lines")
    live = (
        '<span class="number" data-form="sum" data-name="l1" data-row="2" data-column="0"'
        ' data-decimals="4">\N{MINUS SIGN}1.1657</span>'
    )
    assert live in text_of(told(run, walk="nine-lines", stop=1))
    assert "data-form" not in text_of(told(run, walk="nine-lines", stop=1, answer=""))


def test_code_in_a_text_is_set_as_code(client: FlaskClient) -> None:
    texts = [
        text_of(told(Run(client, lesson=walk.lesson), walk=id, stop=number))
        for id, walk in WALKS.items()
        for number, stop in enumerate(walk.stops, 1)
        if "`" in stop.text
    ]
    assert texts and all("<code>" in text and "`" not in text for text in texts)


def test_the_page_of_a_run_carries_its_stop(client: FlaskClient) -> None:
    run = Run(client, lesson="nine-lines")
    page = client.get(f"{run.path}?walk=nine-lines&stop=3", headers=BROWSER).text
    assert "How far off?" in page and 'id="pictures"' in page
    assert 'id="walk"' not in client.get(run.path, headers=BROWSER).text


def test_the_list_and_the_walks_as_json(client: FlaskClient) -> None:
    page = client.get("/walks", headers=BROWSER).text
    assert all(f'href="/walks/{id}"' in page for id in WALKS)
    answer = client.get("/walks", headers=JSON).get_json()
    assert [each["id"] for each in answer] == list(WALKS)
    assert [each["stops"] for each in answer] == [len(walk.stops) for walk in WALKS.values()]
    walk = client.get("/walks/why", headers=JSON).get_json()
    assert walk["lesson"] == "two-layers" and len(walk["stops"]) == 7


def test_a_walk_opens_a_fresh_run_of_its_lesson(client: FlaskClient) -> None:
    response = client.get("/walks/hidden-layer?stop=3", headers=BROWSER)
    assert response.status_code == 303
    address = response.headers["Location"]
    assert re.fullmatch(r"/runs/[\w-]+\?walk=hidden-layer&stop=3", address)
    run = client.get(address.split("?")[0], headers=JSON).get_json()
    assert run["lesson"] == "eleven-lines" and run["iteration"] == 0
    before = len(client.application.extensions["runs"].residents)
    assert client.head("/walks/why").status_code == 200
    assert len(client.application.extensions["runs"].residents) == before


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/walks/nobody", "There is no such walk"),
        ("/walks/..%2FREADME", None),
        ("/walks/why?stop=8", "This walk has 7 stops"),
        ("/walks/why?stop=0", "This walk has 7 stops"),
        ("/walks/why?stop=two", "This walk has 7 stops"),
    ],
)
def test_what_is_not_there(client: FlaskClient, address: str, reason: str | None) -> None:
    response = client.get(address, headers=BROWSER)
    assert response.status_code == 404
    assert reason is None or reason in response.text
    run = Run(client, lesson="or")
    query = address.removeprefix("/walks/").replace("?", "&")
    assert client.get(f"{run.path}?walk={query}", headers=BROWSER).status_code == 404


def test_an_unreadable_file_is_named_with_its_fault(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"title": "Mine", "lesson": "or", "stops": []}')
    app.config["WALKS"] = tmp_path
    client = app.test_client()
    page = client.get("/walks", headers=BROWSER).text
    assert "<code>walks/mine.json</code> cannot be read: summary: Field required" in page
    response = client.get("/walks/mine", headers=JSON)
    assert response.status_code == 404 and "summary: Field required" in response.text


def test_lessons_of_walks_exist() -> None:
    assert {walk.lesson for walk in WALKS.values()} <= set(LESSONS)
