"""One map from what goes wrong to an answer: problem+json for programs, a page or fragment else."""

from collections import defaultdict
from collections.abc import Iterable
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from engine import TooManyEdits
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.parsing import known
from webapp.incoming.schema import Play, Settings, SetWeight
from webapp.incoming.tables import TABLES
from webapp.kept.store import Newer, NoRoom, Unreachable
from webapp.live.errors import Full, Refused, TakenAway, UnknownRun
from webapp.routes.journal import note_bug, note_faults
from webapp.routes.keeping import NOT_KEPT
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json

PATIENCE, CHUNK = 64 * 2**20, 2**16
"""Bytes of a body that is too large to be read before the connection is closed nevertheless."""
RETRY_AFTER = 5
"""Seconds after which a full server is worth another try."""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(UnknownRun, _unknown)
    app.register_error_handler(Full, _full)
    app.register_error_handler(Unreachable, _unreachable)
    app.register_error_handler(Newer, _newer)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(TooManyEdits, _refused)
    app.register_error_handler(Exception, _bug)


def problem(status: int, detail: str, faults: Iterable[Fault] = ()) -> Response:
    """The answer to a request that cannot be fulfilled."""
    faults = tuple(faults)
    detail = _plain(detail)
    note_faults(faults)
    if wants_json():
        return vary(_problem_json(status, detail, faults))
    if wants_fragment():
        page = render_template("_errors.html", problems=_by_target(detail, faults))
    else:
        title = HTTPStatus(status).phrase
        page = render_template(
            "error.html", status=status, title=title, detail=detail, faults=faults
        )
    return vary(make_response(page, status))


def _problem_json(status: int, detail: str, faults: Iterable[Fault]) -> Response:
    errors = [{"field": _plain(each.field), "message": _plain(each.message)} for each in faults]
    body = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors,
    }
    return json_response(body, status, "application/problem+json")


def _by_target(detail: str, faults: Iterable[Fault]) -> dict[str, list[tuple[str, str]]]:
    """The messages by the element of the page that shows them."""
    targets: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for fault in faults:
        targets[_beside(fault.field.split(".")[0])].append((fault.field, fault.message))
    return targets or {"alert": [("", detail.rstrip("."))]}


def _beside(name: str) -> str:
    """The element that shows what is wrong with a field of this name."""
    fields = {
        "settings": known(Settings),
        "table": TABLES,
        "stop": known(Play),
        "weight": known(SetWeight),
    }
    return next((f"{place}-problem" for place, names in fields.items() if name in names), "alert")


def _plain(text: str) -> str:
    """Text that can be written anywhere: one line of what can be read."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _too_large(error: RequestEntityTooLarge) -> Response:
    """Reads the rest and throws it away: who is still sending would not hear an answer."""
    most = current_app.config["MAX_CONTENT_LENGTH"] // 2**20
    error.description = f"What is sent must be at most {most} MiB."
    for _ in range(PATIENCE // CHUNK):
        if not request.environ["wsgi.input"].read(CHUNK):
            break
    return _http(error)


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    response = problem(error.code or 500, error.description or error.name)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _invalid(error: Invalid) -> Response:
    return problem(422, f"Nothing was changed: {error}.", error.faults)


def _refused(error: Exception) -> Response:
    return problem(409, f"{error}")


def _unknown(error: UnknownRun) -> Response:
    response = problem(404, f"{error}")
    if isinstance(error, TakenAway):
        response.headers["X-Taken-Away"] = "yes"
    return response


def _full(error: Full) -> Response:
    return _later(f"{error} Please try again in a moment.")


def _unreachable(error: Unreachable) -> Response:
    note_bug(error)
    fault = "is full" if isinstance(error, NoRoom) else "does not answer"
    response = _later(
        f"The place where runs are kept {fault} just now. Please try again in a moment."
    )
    response.headers[NOT_KEPT] = "yes"
    return response


def _newer(error: Newer) -> Response:
    return _later(
        "A later version of this program has worked on this run, and this server cannot read it"
        " yet. It is left as it is. Please try again once the server has been updated."
    )


def _later(detail: str) -> Response:
    response = problem(503, detail)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _bug(error: Exception) -> Response:
    note_bug(error)
    return problem(500, "Something went wrong here; the run goes on as it was.")
