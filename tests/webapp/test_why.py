"""Why a run learns or not, over HTTP."""

from flask.testing import FlaskClient

from tests.webapp.conftest import BROWSER, HTMX, Run


def test_the_answer_for_programs(client: FlaskClient) -> None:
    run = Run(client, lesson="xor-one-neuron")
    run.post("step", iterations=10_000)
    found = run.get("/why")
    assert found["verdict"] == "stuck"
    first = found["findings"][0]
    assert first["kind"] == "not-separable"
    assert first["evidence"]["examples"] == [0, 1, 2, 3]
    assert set(found["ahead"]) == {"iterations", "error", "right"}
    assert not found["ahead"]["right"]


def test_what_to_try_is_one_edit_that_undo_takes_back(client: FlaskClient) -> None:
    run = Run(client, experiment={"inputs": [[0, 0], [0, 1], [1, 1]], "targets": [[0], [0], [1]]})
    run.post("step", iterations=100)
    attempt = run.get("/why")["findings"][0]["try"]
    assert attempt["label"] == "Add an input that is always 1"
    edited = run.patch(**attempt["experiment"])
    assert edited["experiment"]["inputs"] == [[0, 0, 1], [0, 1, 1], [1, 1, 1]]
    assert run.post("undo")["experiment"]["inputs"] == [[0, 0], [0, 1], [1, 1]]


def test_asking_changes_nothing(run: Run) -> None:
    run.post("step", iterations=50)
    before = run.get()
    assert run.get("/why")["verdict"] == "learning"
    assert run.get() == before


def test_a_page_is_told_unasked_only_when_something_is_the_matter(client: FlaskClient) -> None:
    good, bad = Run(client, lesson="and"), Run(client, lesson="xor-one-neuron")
    for run in (good, bad):
        run.post("step", iterations=10_000)
    assert not client.get(f"{good.path}/why?unasked", headers=HTMX).text.strip()
    assert "It has learned this" in client.get(f"{good.path}/why", headers=HTMX).text
    told = client.get(f"{bad.path}/why?unasked", headers=HTMX).text
    assert "No weights can part these examples" in told and "data-edit" in told


def test_a_page_of_its_own(client: FlaskClient) -> None:
    run = Run(client, lesson="xor-one-neuron")
    page = client.get(f"{run.path}/why", headers=BROWSER)
    assert page.status_code == 200
    assert "What may help: Add a hidden layer of 4 neurons" in page.text


def test_a_run_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/runs/nothing/why").status_code == 404
