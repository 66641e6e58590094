"""Every weight over time, over HTTP: as the run itself has it, and its turns counted one by one."""

import numpy as np
from flask.testing import FlaskClient

from engine import LESSONS, Run
from engine.timeline.turning import turns

JSON = {"Accept": "application/json"}


def test_the_values_are_those_of_the_run(client: FlaskClient) -> None:
    made = client.post("/runs", json={"lesson": "eleven-lines"}, headers=JSON).get_json()
    client.post(f"/runs/{made['id']}/step", json={"iterations": 700}, headers=JSON)
    told = client.get(f"/runs/{made['id']}/weights", headers=JSON).get_json()
    assert told["iteration"][0] == 0 and told["iteration"][-1] == 700
    assert len(told["iteration"]) <= 240
    run = Run(LESSONS["eleven-lines"].experiment)
    for place, iteration in enumerate(told["iteration"]):
        run.seek(iteration)
        for layer, weights in enumerate(run.state().weights):
            assert np.array_equal(told["weights"][layer][place], weights)
    assert told["turns_until"] == 700


def test_a_turn_is_a_fall_after_a_rise() -> None:
    run = Run(LESSONS["eleven-lines"].experiment)
    run.seek(300)
    values = []
    for iteration in range(301):
        values.append(run.timeline.state_at(iteration).weights[0])
    moves = np.sign(np.diff(values, axis=0))
    expected = (moves[1:] * moves[:-1] < 0).sum(axis=0)
    assert np.array_equal(turns(run.timeline, 300)[0], expected)
    assert expected.sum() > 0
