"""Python's lists and arrays are tables; prose and torn code are none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.own_tables import PRESENT, proposal, ready, use_of
from webapp.incoming.faults import Invalid

ARTICLE = """X = np.array([[0,0,1],
              [0,1,1],
              [1,0,1],
              [1,1,1]])
y = np.array([[0,1,1,0]]).T
"""
CODE = {
    "the article's": ARTICLE,
    "its other way of writing": ARTICLE.replace("[[0,1,1,0]]).T", "[[0],[1],[1],[0]])"),
    "the whole program": "import numpy as np\n" + ARTICLE + "syn0 = 2*np.random.random((3,1)) - 1\n"
    "for j in xrange(60000):\n    l1 = 1/(1+np.exp(-(np.dot(X,syn0))))\n",
    "the nine lines": "training_set_inputs = array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])\n"
    "training_set_outputs = array([[0, 1, 1, 0]]).T\nrandom.seed(1)\n",
    "plain lists": "X = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]\ny = [0, 1, 1, 0]",
    "tuples": "inputs = ((0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1))\ntargets = (0, 1, 1, 0)",
    "a prompt": ">>> X\narray([[0, 0, 1],\n       [0, 1, 1],\n       [1, 0, 1],\n"
    "       [1, 1, 1]])\n"
    ">>> y\narray([0, 1, 1, 0])",
    "printed": "[[0 0 1]\n [0 1 1]\n [1 0 1]\n [1 1 1]]\n[[0]\n [1]\n [1]\n [0]]",
    "printed floats": "[[0. 0. 1.]\n [0. 1. 1.]\n [1. 0. 1.]\n [1. 1. 1.]]\n[0. 1. 1. 0.]",
    "comments": ARTICLE.replace("[0,0,1],", "[0,0,1],  # the first [row]"),
    "JSON": '{"inputs": [[0,0,1],[0,1,1],[1,0,1],[1,1,1]], "targets": [[0],[1],[1],[0]]}',
    "truth": ARTICLE.replace("[[0,1,1,0]]", "[[False,True,True,False]]"),
    "a type": ARTICLE.replace("[1,1,1]])", "[1,1,1]], dtype=float)"),
    "torch": ARTICLE.replace("np.array", "torch.tensor"),
}


@pytest.mark.parametrize("case", CODE)
def test_the_articles_arrays_are_a_table(case: str) -> None:
    experiment = ready(CODE[case]).experiment({})
    assert np.array_equal(experiment.inputs, PRESENT.inputs)
    assert np.array_equal(experiment.targets, PRESENT.targets)


def test_single_columns_stand_side_by_side() -> None:
    found = ready('data = {"x1": [0,1,0,1], "x2": [0,0,1,1], "y": [0,1,1,0]}')
    assert found.inputs[0].tolist() == [[0, 0], [1, 0], [0, 1], [1, 1]]
    assert found.targets[0].ravel().tolist() == [0, 1, 1, 0]


def test_inputs_without_targets_are_a_table_with_roles_to_choose() -> None:
    found = ready("[[0, 0, 1], [0, 1, 1], [1, 0, 1]]")
    assert sorted(use.role for use in found.uses) == ["input", "input", "target"]
    assert "no targets" in " ".join(found.sheet.notes)


def test_arrays_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(Invalid, match="3 rows, and y has 2"):
        proposal("X = [[0, 1], [1, 0], [1, 1]]\ny = [0, 1]")


def test_in_one_more_pair_of_brackets_arrays_keep_their_names() -> None:
    with pytest.raises(Invalid, match="X has 3 rows, and y has 2"):
        proposal("X = [[[0, 1], [1, 0], [1, 1]]]\ny = [[[0], [1]]]")


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.integers(0, 1)), min_size=1, max_size=6))
def test_any_array_gives_the_numbers_that_it_was_printed_from(
    rows: list[tuple[float, int]],
) -> None:
    inputs, targets = [[x, 1.0] for x, _ in rows], [y for _, y in rows]
    text = f"X = np.{np.array(inputs)!r}\ny = {targets}"
    with np.printoptions(floatmode="unique", threshold=100, precision=17):
        text = f"X = np.{np.array(inputs)!r}\ny = {targets}"
    found = proposal(text)
    assert found.inputs[0].tolist() == inputs
    assert found.targets[0].ravel().tolist() == targets


@pytest.mark.parametrize(
    "text",
    [
        "X = np.array([[0,0,1],\n[0,1,1],\n[1,0,1],\n",
        "It was a bright day, and cold.\nThe clocks struck, one by one.\nNobody came, so far.",
        "def slope(y):\n    return y * (1 - y)\n\nprint(slope(0.5))\n",
        "Dear all,\nplease find the table below.\nBest,\nA.\n",
        "<html><body>404</body></html>\n",
    ],
)
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        proposal(text)


def test_brackets_in_names_and_classes_are_no_code() -> None:
    assert ready("length [1],y [2]\n1.5,0\n2.5,1\n").uses[0].column.name == "length [1]"
    text = 'age,y\n"(0, 5]",0\n"(5, 10]",1\n"(0, 5]",1\n'
    assert use_of(ready(text), "age").column.classes == ("(0, 5]", "(5, 10]")
