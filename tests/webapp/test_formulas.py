"""Other formulas through the addresses of the contract."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings

import engine
from tests.engine.used import execute, runs
from tests.webapp.conftest import JSON, Run
from webapp.files.notebook import notebook

MOMENTUM = {"optimizer": "momentum", "bias": True, "activations": ["tanh", "sigmoid"]}


def faults(client: FlaskClient, run: Run, **fields: Any) -> dict[str, str]:
    """The fields that are refused, and why."""
    response = client.patch(f"{run.path}/experiment", json=fields, headers=JSON)
    assert response.status_code == 422, response.text
    return {each["field"]: each["message"] for each in response.get_json()["errors"]}


def test_formulas_are_told_once_they_are_not_the_articles(run: Run) -> None:
    assert "optimizer" not in run.get()["experiment"] and "biases" not in run.get()
    experiment = run.patch(optimizer="adam")["experiment"]
    assert experiment["activations"] == ["sigmoid", "sigmoid"]
    named = ("loss", "optimizer", "momentum", "weight_decay", "bias")
    assert [experiment[name] for name in named] == ["squared", "adam", 0.9, 0, False]
    run.post("step", iterations=5)
    run.patch(optimizer="descent")
    saved = run.get("/experiment.json")
    assert saved["edits"][-1]["experiment"] == {"optimizer": "descent"}


def test_activations_and_bias_make_a_new_network_and_the_others_keep_it(run: Run) -> None:
    run.post("step", iterations=20)
    for fields in ({"optimizer": "adam"}, {"loss": "cross-entropy"}, {"weight_decay": 0.001}):
        assert run.patch(**fields)["iteration"] == 20
    assert run.patch(bias=True)["iteration"] == 0
    state = run.post("step", iterations=3)
    assert [np.shape(table) for table in state["biases"]] == [(1, 4), (1, 1)]
    assert run.patch(activations=["relu", "sigmoid"])["iteration"] == 0


def test_the_listing_leads_to_weights_and_biases(run: Run) -> None:
    run.patch(**MOMENTUM)
    run.post("step", iterations=30)
    run.patch(optimizer="adam", learning_rate=0.01)
    state = run.post("step", iterations=10)
    variables: dict[str, Any] = {"np": np}
    listing = run.get("/listing")
    for source in listing["before"]:
        execute(source, variables)
    for _ in range(40):
        for line in listing["loop"]:
            execute(line["source"], variables)
    for k in (0, 1):
        np.testing.assert_allclose(variables[f"syn{k}"], state["weights"][k], atol=1e-9)
        np.testing.assert_allclose(variables[f"b{k}"], state["biases"][k], atol=1e-9)
    for name, value in listing["scope"].items():
        np.testing.assert_allclose(variables[name], value, atol=1e-9, err_msg=name)
    assert variables["t"] == 10


def test_line_by_line_over_an_iteration_is_a_step(run: Run) -> None:
    run.patch(**MOMENTUM)
    stepped = run.post("step", iterations=1)
    run.post("reset")
    lines = len(run.get("/listing")["loop"])
    for _ in range(lines):
        run.post("line", lines=1)
    assert run.get()["weights"] == stepped["weights"]
    run.post("line", lines=-1)
    assert run.get("/listing")["line"] == lines


def test_back_and_seek_and_undo_are_exact(run: Run) -> None:
    run.patch(**MOMENTUM)
    states = [run.post("seek", iteration=at) for at in (7, 400, 7, 0, 400)]
    assert states[0]["weights"] == states[2]["weights"]
    assert states[1]["biases"] == states[4]["biases"]
    run.patch(optimizer="rmsprop")
    assert run.post("undo")["experiment"]["optimizer"] == "momentum"
    assert run.post("step", iterations=1)["iteration"] == 401


def test_an_experiment_taken_along_opens_the_same_run(client: FlaskClient, run: Run) -> None:
    run.patch(**MOMENTUM)
    run.post("step", iterations=25)
    run.patch(loss="cross-entropy")
    state = run.post("step", iterations=25)
    saved = client.get(f"{run.path}/experiment.json").get_json()
    again = Run(client, **saved)
    assert again.get()["weights"] == state["weights"]
    assert again.get()["experiment"] == state["experiment"]


@settings(max_examples=3)
@given(used=runs())
def test_notebooks_of_random_runs_with_edits(used: engine.Run) -> None:
    plt.switch_backend("template")
    state, variables = used.state(), dict[str, Any]()
    for cell in notebook("A run", "", used.timeline, state)["cells"]:
        if cell["cell_type"] == "code":
            execute(cell["source"], variables)
            plt.close("all")
    if state.iteration:
        for k, table in enumerate(state.weights):
            np.testing.assert_allclose(variables[f"syn{k}"], table, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    "fields", [MOMENTUM, {"optimizer": "adam", "activations": ["relu", "linear"]}]
)
def test_the_notebook_executes(run: Run, fields: dict[str, Any]) -> None:
    plt.switch_backend("Agg")
    run.patch(learning_rate=0.05, **fields)
    run.post("step", iterations=7)
    run.patch(optimizer="rmsprop")
    variables: dict[str, Any] = {}
    state = run.post("step", iterations=7)
    for cell in run.get("/notebook.ipynb")["cells"]:
        if cell["cell_type"] == "code":
            execute(cell["source"], variables)
            plt.close("all")
    for k in (0, 1):
        np.testing.assert_allclose(variables[f"syn{k}"], state["weights"][k], atol=1e-9)


def test_a_choice_shows_the_lines_that_go_and_come(client: FlaskClient, run: Run) -> None:
    def shown(query: str) -> str:
        return client.get(f"{run.path}/formulas?{query}").text

    assert "data-same" in shown("optimizer=descent")
    text = shown("optimizer=momentum&weight_decay=0")
    assert "The weights and the iteration stay" in text
    assert text.count("<del>") == 2 and text.count("<ins>") == 7
    assert "v1 = momentum * v1 + l1.T @ l2_delta" in text
    assert "begins at iteration 0" in shown("activations.0=tanh&activations.1=sigmoid")
    refused = shown("loss=cross-entropy&activations.0=tanh&activations.1=linear")
    assert "data-fault" in refused and "goes with sigmoid in the last layer" in refused


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"activations": ["tanh"]}, "activations", "must be 2, one for each layer"),
        ({"activations": ["sin", "sigmoid"]}, "activations.0", "sigmoid, tanh, relu, linear"),
        ({"activations": "tanh"}, "activations", "sigmoid, tanh, relu, linear"),
        ({"loss": "absolute"}, "loss", "must be one of squared, cross-entropy"),
        ({"optimizer": "newton"}, "optimizer", "must be one of descent, momentum"),
        ({"momentum": 0.5}, "momentum", "goes with the optimizer momentum"),
        ({"optimizer": "momentum", "momentum": 1}, "momentum", "below 1"),
        ({"weight_decay": -1}, "weight_decay", "from 0 on"),
        ({"bias": 1}, "bias", "true or false"),
        (
            {"loss": "cross-entropy", "activations": ["sigmoid", "linear"]},
            "loss",
            "goes with sigmoid in the last layer",
        ),
        ({"targets": [[2], [0], [0], [1]]}, "targets.0.0", "between 0 and 1"),
    ],
)
def test_what_does_not_go_together_is_refused(
    client: FlaskClient, run: Run, fields: dict[str, Any], field: str, words: str
) -> None:
    found = faults(client, run, **fields)
    assert words in found[field]


def test_targets_lie_within_what_the_last_layer_can_answer(client: FlaskClient, run: Run) -> None:
    run.patch(activations=["sigmoid", "tanh"], targets=[[-1], [0], [0], [1]])
    assert "targets.0.0" in faults(client, run, targets=[[-1.5], [0], [0], [1]])
    assert "activations" in faults(client, run, activations=["sigmoid", "sigmoid"])
    run.patch(activations=["sigmoid", "linear"], targets=[[-1e6], [0], [0], [1e6]])
    assert "targets.3.0" in faults(client, run, targets=[[0], [0], [0], [1e7]])
    assert "loss" in faults(client, run, loss="cross-entropy")


@pytest.mark.parametrize("fields", [MOMENTUM, {"optimizer": "adam"}, {"weight_decay": 0.01}])
def test_every_address_answers(client: FlaskClient, run: Run, fields: dict[str, Any]) -> None:
    run.patch(**fields)
    run.post("step", iterations=12)
    for part in ("", "/listing", "/history", "/proof", "/why", "/script.py", "/notebook.ipynb"):
        for accepted in ("application/json", "text/html"):
            response = client.get(run.path + part, headers={"Accept": accepted})
            assert response.status_code == 200, (part, accepted)
    assert run.get("/proof")["agrees"]
