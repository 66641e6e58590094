"""The ground a run walks on, for programs, for the page, and in words."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response as Answer

from engine.study import landscape
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_json

blueprint = Blueprint("landscape", __name__)
blueprint.after_request(vary)


@get_run(blueprint, "/landscape")
def ground(look: Look) -> Answer | str:
    """The mean |error| over a plane through the run's way."""
    snapshot, timeline = look.live.past()
    found = landscape(timeline, snapshot.iteration)
    if wants_json():
        return json_response(
            {
                "u": found.u,
                "v": found.v,
                "ground": found.ground,
                "iteration": found.iterations,
                "trail": found.trail,
                "error": found.errors,
                "shares": found.shares,
            }
        )
    rows = zip(found.iterations, found.trail, found.errors, strict=True)
    return render_template("landscape.html", rows=rows, shares=found.shares, path=look.path)
