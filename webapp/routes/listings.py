"""The code of a run over HTTP: where it stands in it, and going through it line by line."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from webapp.incoming.parsing import parse
from webapp.incoming.schema import Lines
from webapp.live.code import listing_fields
from webapp.live.live_run import LiveRun
from webapp.routes.bodies import fields
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import runs
from webapp.views.addresses import at

blueprint = Blueprint("listings", __name__)
blueprint.after_request(vary)


@get_run(blueprint, "/listing")
def listing(look: Look) -> Answer | str:
    """The code and where the run stands in it; `?dialect=functions` says it in other words."""
    found = _listing(look.live)
    if wants_json():
        return json_response(found)
    return render_template("listing.html", lines=found.pop("loop"), **found)


@blueprint.post("/runs/<id>/line")
def line(id: str) -> Answer:
    """Executes lines, or takes some back."""
    live, body = runs().get(id), parse(Lines, fields())
    live.move(body.lines)
    if wants_json():
        return json_response(_listing(live))
    return Answer(status=204) if wants_fragment() else redirect(at(f"/runs/{id}"), 303)


def _listing(live: LiveRun) -> dict[str, object]:
    snapshot, timeline = live.past()
    code = snapshot.structure.code.listing(request.args.get("dialect", "numpy"))
    previous = timeline.state_at(snapshot.iteration - 1) if snapshot.iteration else None
    return listing_fields(code, snapshot.line, snapshot.state, previous)
