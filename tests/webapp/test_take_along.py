"""The files of a run hold its numbers."""

import ast
import codecs
import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from flask.testing import FlaskClient
from nbclient import NotebookClient

from engine import Edit, Experiment, Timeline
from engine.timeline.history import sampled
from tests.engine.test_script import printed
from tests.webapp.conftest import Run
from webapp.files import histories


@pytest.fixture
def edited(run: Run) -> Run:
    """A run with edits of every kind behind it and one ahead."""
    run.patch("weights", **{"layer": 0, "from": 2, "to": 1, "value": -0.5})
    run.post("seek", iteration=20)
    run.patch(targets=[[1], [1], [1], [0]])
    run.post("seek", iteration=40)
    run.patch(learning_rate=0.25, situations=[[1, 1, 0], [0, 0, 0]])
    run.post("seek", iteration=50)
    run.patch(learning_rate=4)
    run.post("seek", iteration=45)
    return run


@pytest.mark.parametrize("dialect", ["numpy", "functions"])
def test_the_script_prints_what_the_page_shows(edited: Run, dialect: str) -> None:
    state = edited.get()
    response = edited.client.get(f"{edited.path}/script.py?dialect={dialect}")
    assert response.headers["Content-Disposition"] == 'attachment; filename="eleven-lines-45.py"'
    [found] = printed([response.text])
    np.testing.assert_allclose(found["syn0"], state["weights"][0], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found["syn1"], state["weights"][1], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found["answers"], state["layers"][-1], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found["new situations"], state["answers"], rtol=0, atol=1e-9)
    assert found["mean error"] == pytest.approx(state["error"], abs=1e-9)


def test_the_script_with_pytorch_is_of_this_run(edited: Run) -> None:
    response = edited.client.get(f"{edited.path}/script-torch.py")
    disposition = response.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="torch-eleven-lines-45.py"'
    lines = response.text.splitlines()
    assert [line for line in lines if line.startswith("train(")] == [
        "train(20)",
        "train(20)",
        "train(5)",
    ]
    assert "y[3, 0]" not in response.text and "    syn0[2, 1] = -0.5" in lines
    ast.parse(response.text)


def test_the_notebook_executes_and_prints_it_too(
    edited: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    response = edited.client.get(edited.path + "/notebook.ipynb")
    assert response.headers["Content-Disposition"] == 'attachment; filename="eleven-lines-45.ipynb"'
    notebook = nbformat.reads(response.text, as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(pictures) == len(codes) - 1
    texts = "".join(output.text for output in outputs if output.output_type == "stream")
    syn0 = next(line for line in texts.splitlines() if line.startswith("syn0 = "))
    weights = edited.get()["weights"][0]
    np.testing.assert_allclose(json.loads(syn0[7:]), weights, rtol=0, atol=1e-9)


@pytest.mark.parametrize("hidden", [[], [3], [2, 3, 4, 3, 2, 3]])
def test_notebooks_of_any_shape_are_valid(client: FlaskClient, hidden: list[int]) -> None:
    run = Run(client, experiment={"inputs": [[1, 2]], "targets": [[0]], "hidden": hidden})
    text = run.client.get(run.path + "/notebook.ipynb").text
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    sources = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    variables: dict[str, Any] = {}
    plt.switch_backend("template")
    exec(sources, variables)
    plt.close("all")
    assert len(variables["errors"]) == 10_000


def rows(run: Run) -> list[list[str]]:
    response = run.client.get(run.path + "/history.csv")
    assert response.mimetype == "text/csv"
    return list(csv.reader(response.text.splitlines()))


def test_the_history_has_every_weight(edited: Run) -> None:
    header, *lines = rows(edited)
    assert header[:4] == ["iteration", "error", "syn0[0][0]", "syn0[0][1]"]
    assert len(header) == 2 + 3 * 4 + 4
    assert [int(line[0]) for line in lines] == list(range(46))
    for at in (0, 19, 20, 40, 45):
        state = edited.post("seek", iteration=at)
        numbers = [state["error"], *np.concatenate([np.ravel(w) for w in state["weights"]])]
        assert [float(text) for text in lines[at][1:]] == numbers


def test_looking_at_the_history_changes_nothing(edited: Run) -> None:
    before = edited.get()
    rows(edited)
    assert edited.get() == before
    edited.post("run", speed="fastest", until=3_000)
    assert rows(edited)
    assert edited.post("pause")["iteration"] >= 45


def test_a_long_history_is_thinned() -> None:
    timeline = Timeline(Experiment([[0.0, 1.0]], [[1.0]]))
    lines = list(histories.to_csv(timeline, 60_000))
    assert 1_000 < len(lines) <= 5_000
    assert [int(line.split(",")[0]) for line in lines[1:]] == [*sampled(0, 60_000), 60_000]


def test_a_thinned_history_has_the_iterations_of_edits() -> None:
    """There the error jumps."""
    base = Experiment([[0.0, 1.0]], [[1.0]])
    timeline = Timeline(base).edited(Edit(501, replace(base, targets=[[0.0]])))
    states = [line.split(",")[:2] for line in list(histories.to_csv(timeline, 801))[1:]]
    assert [int(at) for at, _ in states] == sorted({*sampled(0, 801), 501, 801})
    assert float(dict(map(tuple, states))["501"]) == timeline.state_at(501).error


def test_a_large_network_has_fewer_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "MOST_NUMBERS", 100)
    timeline = Timeline(Experiment([[0.0, 1.0]], [[1.0]], hidden=(3,)))
    lines = list(histories.to_csv(timeline, 200))
    assert len(lines) <= 1 + 100 // 9
    assert lines[-1].startswith("200,")


def test_what_would_take_long_is_only_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = Timeline(Experiment([[0.0, 1.0]], [[1.0]]))
    timeline.weights_at(3 * timeline.spacing + 5)
    monkeypatch.setattr(histories, "MOST_WORK", 10)
    lines = list(histories.to_csv(timeline, 3 * timeline.spacing + 5))
    at = [int(line.split(",")[0]) for line in lines[1:]]
    assert at == [0, *(timeline.spacing * place for place in (1, 2, 3)), 3 * timeline.spacing + 5]


def test_tables_open_rightly_in_excel(run: Run) -> None:
    """Letters by the mark for UTF-8, where they need it; semicolons and decimal commas on wish."""
    table = f"{run.path}/table.csv"
    assert not run.client.get(table).data.startswith(codecs.BOM_UTF8)
    run.patch(input_names=["Größe", "b; c", "=1+1"], inputs=[[0.5, -1.25, 1.125]] * 4)
    plain, german = (
        run.client.get(table, query_string={"separator": wish}).data.decode("utf-8")
        for wish in ("", "semicolon")
    )
    assert plain.splitlines()[:2] == [
        '\ufeffGröße,"b; c","\'=1+1",target 1',
        "0.5,-1.25,1.1250,0",
    ]
    assert german.splitlines()[:2] == [
        '\ufeffGröße;"b; c";"\'=1+1";target 1',
        "0,5;-1,25;1,1250;0",
    ]
    history = run.client.get(f"{run.path}/history.csv?separator=semicolon").text
    assert history.splitlines()[0].startswith("iteration;error;syn0[0][0];")
    assert "." not in history.splitlines()[1]
