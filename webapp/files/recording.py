"""A run as one HTML file that replays itself, without a server: its weights at many iterations, and
the experiments that held there."""

from pathlib import Path
from typing import Any

import numpy as np
import orjson

from engine import Experiment, State, Timeline
from webapp.files.weight_history import thinned
from webapp.outgoing.experiments import whole_fields_of
from webapp.outgoing.functions import functions

SCRIPT = "vendor/recording.js"
"""static/recording/player.js with all that it imports, as a build makes it."""
STYLES = ("css/tokens.css", "css/plane.css", "recording/player.css")
MOST_MOMENTS = 240
MOST_NUMBERS = 400_000
DIGITS = 6


def recording(title: str, timeline: Timeline, until: int, static: Path) -> dict[str, str]:
    """What templates/recording.html needs: styles, script and the recorded run, all in line."""
    weights = sum(matrix.size for matrix in timeline.state_at(0).weights)
    iterations = thinned(until, min(MOST_MOMENTS, max(2, MOST_NUMBERS // weights)))
    states = [timeline.state_at(int(iteration)) for iteration in iterations]
    experiments = list({id(state.experiment): state.experiment for state in states}.values())
    places = {id(experiment): place for place, experiment in enumerate(experiments)}
    data = {
        "title": title,
        "experiments": [_experiment(each) for each in experiments],
        "moments": [_moment(state, places[id(state.experiment)]) for state in states],
    }
    return {
        "styles": "".join(_read(static / sheet) for sheet in STYLES),
        "script": _read(static / SCRIPT),
        "recording": _json(data),
    }


def _experiment(experiment: Experiment) -> dict[str, Any]:
    return whole_fields_of(experiment) | {"functions": functions(experiment)}


def _moment(state: State, experiment: int) -> dict[str, Any]:
    return {
        "iteration": state.iteration,
        "experiment": experiment,
        "error": state.error,
        "weights": [_rounded(matrix) for matrix in state.weights],
        "biases": [_rounded(matrix) for matrix in state.biases],
    }


def _rounded(matrix: np.ndarray[Any, Any]) -> list[list[float]]:
    return [[float(f"{value:.{DIGITS}g}") for value in row] for row in matrix.tolist()]


def _json(data: dict[str, Any]) -> str:
    """JSON that may stand within a script element."""
    text = orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY).decode()
    return text.replace("<", "\\u003c")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
