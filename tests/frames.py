"""What the page is sent of some runs, for its modules' tests: `python -m tests.frames PATH`."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from engine import LESSONS, Experiment
from webapp.live.live_run import LiveRun
from webapp.live.snapshot import Snapshot, frame_json
from webapp.views.code_card import code_card
from webapp.views.page import experiment_json

RANDOM = np.random.default_rng(1)
EXPERIMENTS = {
    "eleven": LESSONS["eleven-lines"].experiment,
    "deep": Experiment(
        inputs=np.array([[0.5, 1.0], [0.0, -1.0], [1.0, 0.25]]),
        targets=np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]]),
        hidden=(3, 2),
        situations=np.array([[0.5, 0.5], [0.25, 1.0]]),
        activations=("tanh", "relu", "sigmoid"),
        loss="cross-entropy",
        optimizer="adam",
        learning_rate=0.1,
        weight_decay=0.01,
        bias=True,
        input_names=("left", "right"),
        target_names=("this", "that"),
    ),
    "wide": Experiment(
        inputs=RANDOM.uniform(-1, 1, (12, 9)).round(2),
        targets=RANDOM.uniform(-2, 2, (12, 1)).round(2),
        hidden=(),
        activations=("linear",),
        optimizer="momentum",
        learning_rate=0.01,
        bias=True,
    ),
    "squeezed": Experiment(
        inputs=np.array([[0.0, 1.0], [1.0, 1.0]]),
        targets=np.array([[1.0], [0.0]]),
        hidden=(2,),
        optimizer="rmsprop",
        loss="cross-entropy",
        learning_rate=0.1,
    ),
}
ITERATIONS = 3


def frames(experiment: Experiment) -> dict[str, Any]:
    """A run's experiment and lines as its page has them, and its frames: one for each iteration
    from the first on, and one for each line of the second iteration."""
    live = LiveRun("id", experiment)
    shown = [_frame(live.snapshot()), *(_frame(live.step(1)) for _ in range(ITERATIONS))]
    live.seek(1)
    [code] = [
        each for each in code_card(live.snapshot().structure.code, 9) if each["name"] == "numpy"
    ]
    lines = [{**line, "line": str(line["number"]), "tokens": None} for line in code["loop"]]
    return {
        "experiment": experiment_json(live.snapshot()),
        "lines": lines,
        "frames": shown,
        "by_line": [_frame(live.move(1)) for _ in lines],
    }


def _frame(snapshot: Snapshot) -> Any:
    return orjson.loads(frame_json(snapshot, False))


def write(path: Path) -> None:
    """The frames of every experiment, as JSON."""
    path.write_bytes(orjson.dumps({name: frames(each) for name, each in EXPERIMENTS.items()}))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
