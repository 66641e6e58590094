"""The ground a run walks on, for programs, for the page, and in words."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from engine.study import Weight, landscape
from webapp.incoming.landscapes import ground_of
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_json

blueprint = Blueprint("landscape", __name__)
blueprint.after_request(vary)


@blueprint.app_template_filter("weight")
def written(weight: Weight) -> str:
    """As the code writes it."""
    return f"syn{weight.layer}[{weight.source}, {weight.target}]"


@get_run(blueprint, "/landscape")
def ground(look: Look) -> Answer | str:
    """The mean |error| over a plane through the run's way; `?across=syn0 0 0&up=syn1 0 0` that of
    two weights, `&others=8` with the trails of other starts."""
    snapshot, timeline = look.live.past()
    weights, others = ground_of(request.args, snapshot.experiment.shape)
    found = landscape(timeline, snapshot.iteration, weights, others)
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
                "others": [other._asdict() for other in found.others],
            }
        )
    rows = zip(found.iterations, found.trail, found.errors, strict=True)
    return render_template(
        "landscape.html", rows=rows, found=found, weights=weights, path=look.path
    )
