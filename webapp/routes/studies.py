"""Studies: other starts of an experiment, and what becomes of them when some of it varies."""

from functools import partial

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from engine import LESSONS
from engine.formulas import ACTIVATIONS
from webapp.incoming.experiments import experiment_of
from webapp.incoming.numerals import grouped
from webapp.incoming.studies import description, from_form, new_study, plan_of
from webapp.live.recorder import OWN_TABLE
from webapp.live.viewers import wire_of
from webapp.outgoing.experiments import fields_of
from webapp.outgoing.separated import style
from webapp.routes.bodies import fields, is_form
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import runs, streams, studies
from webapp.routes.visitors import visitor
from webapp.studies.study import Study
from webapp.studies.telling import messages, study_fields, table_csv
from webapp.views.addresses import at

blueprint = Blueprint("studies", __name__)
blueprint.after_request(vary)


@blueprint.app_template_filter("listed")
def listed(value: object) -> str:
    """A value that varies, as a reader reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


blueprint.add_app_template_filter(grouped, "grouped")


@blueprint.post("/studies")
def create() -> Answer:
    """A study of a run's experiment, or of one of its own; work on it begins."""
    body = new_study(from_form(request.form) if is_form() else fields())
    title = OWN_TABLE
    if body.run is not None:
        snapshot = runs().get(body.run).snapshot()
        base = snapshot.experiment
        title = LESSONS[snapshot.lesson].title if snapshot.lesson in LESSONS else title
    else:
        base = experiment_of(body.experiment or {})
    told = {**description(body, base), "experiment": fields_of(base)}
    study = studies().open(plan_of(body, base), title, told, visitor())
    response = _answer(study)
    if wants_json():
        response.status_code = 201
    response.headers["Location"] = at(f"/studies/{study.id}")
    return response


@blueprint.get("/studies/<id>")
def look(id: str) -> Answer | str:
    """The study as far as it has come."""
    study = studies().get(id)
    if wants_json():
        return json_response(study_fields(study))
    return _shown("study.html", study)


@blueprint.get("/studies/<id>/stream")
def stream(id: str) -> Answer:
    """Server-sent events until the study has ended."""
    study = studies().get(id)
    response = Response(mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    if request.method != "HEAD":
        viewer = streams().admit(study, wire_of(request.environ))
        response.call_on_close(partial(streams().leave, study, viewer))
        response.response = messages(study, viewer)
    return response


@blueprint.post("/studies/<id>/stop")
def stop(id: str) -> Answer:
    """Leave it at what is known."""
    return _answer(studies().stop(id))


@blueprint.get("/studies/<id>/table.csv")
def table(id: str) -> Response:
    """A row a start; `?separator=semicolon` for spreadsheets whose decimal mark is the comma."""
    text = table_csv(studies().get(id), style(request.args.get("separator", "")))
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="study.csv"'
    return response


def _shown(template: str, study: Study) -> str:
    """The study as HTML; `near` is what an answer is that is off by less than a half."""
    fields = study_fields(study, 0)
    *_, last = fields["experiment"].get("activations", ["sigmoid"])
    return render_template(template, study=fields, near=ACTIVATIONS[last].words.right)


def _answer(study: Study) -> Answer:
    if wants_json():
        return json_response(study_fields(study))
    if wants_fragment():
        return Answer(_shown("_study.html", study))
    return redirect(at(f"/studies/{study.id}"), 303)
