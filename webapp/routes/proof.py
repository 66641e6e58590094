"""The pages that show whether the numbers are right."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, render_template
from werkzeug.wrappers import Response as Answer

from engine import Experiment
from engine.formulas import LOSSES
from engine.network import NOISE, Checked, GradientCheck, check_gradient
from engine.timeline import neuron_name
from webapp.live.snapshot import Snapshot
from webapp.proof.comparison import Comparison, Row, prove
from webapp.proof.sequel import Sequel, prove_sequel
from webapp.proof.sequel_printed import ITERATIONS
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_json
from webapp.views.page import lesson_title

SHOWN = 200  # rows of the table; a program gets all

blueprint = Blueprint("proof", __name__)
blueprint.after_request(vary)


@blueprint.get("/proof")
def proof() -> Answer | str:
    """The articles' figures beside ours, computed for this very answer."""
    found, sequel = prove(), prove_sequel()
    if not wants_json():
        return render_template("proof.html", proof=found, sequel=sequel, iterations=ITERATIONS)
    figures = [_comparison_json(each) for each in found.comparisons]
    return json_response(
        {
            "agrees": found.agrees,
            "seconds": found.seconds,
            "figures": figures,
            "sequel": {"errors": list(_errors_json(sequel)), "turns": list(_turns_json(sequel))},
        }
    )


@get_run(blueprint, "/proof")
def gradient(look: Look) -> Answer | str:
    """The gradient of a run as it stands, against what nudging each weight does."""
    snapshot = look.live.snapshot()
    check = check_gradient(snapshot.experiment, snapshot.weights, snapshot.state.biases)
    if wants_json():
        return json_response(_check_json(snapshot, check))
    return render_template(
        "gradient.html",
        run_url=look.path,
        lesson_title=lesson_title(snapshot),
        iteration=snapshot.iteration,
        check=check,
        loss=LOSSES[snapshot.experiment.loss].what,
        is_plain=snapshot.experiment.optimizer == "descent",
        noise=NOISE,
        rows=[_named(snapshot.experiment, each) for each in check.checked[:SHOWN]],
    )


@blueprint.app_template_filter("long")
def long(value: float) -> str:
    """A number to twelve digits."""
    return f"{value:.12g}"


@blueprint.app_template_filter("small")
def small(value: float) -> str:
    """A number of which the size matters."""
    return f"{value:.1e}" if value else "0"


def _errors_json(sequel: Sequel) -> Iterator[dict[str, Any]]:
    for hidden, rows in sequel.errors.items():
        for row in rows:
            for iteration, figure in zip(ITERATIONS, row.figures, strict=True):
                yield {
                    "hidden": hidden,
                    "learning_rate": row.rate,
                    "iteration": iteration,
                    "printed": figure.printed,
                    "computed": figure.computed,
                    "agrees": figure.agrees,
                    "digits": figure.digits,
                }


def _turns_json(sequel: Sequel) -> Iterator[dict[str, Any]]:
    for rate, counts in sequel.turns.items():
        for weight, count in zip(sequel.places, counts, strict=True):
            yield {
                "learning_rate": rate,
                "weight": weight,
                "printed": count.printed,
                "computed": count.computed,
                "agrees": count.agrees,
            }


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    figure = comparison.figure
    rows = [_row_json(row) for row in comparison.rows]
    return {
        "lesson": figure.lesson,
        "title": figure.title,
        "source": figure.source,
        "note": figure.note,
        "rows": rows,
    }


def _row_json(row: Row) -> dict[str, Any]:
    fields = {
        "what": row.label,
        "iteration": row.iteration,
        "printed": row.printed,
        "computed": row.computed,
        "difference": row.difference,
        "agrees": row.agrees,
    }
    return fields if row.later is None else {**fields, "one_update_later": row.later}


def _check_json(snapshot: Snapshot, check: GradientCheck) -> dict[str, Any]:
    return {
        "id": snapshot.id,
        "iteration": snapshot.iteration,
        "agrees": check.agrees,
        "largest_difference": check.largest_difference,
        "relative_difference": check.relative_difference,
        "synapses": check.synapses,
        "checked": [
            {**_place(each), "analytic": each.analytic, "numeric": each.numeric}
            for each in check.checked
        ],
    }


def _place(checked: Checked) -> dict[str, int | None]:
    return {"layer": checked.layer, "from": checked.source, "to": checked.target}


def _named(experiment: Experiment, checked: Checked) -> dict[str, Any]:
    return {
        "synapse": checked,
        "source": _source(experiment, checked),
        "target": neuron_name(experiment, checked.layer + 1, checked.target),
    }


def _source(experiment: Experiment, checked: Checked) -> str:
    if checked.source is None:
        return "bias"
    return neuron_name(experiment, checked.layer, checked.source)
