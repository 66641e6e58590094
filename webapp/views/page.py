"""Turns a snapshot of a run into what the templates show."""

from typing import Any

import numpy as np
import orjson
from flask import render_template

from engine import LESSONS, Array, Experiment, Lesson
from engine.clouds import CLOUDS
from engine.code import number
from engine.network import starting_weights
from webapp.live.recorder import offered_title
from webapp.live.snapshot import Snapshot
from webapp.outgoing.experiments import formula_fields
from webapp.outgoing.functions import functions, last_delta, update_formulas, update_words
from webapp.outgoing.saved import saved
from webapp.views.addresses import at
from webapp.views.articles import ARTICLE_OF
from webapp.views.code_card import code_card, formulas
from webapp.views.decimals import decimals
from webapp.views.figures import figure
from webapp.views.formula_choices import choices
from webapp.views.glossary import glossary
from webapp.views.layers import layers_in_words
from webapp.views.panels import BELOW, CHOSEN, PANELS
from webapp.views.sweeps import sweeps
from webapp.walks.guide import Guide

PER_SECOND = (0.2, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000)
SPEEDS = [*map(str, PER_SECOND), "accelerating", "fastest"]
SHOWN_CELLS = 4_000  # a larger table is trained whole and shown in part
SHOWN_MARKS = 400  # held-out examples in a picture
SHOWN_DRAWS = 6  # rows and columns of random numbers
MOST_BYTES = 2_000_000  # of a file of one's own: a little less than a body may have
FRAGMENTS = {
    "lesson": "_lesson.html",
    "training": "_training_set.html",
    "situations": "_situations.html",
    "settings": "_settings.html",
    "code": "_code.html",
    "formulas": "_formulas.html",
    "formula-choices": "_formula_choices.html",
    "numbers": "_numbers.html",
    "history": "_history.html",
    "experiment": "_experiment.html",
}


def page(
    snapshot: Snapshot,
    guide: Guide | None = None,
    panels: tuple[str, ...] = (),
    is_watched: bool = False,
    is_projected: bool = False,
) -> str:
    """The whole page of a run, with the stop of a walk if there is one, or only some panels, as a
    projector shows them if that is wanted."""
    return render_template(
        "page.html",
        **_structure(snapshot, is_watched),
        guide=guide,
        scene=guide.scene(snapshot) if guide else None,
        sigmoid_figure=figure("sigmoid"),
        descent_figure=figure("descent"),
        panels=panels,
        is_projected=is_projected,
        all_panels=PANELS,
        panels_below=BELOW,
        chosen_panels=CHOSEN,
        speeds=SPEEDS,
        most_bytes=MOST_BYTES,
        clouds=CLOUDS,
        running=snapshot.status == "running",
        status=snapshot.status,
        iteration=snapshot.iteration,
        error=snapshot.error,
        test_error=snapshot.state.test_error,
        is_other=snapshot.structure.is_other,
    )


def walk(snapshot: Snapshot, guide: Guide) -> str:
    """The stop of a walk, for a page that stands."""
    return render_template(
        "_walk.html", run_url=at(f"/runs/{snapshot.id}"), **_walk(snapshot, guide)
    )


def _walk(snapshot: Snapshot, guide: Guide) -> dict[str, Any]:
    return {"guide": guide, "scene": guide.scene(snapshot)}


def structure(snapshot: Snapshot, is_watched: bool = False) -> str:
    """Every fragment that depends on the experiment, as the stream sends them after an edit."""
    return render_template(
        "_structure.html", fragments=FRAGMENTS, **_structure(snapshot, is_watched)
    )


def _structure(snapshot: Snapshot, is_watched: bool) -> dict[str, Any]:
    experiment = snapshot.experiment
    lesson = LESSONS.get(snapshot.lesson or "")
    return {
        "run_url": at(
            f"/watch/{snapshot.structure.view}" if is_watched else f"/runs/{snapshot.id}"
        ),
        "run_id": "" if is_watched else snapshot.id,
        "sweeps": sweeps(experiment),
        "is_watched": is_watched,
        "run_title": snapshot.structure.title,
        "revision": snapshot.revision,
        "next_line": snapshot.line,
        "lessons": LESSONS.values(),
        "lesson_id": snapshot.lesson,
        "lesson_title": lesson_title(snapshot),
        "article": ARTICLE_OF.get(snapshot.lesson or ""),
        "lesson_summary": lesson_summary(experiment, lesson) if lesson else "",
        "undo_labels": snapshot.structure.undo_labels,
        "redo_labels": snapshot.structure.redo_labels,
        "planned": experiment.iterations,
        "hidden": ", ".join(map(str, experiment.hidden)),
        "hidden_words": layers_in_words(experiment.hidden),
        "learning_rate": number(experiment.learning_rate),
        "seed": experiment.seed,
        "input_names": experiment.input_names,
        "target_names": experiment.target_names,
        "held_out": len(experiment.test_inputs),
        "situations": _situations(snapshot),
        "answers_name": f"l{len(experiment.shape) - 1}",
        "listings": code_card(snapshot.structure.code, experiment.iterations),
        "formulas": list(formulas(snapshot.structure.code, snapshot.iteration)),
        "choices": choices(experiment),
        "matrices": list(glossary(experiment)),
        "experiment_json": experiment_json(snapshot),
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
            "answers": [decimals(value, 4) for value in answers[index]],
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
            "answers": [decimals(value, 4) for value in answers],
        }
        for index, (inputs, answers) in enumerate(
            zip(snapshot.experiment.situations, snapshot.answers, strict=True)
        )
    ]


def experiment_json(snapshot: Snapshot) -> str:
    """What the page's scripts know of the experiment."""
    experiment, code = snapshot.experiment, snapshot.structure.code
    fields = {
        "lesson": snapshot.lesson,
        "inputs": experiment.inputs,
        "targets": experiment.targets,
        "situations": experiment.situations,
        "hidden": experiment.hidden,
        "seed": experiment.seed,
        "learning_rate": experiment.learning_rate,
        "iterations": experiment.iterations,
        "input_names": experiment.input_names,
        "target_names": experiment.target_names,
        "held_out": len(experiment.test_inputs),
        "test_inputs": experiment.test_inputs[:SHOWN_MARKS],
        "test_targets": experiment.test_targets[:SHOWN_MARKS],
        **formula_fields(experiment),
        "starting": _first_draws(experiment),
        "functions": functions(experiment),
        "last_delta": last_delta(experiment),
        "updates": update_formulas(experiment),
        "update_words": update_words(experiment),
        "edits": [{"at": edit.at, "label": edit.label} for edit in snapshot.edits],
        "saved": saved(code.base, code.edits, 0, snapshot.lesson),
    }
    return orjson.dumps(fields, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def _first_draws(experiment: Experiment) -> Array:
    """A corner of the first starting weights: enough to show how they are made."""
    weights = starting_weights(experiment.shape[:2], experiment.seed)[0]
    return np.ascontiguousarray(weights[:SHOWN_DRAWS, :SHOWN_DRAWS])


def lesson_title(snapshot: Snapshot) -> str:
    """What the run is about, in a few words."""
    return offered_title(snapshot.lesson)


def lesson_summary(experiment: Experiment, lesson: Lesson) -> str:
    """What to look for in the lesson, as long as it is the lesson; else what is not any more."""
    own = lesson.experiment
    tables = (experiment.inputs, own.inputs), (experiment.targets, own.targets)
    rules = ("learning_rate", "loss", "optimizer", "weight_decay", "bias")
    changes = {
        "another table": any(not np.array_equal(now, before) for now, before in tables),
        "other hidden layers": experiment.hidden != own.hidden,
        "another curve": set(experiment.activations) != set(own.activations),
        "another rule of learning": any(
            getattr(experiment, rule) != getattr(own, rule) for rule in rules
        ),
    }
    if not any(changes.values()):
        return lesson.summary
    return (
        f"Changed from the lesson: {', '.join(name for name, is_so in changes.items() if is_so)}."
    )
