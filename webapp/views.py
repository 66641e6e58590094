"""Turns a snapshot of a run into what the templates show."""

from typing import Any

import orjson
from flask import render_template

from engine import LESSONS, Experiment
from webapp.figures import descent_figure, sigmoid_figure
from webapp.snapshot import Snapshot

PER_SECOND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000)
SPEEDS = [*map(str, PER_SECOND), "accelerating", "fastest"]
SHOWN_CELLS = 4_000  # a larger table is trained whole and shown in part
FRAGMENTS = {
    "lesson": "_lesson.html",
    "training": "_training_set.html",
    "situations": "_situations.html",
    "settings": "_settings.html",
    "numbers": "_numbers.html",
    "history": "_history.html",
    "experiment": "_experiment.html",
}


def page(snapshot: Snapshot) -> str:
    """The whole page of a run."""
    return render_template(
        "page.html",
        **_structure(snapshot),
        sigmoid_figure=sigmoid_figure(),
        descent_figure=descent_figure(),
        speeds=SPEEDS,
        running=snapshot.status == "running",
        status=snapshot.status,
        iteration=snapshot.iteration,
        error=snapshot.error,
    )


def structure(snapshot: Snapshot) -> str:
    """Every fragment that depends on the experiment, as the stream sends them after an edit."""
    return render_template("_structure.html", fragments=FRAGMENTS, **_structure(snapshot))


def _structure(snapshot: Snapshot) -> dict[str, Any]:
    experiment = snapshot.experiment
    lesson = LESSONS.get(snapshot.lesson or "")
    return {
        "run_url": f"/runs/{snapshot.id}",
        "revision": snapshot.revision,
        "lessons": LESSONS.values(),
        "lesson_id": snapshot.lesson,
        "lesson_title": lesson_title(snapshot),
        "lesson_summary": lesson.summary if lesson else "",
        "undo_labels": snapshot.undo_labels,
        "redo_labels": snapshot.redo_labels,
        "planned": experiment.iterations,
        "hidden": ", ".join(map(str, experiment.hidden)),
        "learning_rate": number(experiment.learning_rate),
        "seed": experiment.seed,
        "input_names": experiment.input_names,
        "target_names": experiment.target_names,
        "situations": _situations(snapshot),
        "matrices": _matrices(experiment),
        "experiment_json": _experiment_json(snapshot),
        **_rows(snapshot),
    }


def _rows(snapshot: Snapshot) -> dict[str, Any]:
    experiment, answers = snapshot.experiment, snapshot.layers[-1]
    total = len(experiment.inputs)
    width = experiment.shape[0] + experiment.shape[-1]
    shown = min(total, max(20, SHOWN_CELLS // width))
    rows = [
        {
            "index": index,
            "number": index + 1,
            "inputs": [number(value) for value in experiment.inputs[index]],
            "targets": [number(value) for value in experiment.targets[index]],
            "answers": [f"{value:.4f}" for value in answers[index]],
        }
        for index in range(shown)
    ]
    return {"rows": rows, "many_rows": total > 1, "hidden_rows": total - shown}


def _situations(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "index": index,
            "number": index + 1,
            "inputs": [number(value) for value in inputs],
            "answers": [f"{value:.4f}" for value in answers],
        }
        for index, (inputs, answers) in enumerate(
            zip(snapshot.experiment.situations, snapshot.answers, strict=True)
        )
    ]


def _matrices(experiment: Experiment) -> list[dict[str, Any]]:
    """In the order in which one iteration makes them, the deltas from the last one back."""
    shape, examples = experiment.shape, len(experiment.inputs)
    last = len(shape) - 1

    def matrix(
        name: str, kind: str, layer: int, size: tuple[int, ...], meaning: str
    ) -> dict[str, Any]:
        rows, columns = size
        return {
            "name": name,
            "kind": kind,
            "layer": layer,
            "rows": rows,
            "columns": columns,
            "meaning": meaning,
        }

    matrices = [matrix("l0", "layers", 0, (examples, shape[0]), "the inputs")]
    for k in range(last):
        matrices.append(
            matrix(f"syn{k}", "weights", k, shape[k : k + 2], f"weights from l{k} to l{k + 1}")
        )
        meaning = "the answers" if k + 1 == last else "a hidden layer"
        matrices.append(matrix(f"l{k + 1}", "layers", k + 1, (examples, shape[k + 1]), meaning))
    matrices.append(matrix(f"l{last}_error", "errors", 0, (examples, shape[-1]), "target − answer"))
    for k in range(last, 0, -1):
        matrices.append(
            matrix(f"l{k}_delta", "deltas", k - 1, (examples, shape[k]), "error × slope")
        )
    return matrices


def _experiment_json(snapshot: Snapshot) -> str:
    experiment = snapshot.experiment
    fields = {
        "lesson": snapshot.lesson,
        "inputs": experiment.inputs,
        "targets": experiment.targets,
        "hidden": experiment.hidden,
        "seed": experiment.seed,
        "learning_rate": experiment.learning_rate,
        "iterations": experiment.iterations,
        "input_names": experiment.input_names,
        "target_names": experiment.target_names,
        "edits": [{"at": edit.at, "label": edit.label} for edit in snapshot.edits],
    }
    return orjson.dumps(fields, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def lesson_title(snapshot: Snapshot) -> str:
    """What the run is about, in a few words."""
    lesson = LESSONS.get(snapshot.lesson or "")
    return lesson.title if lesson else "Your own table"


def number(value: float) -> str:
    """A number of the table as a person would write it."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
