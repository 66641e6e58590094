"""The articles' networks over HTTP."""

from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient

from tests.golden import GOLDEN, STATES, TOLERANCE
from tests.webapp.conftest import JSON, Run

SETTINGS = ("inputs", "targets", "hidden", "seed", "learning_rate", "iterations")


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["lesson"])
def test_lessons_hold_the_articles_tables(client: FlaskClient, golden: dict[str, Any]) -> None:
    experiment = Run(client, lesson=golden["lesson"]).get()["experiment"]
    assert {name: experiment[name] for name in SETTINGS} == {
        name: golden[name] for name in SETTINGS
    }


@pytest.mark.parametrize(
    "lesson, golden", STATES, ids=[f"{lesson}-{state['iteration']}" for lesson, state in STATES]
)
def test_states(client: FlaskClient, lesson: str, golden: dict[str, Any]) -> None:
    state = Run(client, lesson=lesson).post("seek", iteration=golden["iteration"])
    assert state["iteration"] == golden["iteration"]
    for kind in ("weights", "layers"):
        for ours, theirs in zip(state[kind], golden[kind], strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=TOLERANCE)
    assert state["error"] == pytest.approx(golden["error"], abs=TOLERANCE)


def test_new_situation(client: FlaskClient) -> None:
    golden = next(each for each in GOLDEN if "new_situation" in each)
    situation = golden["new_situation"]
    run = Run(client, lesson=golden["lesson"])
    run.post("seek", iteration=situation["iteration"])
    answer = run.post("think", inputs=[situation["inputs"]])["layers"][-1][0]
    np.testing.assert_allclose(answer, situation["output"], rtol=0, atol=TOLERANCE)


def test_numbers_keep_the_whole_float64(run: Run) -> None:
    state = run.post("step", iterations=7)
    weights, layers = state["weights"], [np.array(layer) for layer in state["layers"]]
    moved = [
        np.array(before) + layer.T @ np.array(delta)
        for before, layer, delta in zip(weights, layers, state["deltas"], strict=False)
    ]
    after = run.post("step", iterations=1)["weights"]
    for ours, theirs in zip(moved, after, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-14)
    assert run.client.get(run.path, headers=JSON).get_json()["weights"] == after
