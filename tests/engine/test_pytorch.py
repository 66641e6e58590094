"""The program with PyTorch, read; and where PyTorch is installed, executed: it prints the run's
numbers."""

import ast
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import LESSONS, Experiment, Run
from engine.code import torch_script
from tests.engine.test_script import WEIRD, holds, printed
from tests.engine.used import runs
from tests.server import ROOT

XOR = LESSONS["eleven-lines"].experiment
PEERS = ROOT / ".venv/peers"


def python_with_torch() -> str | None:
    """A Python that has PyTorch: this one, or the one of the benchmarks."""
    if find_spec("torch"):
        return sys.executable
    found = any(PEERS.glob("lib/python*/site-packages/torch/__init__.py"))
    return str(PEERS / "bin/python") if found else None


PYTHON = python_with_torch()
needs_torch = pytest.mark.skipif(PYTHON is None, reason="PyTorch is not installed here")


def source(run: Run) -> str:
    return torch_script("A run", run.timeline, run.state())


def check(used: Sequence[Run]) -> None:
    """The scripts of these runs print what the runs hold, all in one interpreter."""
    for run, found in zip(used, printed([source(run) for run in used], str(PYTHON)), strict=True):
        holds(run.state(), found)


def trained(**formulas: Any) -> Run:
    run = Run(XOR.replace(**formulas))
    run.step(300)
    return run


def edited() -> Run:
    """A run with every kind of edit on its way."""
    run = Run(XOR.replace(bias=True, optimizer="momentum", momentum=0.0))
    run.set_weight(0, 2, 1, -0.5)
    run.step(20)
    run.edit(run.experiment.replace(momentum=0.9, learning_rate=0.5))
    run.step(20)
    run.edit(run.experiment.replace(weight_decay=0.01, targets=[[1], [1], [1], [0]]))
    run.set_weight(1, 3, 0, 2.0)
    run.step(20)
    run.edit(run.experiment.replace(optimizer="adam", loss="cross-entropy", learning_rate=0.01))
    run.edit(run.experiment.with_example())
    run.step(20)
    run.edit(run.experiment.replace(learning_rate=0.02, weight_decay=0.0))
    run.step(20)
    return run


FORMULAS: list[dict[str, Any]] = [
    {},
    {"hidden": (), "loss": "cross-entropy"},
    {"activations": ("tanh", "tanh"), "learning_rate": 0.1},
    {"activations": ("relu", "linear"), "learning_rate": 0.02, "bias": True},
    {"hidden": (3, 2), "optimizer": "momentum", "weight_decay": 1e-3, "learning_rate": 0.3},
    {"optimizer": "rmsprop", "learning_rate": 0.01, "loss": "cross-entropy"},
    {"optimizer": "adam", "learning_rate": 0.01, "weight_decay": 1e-3, "bias": True},
]


@needs_torch
@settings(max_examples=1)
@given(st.lists(runs(), min_size=10, max_size=10))
def test_it_prints_the_numbers_of_runs_with_and_without_edits(used: list[Run]) -> None:
    check([edited(), *(trained(**each) for each in FORMULAS), *used])


def test_what_is_plain_stays_plain() -> None:
    text = source(trained())
    for line in (
        "np.random.seed(1)",
        "syn0 = torch.tensor(2 * np.random.random((3, 4)) - 1, requires_grad=True)",
        "    l1 = torch.sigmoid(l0 @ syn0)",
        "    return torch.sigmoid(l1 @ syn1)",
        "    return ((y - think(X)) ** 2).sum() / 2",
        "optimizer = torch.optim.SGD(synapses, lr=1)",
        "train(300)",
    ):
        assert line in text.splitlines()
    assert not any(word in text for word in ("functional", "decay", "biases"))


def test_edits_stand_between_stretches_of_training() -> None:
    text = source(edited())
    lines = [line for line in text.splitlines() if line.startswith(("train(", "optimizer = "))]
    stretch = "train(20)"
    momentum = "optimizer = torch.optim.SGD(parameters, lr=1, momentum=1e-300)"
    adam = "optimizer = torch.optim.Adam(parameters, lr=0.01, betas=(0.9, 0.999), eps=1e-8)"
    assert lines == [momentum, *[stretch] * 3, adam, *[stretch] * 2]
    assert 'parameters = [{"params": synapses, "weight_decay": 0}, {"params": biases}]' in text
    assert 'optimizer.param_groups[0]["weight_decay"] = 0.01' in text
    assert "    syn1[3, 0] = 2" in text and "functional.binary_cross_entropy_with_logits" in text
    ast.parse(text)


def test_names_cannot_become_code() -> None:
    run = Run(Experiment([[1.0]], [[1.0]], input_names=(WEIRD,), target_names=(WEIRD,)))
    tree = ast.parse(torch_script(WEIRD, run.timeline, run.state()))
    assert len([node for node in ast.walk(tree) if isinstance(node, ast.Div)]) == 1
