"""Edits as the page sends them: single cells, rows and columns, pasted blocks, files."""

import re

import pytest

from tests.webapp.conftest import JSON, Run


def table(run: Run, name: str = "inputs") -> list[list[float]]:
    rows: list[list[float]] = run.get()["experiment"][name]
    return rows


@pytest.mark.parametrize(
    "text, value",
    [("1", 1), ("0,5", 0.5), (" -2.5e-1 ", -0.25), ("\N{MINUS SIGN}3", -3), (".5", 0.5)],
)
def test_a_cell(run: Run, text: str, value: float) -> None:
    run.post("step", iterations=5)
    assert run.form(**{"inputs.2.1": text}).status_code == 204
    assert table(run)[2] == [1, value, 1]
    assert run.get()["iteration"] == 5


def test_settings_and_cells_together(run: Run) -> None:
    run.form(
        **{"targets.0.0": "1", "learning_rate": "0,5", "hidden": "3, 2", "situations.0.2": "1"}
    )
    experiment = run.get()["experiment"]
    assert (experiment["learning_rate"], experiment["hidden"]) == (0.5, [3, 2])
    assert (experiment["targets"][0], experiment["situations"]) == ([1], [[1, 1, 1]])
    run.form(hidden="")
    assert run.get()["experiment"]["hidden"] == []


@pytest.mark.parametrize("text", ["", "x", "1_0", "0x1", "1,2,3", "nan", "inf", "2e9"])
def test_what_is_no_number_for_a_cell(run: Run, text: str) -> None:
    response = run.form(**{"inputs.2.1": text})
    assert response.status_code == 422 and 'data-field="inputs.2.1"' in response.text


@pytest.mark.parametrize("name", ["inputs.4.0", "inputs.0.3", "targets.0.1", "input_names.3"])
def test_there_is_no_such_cell(run: Run, name: str) -> None:
    assert f'data-field="{name}"' in run.form(**{name: "1"}).text


def test_names_of_columns(run: Run) -> None:
    run.form(**{"input_names.1": "tall", "target_names.0": "7"})
    experiment = run.get()["experiment"]
    assert experiment["input_names"][1] == "tall" and experiment["target_names"] == ["7"]


def test_rows_and_columns(run: Run) -> None:
    for operation in ("example", "input", "target", "situation"):
        assert run.form(operation=f"add-{operation}").status_code == 204
    experiment = run.get()["experiment"]
    assert experiment["inputs"][4] == [0, 0, 0, 0]
    assert experiment["targets"] == [[0, 0], [1, 0], [1, 0], [0, 0], [0, 0]]
    assert experiment["situations"] == [[1, 1, 0, 0], [0, 0, 0, 0]]
    run.form(operation="remove-input", index="0")
    run.form(operation="remove-target")
    run.form(operation="remove-example", index="1")
    run.form(operation="remove-situation", index="0")
    experiment = run.get()["experiment"]
    assert experiment["inputs"][:2] == [[0, 1, 0], [0, 1, 0]]
    assert experiment["targets"] == [[0], [1], [0], [0]]
    assert experiment["situations"] == [[0, 0, 0]]


def test_no_more_and_no_fewer_than_the_limits(run: Run) -> None:
    assert run.form(operation="remove-target").status_code == 422
    assert run.form(operation="remove-example", index="9").status_code == 422
    assert run.form(operation="add-layer").status_code == 422
    run.patch(inputs=[[0] * 64] * 2, targets=[[0] * 16] * 2, situations=[[0] * 64] * 20)
    for what in ("input", "target", "situation"):
        assert run.form(operation=f"add-{what}").status_code == 422
    run.patch(inputs=[[0]] * 2_000, targets=[[0]] * 2_000)
    assert run.form(operation="add-example").status_code == 422


@pytest.mark.parametrize(
    "block", ["1\t0\n0\t1", "1;0\r\n0;1\r\n", "1 0\n0 1", '"1","0"\n"0","1"\n\n']
)
def test_paste(run: Run, block: str) -> None:
    assert run.form(paste=block, at="inputs.1.1").status_code == 204
    assert table(run) == [[0, 0, 1], [0, 1, 0], [1, 0, 1], [1, 1, 1]]


COLUMNS = {
    "decimal commas": ("0,5\r\n0,7\r\n", [0.5, 0.7]),
    "decimal commas that are whole": ("1,0\n0,1", [1, 0.1]),
    "grouped thousands": ("1,250\n950", [1250, 950]),
    "grouped with points": ("1.250\n950", [1250, 950]),
    "money": ("1.234,50 €\n2 €", [1234.5, 2]),
    "shares": ("80%\n7 %", [0.8, 0.07]),
    "truth": ("FALSE\nTRUE", [0, 1]),
    "other minus signs": ("–1\n−2", [-1, -2]),
    "grouped with spaces": ("1 250\n950", [1250, 950]),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_one_column_stays_one_column(run: Run, case: str) -> None:
    """Its neighbours are not overwritten, however its numbers are written."""
    block, numbers = COLUMNS[case]
    assert run.form(paste=block, at="inputs.1.1").status_code == 204
    assert table(run) == [[0, 0, 1], [0, numbers[0], 1], [1, numbers[1], 1], [1, 1, 1]]


def test_blank_rows_and_cells_of_a_block_leave_what_stands_there(run: Run) -> None:
    assert run.form(paste="0.5\n\n0.9\n\n", at="inputs.1.1").status_code == 204
    assert table(run) == [[0, 0, 1], [0, 0.5, 1], [1, 0, 1], [1, 0.9, 1]]
    assert run.form(paste="\t7\n8\t", at="inputs.0.0").status_code == 204
    assert table(run)[:2] == [[0, 7, 1], [8, 0.5, 1]]


@pytest.mark.parametrize("block", ["1,250\n2,300", "1.250\n2.300\n1250\n950"])
def test_a_block_that_stays_open_is_asked_about(run: Run, block: str) -> None:
    before = run.get()
    response = run.form(paste=block, at="inputs.0.1")
    assert response.status_code == 422
    assert "can be 1250 or 1.25" in response.text and 'data-field="inputs.0.1"' in response.text
    assert run.get() == before


@pytest.mark.parametrize("field", ["learning_rate", "seed", "inputs.0.0"])
def test_a_number_that_stays_open_is_asked_about(run: Run, field: str) -> None:
    before = run.get()
    response = run.form(**{field: "1,000"})
    assert response.status_code == 422 and "can be 1000 or 1:" in response.text
    assert run.get() == before


@pytest.mark.parametrize("field, value", [("learning_rate", "1001"), ("inputs.0.0", "1e9")])
def test_what_a_message_says_can_be_typed(run: Run, field: str, value: str) -> None:
    """The greatest number that is told, copied from the message, is taken as that number."""
    told = re.findall(r"[\d\u202f]+", run.form(**{field: value}).text.split("must be", 1)[1])
    assert run.form(**{field: told[-1]}).status_code == 204
    experiment = run.get()["experiment"]
    assert (experiment["learning_rate"], experiment["inputs"][0][0]) in ((1000, 0), (1, 1e6))


def test_paste_goes_on_into_the_targets_and_grows_the_table(run: Run) -> None:
    assert run.form(paste="0,5\t0,25\n1\t1\n0\t0,75", at="inputs.3.2").status_code == 204
    assert table(run)[3:] == [[1, 1, 0.5], [0, 0, 1], [0, 0, 0]]
    assert table(run, "targets")[3:] == [[0.25], [1], [0.75]]
    run.form(paste="1\t1\t1\n0\t0\t1", at="situations.1.0")
    assert table(run, "situations") == [[1, 1, 0], [1, 1, 1], [0, 0, 1]]


@pytest.mark.parametrize(
    "paste, at, field",
    [
        ("1\t2\t3\t4\t5", "inputs.0.0", "inputs.0.0"),
        ("1\t2", "situations.0.2", "situations.0.2"),
        ("1\tx", "inputs.1.0", "inputs.1.1"),
        ("0\n7", "targets.1.0", "targets.2.0"),
        ("1\n" * 2_000, "inputs.1.0", "inputs.1.0"),
        ("1", "inputs.0.9", "inputs.0.9"),
        ("1" * 200_000, "inputs.1.0", "inputs.1.0"),
        ("1\t\x00", "inputs.1.0", "inputs.1.1"),
        ('1\t2\n3\t"4\n5\t6', "inputs.0.0", "table"),
        ("1", "", "at"),
        ("1", "weights.0.0", "at"),
    ],
)
def test_paste_that_does_not_fit(run: Run, paste: str, at: str, field: str) -> None:
    before = run.get()
    response = run.form(paste=paste, at=at)
    assert response.status_code == 422 and f'data-field="{field}"' in response.text
    assert run.get() == before


def test_an_edit_that_changes_nothing_has_the_page_write_its_field_anew(run: Run) -> None:
    """205, since no new HTML will follow; a program gets the state, as ever."""
    assert run.form(learning_rate="1,0").status_code == 205
    assert run.form(learning_rate="0,5").status_code == 204
    assert run.patch(learning_rate=0.5)["experiment"]["learning_rate"] == 0.5


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff"])
def test_a_name_is_what_it_looks_like(run: Run, mark: str) -> None:
    """Marks that turn the direction of what follows, or take no place, are refused."""
    before = run.get()
    response = run.form(**{"input_names.0": f"gain{mark}loss"})
    assert response.status_code == 422 and "letters that can be seen" in response.text
    refused = run.client.patch(
        f"{run.path}/experiment", json={"target_names": [f"{mark}y"]}, headers=JSON
    )
    assert refused.status_code == 422
    assert run.get() == before


def test_a_block_may_fill_the_table_to_its_last_row_and_not_beyond(run: Run) -> None:
    rows = "\n".join("1\t0\t1\t0" for _ in range(1_999))
    assert run.form(paste=rows + "\n0\t1\t1\t1", at="inputs.1.0").status_code == 422
    assert run.form(paste=rows, at="inputs.1.0").status_code == 204
    state = run.get()["experiment"]
    assert len(state["inputs"]) == 2_000 and state["inputs"][1_999] == [1, 0, 1]
