"""What there is to look at: the lessons, a run, its history and its stream."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from engine import LESSONS
from webapp.files.error_history import error_history
from webapp.files.weight_history import weight_history
from webapp.incoming.schema import check_lesson
from webapp.live.recorder import after_step
from webapp.live.snapshot import frame_json, state_json
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.panels import panels_projected
from webapp.routes.security import only_for_windows
from webapp.routes.services import runs
from webapp.routes.visitors import visitor
from webapp.routes.walks import shown_guide
from webapp.views import page as views
from webapp.views.addresses import at

FIRST_LESSON = "eleven-lines"

blueprint = Blueprint("pages", __name__)
blueprint.after_request(vary)


@blueprint.get("/")
def home() -> Answer | str:
    """A new run of a lesson, and the way to it; only looking (HEAD) makes none."""
    lesson = check_lesson(request.args.get("lesson", FIRST_LESSON))
    if request.method == "HEAD":
        return ""
    only_for_windows()
    return redirect(at(f"/runs/{runs().open_lesson(lesson, visitor()).id}"), 303)


@blueprint.get("/health")
def health() -> Answer:
    """Requests are served."""
    return json_response({"status": "ok"})


@blueprint.get("/lessons")
def lessons() -> Answer | str:
    """The lessons in teaching order."""
    if not wants_json():
        return render_template("lessons.html", lessons=LESSONS.values())
    return json_response(
        [
            {"id": lesson.id, "title": lesson.title, "summary": lesson.summary}
            for lesson in LESSONS.values()
        ]
    )


@get_run(blueprint)
def run(look: Look) -> Answer | str:
    """The page of a run, or its state; htmx asks for the next stop of a walk."""
    snapshot = look.live.snapshot()
    if wants_json():
        return json_response(state_json(snapshot, look.is_watched))
    guide = None if look.is_watched else shown_guide()
    if guide and wants_fragment():
        return views.walk(snapshot, guide)
    panels = panels_projected()
    return views.page(
        snapshot,
        None if panels else guide,
        panels,
        is_watched=look.is_watched,
        is_projected=bool(panels),
    )


@get_run(blueprint, "/history")
def history(look: Look) -> Answer | str:
    """The mean error on the way to where the run stands."""
    with look.live.reading() as run:
        iterations, errors = run.history()
        held_out = run.test_history()
    if not wants_json():
        points = zip(iterations, errors, strict=True)
        return render_template("history.html", points=points)
    fields: dict[str, Any] = {"iteration": iterations, "error": errors}
    if held_out:
        fields["test_error"] = dict(zip(("iteration", "error"), held_out, strict=True))
    return json_response(fields)


@get_run(blueprint, "/next")
def following(look: Look) -> Answer:
    """The frame that a step would bring, for a page that wants to have it at hand; or nothing."""
    found = after_step(*look.live.past())
    return json_response(frame_json(found, look.is_watched)) if found else Answer(status=204)


@get_run(blueprint, "/errors")
def errors(look: Look) -> Answer:
    """The error of every example on the way to where the run stands."""
    snapshot, timeline = look.live.past()
    return json_response(error_history(timeline, snapshot.iteration))


@get_run(blueprint, "/weights")
def weights(look: Look) -> Answer:
    """Every weight on the way to where the run stands."""
    snapshot, timeline = look.live.past()
    return json_response(weight_history(timeline, snapshot.iteration))
