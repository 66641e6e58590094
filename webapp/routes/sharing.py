"""Runs handed on: a link that carries a whole run, and forms of it for a course page."""

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from werkzeug.wrappers import Response as Answer

from webapp.files.links import packed, unpacked
from webapp.incoming.schema import check_lesson
from webapp.live.snapshot import state_json
from webapp.outgoing.saved import saved
from webapp.routes.commands import opened
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_json
from webapp.routes.panels import panels_asked
from webapp.routes.reach import reach
from webapp.routes.security import framed_policy, only_for_windows
from webapp.routes.services import runs
from webapp.routes.visitors import visitor
from webapp.views import page as views
from webapp.views.addresses import at
from webapp.views.panels import CHOSEN

LONGEST_ADDRESS = 3_000
"""Letters that every server takes in an address; a longer run travels behind a #."""

blueprint = Blueprint("sharing", __name__)
blueprint.after_request(vary)


@get_run(blueprint, "/link")
def link(look: Look) -> Response:
    """The addresses, from the host's root, that open this run anywhere; where others reach it."""
    snapshot, timeline = look.live.past()
    run = packed(saved(timeline.base, timeline.edits, snapshot.iteration, snapshot.lesson))
    mark = "?" if len(run) <= LONGEST_ADDRESS else "#"
    return json_response(
        {
            "watch": at(f"/watch/{snapshot.structure.view}"),
            "link": at(f"/open{mark}run={run}"),
            "embed": at(f"/embed{mark}run={run}"),
            "title": snapshot.structure.given_title,
            **reach(request.scheme, request.host, current_app.config["HOSTS"]),
        }
    )


@blueprint.route("/open", methods=["GET", "POST"])
def open_run() -> Answer | str:
    """The run of a link, as a run of its own; what stands behind a # comes back as a form."""
    if "run" not in request.values:
        return render_template("unpack.html")
    only_for_windows()
    live = opened(unpacked(request.values["run"]), visitor(), is_touched=False)
    if wants_json():
        return json_response(state_json(live.snapshot()))
    return redirect(at(f"/runs/{live.id}"), 303)


@blueprint.route("/embed", methods=["GET", "POST"])
def embed() -> Answer | str:
    """The run of a link or a lesson with chosen panels only, for a frame in any other page."""
    panels = panels_asked(CHOSEN)
    only_for_windows()
    if "run" in request.values:
        live = opened(unpacked(request.values["run"]), None, is_touched=False)
    elif "lesson" in request.args:
        live = runs().open_lesson(check_lesson(request.args["lesson"]))
    else:
        return _frameable(render_template("unpack.html"))
    return _frameable(views.page(live.snapshot(), panels=panels))


def _frameable(page: str) -> Answer:
    response = make_response(page)
    response.headers["Content-Security-Policy"] = framed_policy()
    return response
