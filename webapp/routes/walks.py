"""The walks there are, and the way into one."""

from flask import Blueprint, current_app, redirect, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from engine import LESSONS
from webapp.routes.negotiation import json_response, vary, wants_json
from webapp.routes.security import only_for_windows
from webapp.routes.services import runs
from webapp.routes.visitors import visitor
from webapp.views.addresses import at
from webapp.walks.guide import Guide
from webapp.walks.shelf import Unreadable, all_walks, walk
from webapp.walks.walk import Walk

blueprint = Blueprint("walks", __name__)
blueprint.after_request(vary)


@blueprint.get("/walks")
def walks() -> Answer | str:
    """The walks in the order of their lessons; and files that are none, with the reason."""
    found, faults = all_walks(current_app.config["WALKS"])
    if not wants_json():
        return render_template("walks.html", walks=found, faults=faults, lessons=LESSONS)
    return json_response(
        [
            {
                **each.model_dump(include={"title", "summary", "lesson"}),
                "id": id,
                "stops": len(each.stops),
            }
            for id, each in found.items()
        ]
    )


@blueprint.get("/walks/<id>")
def enter(id: str) -> Answer | str:
    """A new run of the walk's lesson, at `?stop=`; for a program the walk itself."""
    guide = guide_of(id, request.args.get("stop", "1"))
    if wants_json():
        return json_response({"id": id, **guide.walk.model_dump(exclude_defaults=True)})
    if request.method == "HEAD":
        return ""
    only_for_windows()
    run = runs().open_lesson(guide.walk.lesson, visitor())
    return redirect(at(f"/runs/{run.id}?walk={id}&stop={guide.number}"), 303)


def shown_guide() -> Guide | None:
    """The stop that the address asks for: `?walk=…&stop=…`, and `&answer=…` once there is one."""
    args = request.args
    if "walk" not in args:
        return None
    return guide_of(args["walk"], args.get("stop", "1"), args.get("answer"))


def guide_of(id: str, stop: str, answer: str | None = None) -> Guide:
    """A stop of a walk. Raises NotFound, with the reason."""
    found = _walk(id)
    if not (stop.isdecimal() and 1 <= int(stop) <= len(found.stops)):
        raise NotFound(f"This walk has {len(found.stops)} stops; say which, from 1 on.")
    return Guide(id, found, int(stop), answer)


def _walk(id: str) -> Walk:
    try:
        return walk(id, current_app.config["WALKS"])
    except KeyError:
        raise NotFound("There is no such walk.") from None
    except Unreadable as fault:
        raise NotFound(f"The file of this walk cannot be read: {fault}.") from None
