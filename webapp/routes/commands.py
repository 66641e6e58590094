"""What a run can be told: each route reads the body, tells the run and answers what came of it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from engine import LESSONS, Experiment, StopWhen
from webapp.incoming import forms
from webapp.incoming.edits import edited
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Fault, Invalid, finite
from webapp.incoming.own_data.dialog import Source, shown, told
from webapp.incoming.parsing import parse
from webapp.incoming.saved import edits_of
from webapp.incoming.schema import NewRun, Nothing, Play, Seek, SetWeight, Step, Think, check_lesson
from webapp.incoming.tables import TABLES, fit_faults
from webapp.live.live_run import LiveRun
from webapp.live.snapshot import Snapshot, state_json
from webapp.routes.bodies import fields, is_form, texts
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import runs
from webapp.routes.visitors import visitor
from webapp.views.addresses import at

blueprint = Blueprint("commands", __name__)
blueprint.after_request(vary)


@blueprint.post("/runs")
def create() -> Answer:
    """A new run of a lesson or of an experiment of one's own."""
    live = opened(forms.new_run(fields()) if is_form() else fields(), visitor())
    response = _answer(live.snapshot())
    if wants_json():
        response.status_code = 201
    response.headers["Location"] = at(f"/runs/{live.id}")
    return response


@blueprint.post("/runs/<id>/step")
def step(id: str) -> Answer:
    live, body = runs().get(id), parse(Step, fields())
    return _answer(live.step(body.iterations))


@blueprint.post("/runs/<id>/back")
def back(id: str) -> Answer:
    live, body = runs().get(id), parse(Step, fields())
    return _answer(live.back(body.iterations))


@blueprint.post("/runs/<id>/run")
def play(id: str) -> Answer:
    live, body = runs().get(id), parse(Play, fields())
    stop = StopWhen(body.error_below, body.answer_crosses)
    return _answer(live.play(body.speed, body.until, stop))


@blueprint.post("/runs/<id>/seek")
def seek(id: str) -> Answer:
    live, body = runs().get(id), parse(Seek, fields())
    return _answer(live.seek(body.iteration))


@blueprint.post("/runs/<id>/<any(pause, reset, undo, redo):command>")
def tell(id: str, command: str) -> Answer:
    """The commands without particulars."""
    live, _ = runs().get(id), parse(Nothing, fields())
    return _answer(getattr(live, command)())


@blueprint.patch("/runs/<id>/weights")
def set_weight(id: str) -> Answer:
    live, body = runs().get(id), parse(SetWeight, fields())
    before = live.snapshot().revision
    snapshot = live.set_weight(body.layer, body.source, body.target, body.value)
    return _answer_to_edit(snapshot, before)


@blueprint.patch("/runs/<id>/experiment")
def edit(id: str) -> Answer:
    """Any part of the experiment, or another lesson; from a form also parts of its tables."""
    live, body = runs().get(id), dict(fields())
    if not body:
        raise Invalid(Fault("experiment", "has nothing to change: name a part of it"))
    lesson = check_lesson(body.pop("lesson")) if "lesson" in body else None
    change = edited if is_form() else experiment_of

    def changed(present: Experiment) -> Experiment:
        return change(body, LESSONS[lesson].experiment if lesson else present)

    before = live.snapshot().revision
    return _answer_to_edit(live.edit(changed, lesson), before)


@blueprint.post("/runs/<id>/table")
def open_table(id: str) -> Answer:
    """Somebody's own table: what is understood of it, and once that is right, its use."""
    live, file = runs().get(id), request.files.get("file")
    name, data = (file.filename or "", file.read()) if file else ("", b"")
    form = texts()
    source = Source(form, name, data)
    present = live.snapshot().experiment
    if form.get("action") == "use":
        try:
            experiment = source.experiment(present)
            return _answer(live.edit(lambda _: experiment, "", f"{source.title} opened"))
        except Invalid:
            if not wants_fragment():
                raise
    if wants_json():
        return json_response(told(source, present))
    return Response(render_template("_own_table.html", **shown(source, present)))


@blueprint.post("/runs/<id>/think")
def think(id: str) -> Answer:
    """What the network makes of new situations."""
    live, body = runs().get(id), parse(Think, forms.nested(fields()) if is_form() else fields())
    columns = live.snapshot().experiment.shape[0]
    faults = TABLES["inputs"].faults("inputs", body.inputs)
    faults = faults or fit_faults("inputs", body.inputs, columns)
    if faults:
        raise Invalid(*faults)
    with live.reading() as run, finite("inputs"):
        layers = run.think(body.inputs)
    if wants_json():
        return json_response({"layers": layers})
    return Response(render_template("think.html", answers=layers[-1]))


def opened(fields: Mapping[str, Any], visitor: str | None, is_touched: bool = True) -> LiveRun:
    """A new run of a lesson or an experiment, with its edits, at its iteration, or when that is far
    away, playing towards it. Raises Invalid, Full, Refused."""
    body = parse(NewRun, fields)
    if (body.lesson is None) == (body.experiment is None):
        raise Invalid(Fault("lesson", "is needed, or else an experiment, and not both"))
    lesson = body.began_as if body.began_as in LESSONS else None
    if body.experiment is not None:
        base = experiment_of(body.experiment)
    else:
        lesson = check_lesson(body.lesson)
        base = LESSONS[lesson].experiment
    with finite("edits"):
        edits = edits_of(body.edits, base)
        return runs().create(base, lesson, edits, body.iteration, visitor, is_touched)


def _answer_to_edit(snapshot: Snapshot, before: int) -> Answer:
    """As ever; but when nothing was changed nothing follows, and the page writes its field anew."""
    unchanged = wants_fragment() and snapshot.revision == before
    return Answer(status=205) if unchanged else _answer(snapshot)


def _answer(snapshot: Snapshot) -> Answer:
    """The state for a program; for htmx nothing, as the stream brings it; else the run's page."""
    if wants_json():
        return json_response(state_json(snapshot))
    return Answer(status=204) if wants_fragment() else redirect(at(f"/runs/{snapshot.id}"), 303)
