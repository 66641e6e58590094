"""The proof: the articles' figures reached, and the gradient of any run held against nudges."""

import numpy as np
import pytest
from flask.testing import FlaskClient

from tests.golden import GOLDEN
from tests.webapp.conftest import BROWSER, JSON, Run
from webapp.proof.comparison import Proof, Row, prove
from webapp.proof.printed import FIGURES
from webapp.proof.sequel import PrintedError, Sequel, prove_sequel
from webapp.proof.sequel_printed import TURNS

ARTICLE = ["0.00966449", "0.00786506", "0.99358898", "0.99211957"]


def golden(lesson: str, iteration: int) -> dict[str, object]:
    """A state that is known from elsewhere."""
    states = next(each["states"] for each in GOLDEN if each["lesson"] == lesson)
    found: dict[str, object] = next(each for each in states if each["iteration"] == iteration)
    return found


@pytest.fixture(scope="module")
def sequel() -> Sequel:
    return prove_sequel()


def test_the_sequels_errors_are_those_that_are_printed(sequel: Sequel) -> None:
    """But for steps so large that the last bit decides: there a twin parts from the training."""
    assert [len(rows) for rows in sequel.errors.values()] == [7, 7]
    for hidden, rate, digits in ((4, 100, 9), (32, 10, 2)):
        assert sequel.of(hidden) == 42 and sequel.agreeing(hidden) >= 36
        (row,) = [row for row in sequel.errors[hidden] if row.other]
        assert row.rate == rate and row.other and row.other.digits >= digits
        assert row.twin and row.twin != row.other.computed
        assert row.twin == pytest.approx(row.other.computed, rel=0.05)


def test_every_weight_turned_as_often_as_is_printed(sequel: Sequel) -> None:
    assert len(sequel.turns) == 7
    for rate, counts in sequel.turns.items():
        assert [count.computed for count in counts] == list(TURNS[rate])


def test_a_figure_of_the_sequel_agrees_to_so_many_digits() -> None:
    assert PrintedError("0.125476983855", 0.1254769838549).agrees
    other = PrintedError("0.125476983855", 0.12548)
    assert not other.agrees and other.digits == 4
    assert PrintedError("0.0125", 0.125).digits == 0


@pytest.fixture(scope="module")
def found() -> Proof:
    """Everything computed, once."""
    return prove()


def test_every_figure_agrees(found: Proof) -> None:
    assert found.agrees
    assert found.iterations == 80_000
    assert [each.figure for each in found.comparisons] == list(FIGURES)


def test_the_printed_answers_are_one_update_old(found: Proof) -> None:
    output = found.comparisons[0]
    assert output.source == "article"
    assert [row.printed for row in output.rows] == ARTICLE
    assert [f"{row.computed:.8f}" for row in output.rows] == ARTICLE
    later = np.array(golden("two-layers", 10_000)["layers"][1])[:, 0]  # type: ignore[index]
    np.testing.assert_allclose([row.later for row in output.rows], later, atol=1e-9)
    assert f"{output.rows[0].later:.8f}" == "0.00966400"


@pytest.mark.parametrize("iteration", [0, *range(10_000, 60_001, 10_000)])
def test_the_programs_error_is_the_known_one(iteration: int) -> None:
    (series,) = [each for each in FIGURES if each.quantity == "error"]
    (printed,) = series.printed[iteration]
    assert float(printed) == golden("eleven-lines", iteration)["error"]


def test_a_figure_that_is_off_by_one_digit_does_not_agree() -> None:
    row = Row("example 1", 9_999, "0.00966448", 0.0096644916879683, 0.5e-8)
    assert not row.agrees


def test_the_page_and_its_json(client: FlaskClient) -> None:
    page = client.get("/proof", headers=BROWSER)
    assert page.status_code == 200
    told = ("The sequel: how big a step", "37 of 42 figures", "a last bit higher", "syn1[3, 0]")
    for text in ("Every figure agrees.", *ARTICLE, "One update later", "80,000", *told):
        assert text in page.text
    answer = client.get("/proof", headers=JSON).get_json()
    assert answer["agrees"]
    rows = [row for figure in answer["figures"] for row in figure["rows"]]
    assert len(rows) == 18 and all(row["agrees"] for row in rows)
    assert {figure["source"] for figure in answer["figures"]} == {"article", "program"}
    sequel = answer["sequel"]
    assert (len(sequel["errors"]), len(sequel["turns"])) == (84, 112)
    assert all(each["agrees"] for each in sequel["turns"])


def test_the_gradient_of_a_run_as_it_stands(client: FlaskClient) -> None:
    run = Run(client, lesson="eleven-lines")
    run.post("seek", iteration=500)
    run.patch("weights", layer=0, **{"from": 2, "to": 1, "value": -0.5})
    before = run.get()
    answer = run.get("/proof")
    assert answer["agrees"] and answer["iteration"] == 500
    assert len(answer["checked"]) == answer["synapses"] == 16
    changed = run.post("step")
    for each in answer["checked"]:
        layer, place = each["layer"], (each["from"], each["to"])
        added = np.array(changed["weights"][layer]) - np.array(before["weights"][layer])
        assert each["analytic"] == pytest.approx(added[place], abs=1e-12)


def test_the_gradients_page_names_the_synapses(client: FlaskClient) -> None:
    run = Run(client, lesson="eleven-lines")
    page = client.get(f"{run.path}/proof", headers=BROWSER).text
    for text in ("They agree", "All 16 synapses", "syn1[3, 0]", "hidden neuron 4", "target 1"):
        assert text in page


def test_a_large_networks_gradient_is_checked_in_part(client: FlaskClient) -> None:
    random = np.random.RandomState(1)
    inputs = random.random_sample((200, 64)).tolist()
    experiment = {"inputs": inputs, "targets": [[0.5]] * 200, "hidden": [64, 64]}
    run = Run(client, experiment=experiment)
    page = client.get(f"{run.path}/proof", headers=BROWSER).text
    assert "of 8,256 synapses, evenly spread" in page
    answer = run.get("/proof")
    assert answer["agrees"] and 10 < len(answer["checked"]) < 8_256


def test_no_such_run(client: FlaskClient) -> None:
    assert client.get("/runs/nobody/proof", headers=JSON).status_code == 404
