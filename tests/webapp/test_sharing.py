"""A link carries the whole run: opened anywhere it is the same run, to the last bit."""

import re
import time
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.files.links import packed, unpacked
from webapp.incoming.faults import Invalid

JSON = {"Accept": "application/json"}


@pytest.fixture
def run(client: FlaskClient) -> str:
    made = client.post("/runs", json={"lesson": "eleven-lines"}, headers=JSON).get_json()
    return f"/runs/{made['id']}"


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(
        one[name] == other[name]
        for name in ("lesson", "experiment", "iteration", "weights", "layers")
    )


def test_a_link_opens_the_same_run(client: FlaskClient, run: str) -> None:
    client.patch(f"{run}/experiment", json={"hidden": [3]}, headers=JSON)
    client.post(f"{run}/step", json={"iterations": 137}, headers=JSON)
    client.patch(f"{run}/experiment", json={"targets": [[1], [1], [1], [0]]}, headers=JSON)
    weight = {"layer": 0, "from": 2, "to": 1, "value": -0.5}
    client.patch(f"{run}/weights", json=weight, headers=JSON)
    state = client.post(f"{run}/step", json={"iterations": 50}, headers=JSON).get_json()
    link = client.get(f"{run}/link").get_json()["link"]
    assert _same(client.get(link, headers=JSON).get_json(), state)


def test_a_link_to_a_small_table_is_short_and_knows_its_lesson(
    client: FlaskClient, run: str
) -> None:
    link = client.get(f"{run}/link").get_json()["link"]
    assert len(link) < 250
    assert client.get(link, headers=JSON).get_json()["lesson"] == "eleven-lines"
    assert client.get(link).status_code == 303


def test_a_large_run_travels_behind_the_hash_and_comes_as_a_form(client: FlaskClient) -> None:
    table = [[(i * j * 7919 % 1000) / 1000 for j in range(1, 31)] for i in range(200)]
    experiment = {"inputs": table, "targets": [[i % 2] for i in range(200)]}
    state = client.post("/runs", json={"experiment": experiment}, headers=JSON).get_json()
    link = client.get(f"/runs/{state['id']}/link").get_json()["link"]
    path, text = link.split("#run=")
    assert path == "/open" and b"unpack" in client.get(path).data
    opened = client.post(path, data={"run": text}, headers=JSON).get_json()
    assert _same(opened, state)


def test_an_embedded_page_shows_its_panels_and_may_stand_in_a_frame(client: FlaskClient) -> None:
    page = client.get("/embed?lesson=xor-one-neuron&panels=network,sigmoid")
    assert re.search(rb'<body[^>]* data-panels="network sigmoid"', page.data)
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in client.get("/lessons").headers["Content-Security-Policy"]


def test_a_projector_shows_a_panel_or_two(client: FlaskClient) -> None:
    run = client.post("/runs", json={"lesson": "and"}, headers=JSON).headers["Location"]
    for query, panels in (("", "plane descent"), ("&panels=network,code", "network code")):
        page = client.get(f"{run}?view=projector{query}", headers={"Accept": "text/html"}).text
        assert re.search(rf'<body[^>]* data-panels="{panels}" data-view="projector"', page)
    assert client.get(f"{run}?view=large", headers={"Accept": "text/html"}).status_code == 422


@pytest.mark.parametrize(
    "address", ["/open?run=abc", "/embed?run=%00", "/embed?panels=x&lesson=and"]
)
def test_a_damaged_link_is_told_in_words(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers=JSON)
    assert answer.status_code == 422
    assert answer.get_json()["errors"]


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        assert isinstance(unpacked(text), dict)
    except Invalid as refused:
        assert refused.faults[0].field == "run"


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.text(max_size=5), st.lists(st.floats(allow_nan=False, allow_infinity=False)))
)
def test_what_is_packed_comes_out_again(run: dict[str, Any]) -> None:
    assert unpacked(packed(run)) == run


@pytest.mark.parametrize("address", ["/open", "/embed"])
def test_a_long_way_is_gone_in_sight_and_can_be_broken_off(
    client: FlaskClient, address: str
) -> None:
    """The answer comes first, however far the run of the link is."""
    experiment = {"inputs": [[0.5] * 64] * 500, "targets": [[0.5]] * 500, "hidden": [64, 64]}
    run = packed({"experiment": experiment, "edits": [], "iteration": 1_000_000_000})
    began = time.monotonic()
    answer = client.get(f"{address}?run={run}", headers={"Accept": "text/html"})
    assert time.monotonic() - began < 10
    path = answer.location or re.search(r'data-run="([^"]+)"', answer.text)[1]
    state = client.get(path, headers=JSON).get_json()
    assert state["status"] == "running" and state["iteration"] < 1_000_000_000
    paused = client.post(f"{path}/pause", headers=JSON).get_json()
    assert paused["status"] == "paused" and paused["iteration"] >= state["iteration"]
