"""The runs of a browser: their list, titles, copies; taken away and taken back."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as Answer

from webapp.incoming.parsing import parse
from webapp.incoming.schema import Nothing, Title
from webapp.live.live_run import LiveRun
from webapp.live.snapshot import state_json
from webapp.routes.bodies import fields
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import runs
from webapp.routes.visitors import known_visitor, visitor
from webapp.views.addresses import at
from webapp.views.my_run import MyRun, entries, runs_alone

blueprint = Blueprint("my_runs", __name__)
blueprint.after_request(vary)


@blueprint.get("/runs")
def my_runs() -> Answer | str:
    """The runs that this browser made, the newest first."""
    who = known_visitor()
    found = runs().made_by(who) if who else []
    if wants_json():
        return json_response([each.fields() for each in runs_alone(found)])
    return render_template(
        "my_runs.html", entries=entries(found), days=runs().days, notice=runs().writer.notice
    )


@blueprint.patch("/runs/<id>")
def call(id: str) -> Answer | str:
    """Give a run a title; an empty one takes it away."""
    live, body = runs().get(id), parse(Title, fields())
    snapshot = live.call(body.title.strip() or None)
    if wants_json():
        return json_response(state_json(snapshot))
    return Answer(status=204) if wants_fragment() else redirect(at("/runs"), 303)


@blueprint.post("/runs/<id>/copy")
def copy(id: str) -> Answer:
    """A run of one's own in the same state."""
    return _copied(runs().get(id))


@blueprint.post("/watch/<view>/copy")
def copy_watched(view: str) -> Answer:
    """The same for who may only look."""
    return _copied(runs().watched(view))


@blueprint.delete("/runs/<id>")
def remove(id: str) -> Answer | str:
    """Take a run away; for a day it can be taken back."""
    runs().remove(id)
    path = f"/runs/{id}"
    return render_template("_removed.html", path=path) if wants_fragment() else Answer(status=204)


@blueprint.post("/runs/<id>/restore")
def restore(id: str) -> Answer | str:
    """Take it back."""
    parse(Nothing, fields())
    snapshot = runs().restore(id).snapshot()
    if wants_json():
        return json_response(state_json(snapshot))
    if not wants_fragment():
        return redirect(at(f"/runs/{id}"), 303)
    found = [each for each in runs().made_by(known_visitor() or "") if each.id == id]
    return render_template("_my_run.html", run=MyRun.of(found[0])) if found else Answer(status=204)


def _copied(live: LiveRun) -> Answer:
    parse(Nothing, fields())
    copied = runs().copy(live, visitor())
    path = at(f"/runs/{copied.id}")
    if not wants_json():
        return redirect(path, 303)
    response = json_response(state_json(copied.snapshot()), 201)
    response.headers["Location"] = path
    return response
