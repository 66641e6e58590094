"""A table of one's own over HTTP: looked at as often as one likes, used once, undone."""

import re
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.tables import SPECIES, flowers
from webapp.views.page import MOST_BYTES


def opens(run: Run, text: str | bytes, headers: dict[str, str] = HTMX, **form: Any) -> TestResponse:
    """Sends a file as the dialog does."""
    data = text.encode() if isinstance(text, str) else text
    fields = {"file": (BytesIO(data), "flowers.csv"), **form}
    return run.client.post(run.path + "/table", data=fields, headers=headers)


def shown_fields(page: str) -> dict[str, str]:
    """What a browser would send of the dialog as it stands."""
    inputs = re.findall(r'<input(?=[^>]*name="([^"]+)")(?=[^>]*value="([^"]*)")([^>]*)>', page)
    fields = {
        name: value for name, value, rest in inputs if "checkbox" not in rest or "checked" in rest
    }
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', body)
        assert chosen, name
        fields[name] = chosen[1] or chosen[2]
    return fields


def test_looking_changes_nothing(run: Run) -> None:
    before = run.get()
    response = opens(run, flowers())
    assert response.status_code == 200
    assert "150 rows, 5 columns" in response.text
    assert "virginica → <b>0 0 1</b>" in response.text
    assert 'data-ready="yes"' in response.text
    assert run.get() == before


def test_a_program_looks_in_json(run: Run) -> None:
    before = run.get()
    found = opens(run, "height,likes\n1.5,yes\n1.6,no\nx,yes\n", JSON).get_json()
    assert (found["title"], found["rows"], found["faulty_rows"]) == ("flowers.csv", 3, 1)
    assert [(each["title"], each["role"]) for each in found["columns"]] == [
        ("height", "input"),
        ("likes", "target"),
    ]
    assert found["columns"][1]["mapping"] == [["no", "0"], ["yes", "1"]]
    assert found["faults"][0]["row"] == 4 and "faulty rows" in found["problems"][0]
    assert run.get() == before
    answer = opens(run, "nothing to learn", JSON)
    assert answer.status_code == 422 and answer.mimetype == "application/problem+json"


def test_the_letters_of_a_file_that_does_not_say_are_asked(run: Run) -> None:
    file = "рост,имя\n1.5,да\n1.6,нет\n".encode("cp1251")
    page = opens(run, file).text
    assert shown_fields(page)["coding"] == "cp1252"
    assert '<option value="cp1251">Cyrillic</option>' in page and "рост" not in page
    page = opens(run, file, coding="cp1251").text
    assert shown_fields(page)["coding"] == "cp1251" and "рост" in page
    assert "coding" not in shown_fields(opens(run, flowers()).text)


def test_using_it_is_one_edit(run: Run) -> None:
    run.post("step", iterations=3)
    before = run.get()
    assert opens(run, flowers(), action="use").status_code == 204
    state = run.get()
    assert (state["lesson"], state["iteration"], state["status"]) == (None, 0, "paused")
    assert state["experiment"]["target_names"] == list(SPECIES)
    assert len(state["experiment"]["inputs"]) == 150
    assert state["experiment"]["situations"] == []
    assert "flowers.csv opened" in run.client.get(run.path, headers=BROWSER).text
    assert run.post("undo") == before
    assert run.post("redo")["experiment"] == state["experiment"]


def test_the_dialog_sends_back_what_it_shows(run: Run) -> None:
    """Sent unchanged, it stands as it was; what is changed changes what follows from it."""
    first = opens(run, flowers()).text
    fields = shown_fields(first)
    assert opens(run, flowers(), **fields).text == first

    fields |= {"role.0": "leave out", "held_out": "20"}
    second = opens(run, flowers(), **fields).text
    assert "4 inputs and 3 targets; 120 rows to train on, 30 held out" in second
    assert shown_fields(second)["learning_rate"] == "0.08"

    fields = shown_fields(second) | {"hidden": "6, 5", "treatment.1": "as it is"}
    assert opens(run, flowers(), action="use", **fields).status_code == 204
    experiment = run.get()["experiment"]
    assert experiment["hidden"] == [6, 5]
    assert max(row[0] for row in experiment["inputs"]) > 1
    assert len(experiment["test_inputs"]) == 30


def test_faults_stand_in_the_dialog_and_keep_it_from_being_used(run: Run) -> None:
    before = run.get()
    text = flowers() + "5,5,,1,setosa\n"
    for action in ("look", "use"):
        response = opens(run, text, action=action)
        assert response.status_code == 200 and 'data-ready="no"' in response.text
        assert "Row 152, petal length: is missing" in response.text
    assert run.get() == before
    fields = shown_fields(response.text) | {"leave_out_faulty": "yes", "action": "use"}
    assert opens(run, text, **fields).status_code == 204
    assert len(run.get()["experiment"]["inputs"]) == 150


@pytest.mark.parametrize(
    "field, value, message",
    [
        ("hidden", "99", "Hidden neurons must be a list"),
        ("learning_rate", "fast", "Learning rate must be a number"),
        ("iterations", "0", "Iterations must be a whole number"),
    ],
)
def test_wrong_settings_are_told(run: Run, field: str, value: str, message: str) -> None:
    before = run.get()
    fields = shown_fields(opens(run, flowers()).text) | {field: value, "action": "use"}
    response = opens(run, flowers(), **fields)
    assert message in response.text and f'value="{value}"' in response.text
    assert run.get() == before


@pytest.mark.parametrize(
    "junk", [b"", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe\xfd", b"1"]
)
def test_what_is_no_table_is_told(run: Run, junk: bytes) -> None:
    for action in ("look", "use"):
        response = opens(run, junk, action=action)
        assert response.status_code == 200 and 'class="problem"' in response.text
    refused = opens(run, junk, JSON, action="use")
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["field"] == "table"


def test_a_program_can_open_a_table(run: Run) -> None:
    state = opens(run, flowers(), JSON, action="use", held_out="50").get_json()
    assert len(state["experiment"]["inputs"]) == len(state["experiment"]["test_inputs"]) == 75
    assert 0 < state["test_error"] < 1


def test_pasted_rows_are_a_table_too(run: Run) -> None:
    text = "Länge\tArt\n1,5\tklein\n7,5\tgroß\n"
    form = {"text": text, "action": "use"}
    assert run.client.post(run.path + "/table", data=form, headers=HTMX).status_code == 204
    state = run.get()
    assert state["experiment"]["input_names"] == ["Länge", "always 1"]
    assert state["experiment"]["inputs"] == [[0, 1], [1, 1]]
    assert "the pasted rows opened" in run.client.get(run.path, headers=BROWSER).text


def test_markup_in_a_file_stays_text(run: Run) -> None:
    response = opens(run, "<script>a</script>,<b>\n1,0\n2,1\n3,<i>\n")
    assert "<script>" not in response.text and "<i>" not in response.text


def test_the_largest_file_that_is_offered_is_taken(run: Run) -> None:
    row = ",".join(["0.123456789"] * 10) + ",1\n"
    for text, status in ((row * (MOST_BYTES // len(row)), 200), (row * 20_000, 413)):
        head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        kind = {**HTMX, "Content-Type": "multipart/form-data; boundary=x"}
        body = f"{head}{text}\r\n--x--\r\n"
        response = run.client.post(run.path + "/table", data=body, headers=kind)
        assert response.status_code == status
        response.close()


def test_a_saved_table_opens_again(run: Run) -> None:
    run.form(**{"inputs.0.0": "7,5", "input_names.0": 'a "quoted", name', "target_names.0": "red"})
    run.form(operation="add-target")
    before = run.get()["experiment"]
    saved = run.client.get(run.path + "/table.csv").text
    run.form(**{"inputs.0.0": "1"})
    assert opens(run, saved, action="use").status_code == 204
    assert run.get()["experiment"] == before


def test_a_table_without_its_boundary_is_no_empty_one(run: Run) -> None:
    kind = {**JSON, "Content-Type": "multipart/form-data"}
    answer = run.client.post(run.path + "/table", data=b"x", headers=kind)
    assert answer.status_code == 400 and "boundary" in answer.get_json()["detail"]
