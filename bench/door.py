"""Section on what a frame costs: a few iterations, and a look at everything."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from bench.cases import FOUR, Case
from bench.table import Section, duration
from engine import Experiment, Weights, train
from engine.network import definition
from engine.network.many import warm_up
from engine.network.training import trace

TURNS = 200
WARM = "import engine.network.many as m; m.warm_up()"


def frames() -> Section:
    """Calls of the engine as a server makes them for a frame."""
    return Section(
        "A frame: one call of the engine, in Python's time",
        ["network", "5 iterations", "of that the call", "look", "look, NumPy", "ratio"],
        map(_frame, FOUR),
    )


def start() -> Section:
    """What a server waits for when it starts."""
    return Section("Start: from nothing to trained", ["what", "time"], _starting())


def _frame(case: Case) -> list[str]:
    weights = tuple(case.weights)
    experiment = Experiment(
        case.inputs, case.targets, case.shape[1:-1], learning_rate=case.learning_rate
    )
    warm_up()
    five, none, look, plain = _best(
        lambda: train(weights, experiment, 5),
        lambda: train(weights, experiment, 0),
        lambda: trace(weights, experiment),
        lambda: _plain_look(weights, experiment),
    )
    times = [duration(seconds) for seconds in (five, none, look, plain)]
    return [str(case), *times, f"{plain / look:.3g} ×"]


def _plain_look(weights: Weights, experiment: Experiment) -> object:
    layers = definition.forward(weights, experiment.inputs)
    errors = experiment.targets - layers[-1]
    answers = definition.forward(weights, experiment.situations)
    return layers, definition.deltas(weights, layers, errors), abs(errors).mean(), answers


def _best(*calls: Callable[[], object]) -> list[float]:
    """Seconds of each, at its best; they take turns."""
    best = [float("inf")] * len(calls)
    for _ in range(TURNS):
        for place, call in enumerate(calls):
            begin = time.perf_counter()
            call()
            best[place] = min(best[place], time.perf_counter() - begin)
    return best


def _starting() -> Iterator[list[str]]:
    for what, code in (("Python and NumPy", "import numpy"), ("and the engine, warm", WARM)):
        best = min(_run(code) for _ in range(3))
        yield [what, duration(best)]


def _run(code: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begin
