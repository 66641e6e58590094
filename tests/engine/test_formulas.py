"""Formulas as plain data become MathML."""

from xml.etree import ElementTree

import pytest

from engine import LESSONS
from engine.code import Tree
from engine.code.listing import listing
from webapp.views.mathml import mathml


def text_of(tree: Tree) -> str:
    return "".join(ElementTree.fromstring(mathml(tree)).itertext())


@pytest.mark.parametrize(
    "tree, text",
    [
        (["-", "a", ["-", "b", "c"]], "a−(b−c)"),
        (["-", ["-", "a", "b"], "c"], "a−b−c"),
        (["*", ["+", "a", 1], "b"], "(a+1)·b"),
        (["+", ["*", "a", "b"], 1], "a·b+1"),
        (["T", ["@", "a", "b"]], "(a@b)T"),
        (["neg", ["@", "a", "b"]], "−(a@b)"),
    ],
)
def test_brackets_stand_where_they_are_needed(tree: Tree, text: str) -> None:
    assert text_of(tree) == text


def test_the_formulas_of_the_eleven_lines() -> None:
    rate = LESSONS["eleven-lines"].experiment.replace(learning_rate=0.5)
    formulas = [line.formula for line in listing(rate).loop if line.formula]
    assert [text_of(formula) for formula in formulas] == [
        "l1=11+e−(l0@syn0)",
        "l2=11+e−(l1@syn1)",
        "l2_error=y−l2",
        "l2_delta=l2_error·l2·(1−l2)",
        "l1_error=l2_delta@syn1T",
        "l1_delta=l1_error·l1·(1−l1)",
        "syn1←syn1+learning_rate·l1T@l2_delta",
        "syn0←syn0+learning_rate·l0T@l1_delta",
    ]


def test_the_sigmoid_is_a_fraction_with_a_power() -> None:
    root = ElementTree.fromstring(mathml(["/", 1, ["exp", "x"]]))
    assert [each.tag for each in root.iter()][:3] == ["math", "mrow", "mfrac"]
    assert root.find(".//msup/mrow/mi").attrib["data-variable"] == "x"  # type: ignore[union-attr]
