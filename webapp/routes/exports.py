"""What can be taken along from a run, as files."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app, render_template, request

from engine import LESSONS, Timeline
from engine.code import script, torch_script
from engine.diagnosis import exactness
from webapp.files import histories
from webapp.files.notebook import notebook
from webapp.files.recording import recording
from webapp.live.code import dialect_named
from webapp.live.encoding import encode
from webapp.live.recorder import OWN_TABLE, offered_title
from webapp.live.snapshot import Snapshot
from webapp.outgoing import tables
from webapp.outgoing.saved import saved
from webapp.outgoing.separated import Style, style
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_json

blueprint = Blueprint("exports", __name__)
blueprint.after_request(vary)


@get_run(blueprint, "/script.py")
def script_py(look: Look) -> Response:
    """A program that prints the numbers of the run; `?dialect=functions` says it in other words."""
    snapshot, timeline = look.live.past()
    dialect = dialect_named(request.args.get("dialect", "numpy"))
    text = script(_title(snapshot), timeline, snapshot.state, dialect, _note(snapshot, timeline))
    return _file(text, _name(snapshot, "py"), "text/x-python")


@get_run(blueprint, "/script-torch.py")
def script_torch_py(look: Look) -> Response:
    """The same with PyTorch, which finds the deltas by itself."""
    snapshot, timeline = look.live.past()
    text = torch_script(_title(snapshot), timeline, snapshot.state, _note(snapshot, timeline))
    return _file(text, _name(snapshot, "py", "torch-"), "text/x-python")


@get_run(blueprint, "/exactness")
def exact(look: Look) -> Response | str:
    """Whether the run hangs on the last bit, found out now."""
    snapshot, timeline = look.live.past()
    found = exactness(timeline, snapshot.state)
    if wants_json():
        return json_response({"apart": found.apart, "hangs": found.hangs})
    return found.sentence


@get_run(blueprint, "/notebook.ipynb")
def notebook_ipynb(look: Look) -> Response:
    """The same as a notebook, one idea a cell."""
    snapshot, timeline = look.live.past()
    lesson = LESSONS.get(snapshot.lesson or "")
    summary = lesson.summary if lesson else OWN_TABLE + "."
    content = encode(
        notebook(_title(snapshot), summary, timeline, snapshot.state, _note(snapshot, timeline))
    )
    return _file(content, _name(snapshot, "ipynb"), "application/x-ipynb+json")


@get_run(blueprint, "/table.csv")
def table_csv(look: Look) -> Response:
    """The training table with the names of its columns; `?separator=semicolon` for spreadsheets
    whose decimal mark is the comma."""
    text = tables.to_csv(look.live.snapshot().experiment, _style())
    return _file(text, "table.csv", "text/csv")


@get_run(blueprint, "/history.csv")
def history_csv(look: Look) -> Response:
    """The error and every weight on the way to where the run stands, parted as above."""
    snapshot, timeline = look.live.past()
    lines = histories.to_csv(timeline, snapshot.iteration, _style())
    return _file(lines, _name(snapshot, "csv", "history-"), "text/csv")


@get_run(blueprint, "/recording.html")
def recording_html(look: Look) -> Response:
    """The run so far as a page that replays it by itself, without a server."""
    snapshot, timeline = look.live.past()
    parts = recording(_title(snapshot), timeline, snapshot.iteration, current_app.config["ASSETS"])
    return _file(render_template("recording.html", **parts), _name(snapshot, "html"), "text/html")


@get_run(blueprint, "/experiment.json")
def experiment_json(look: Look) -> Response:
    """Experiment, edits and iteration: POST /runs with it opens the same run."""
    snapshot, timeline = look.live.past()
    content = encode(saved(timeline.base, timeline.edits, snapshot.iteration, snapshot.lesson))
    return _file(content, _name(snapshot, "json"), "application/json")


def _style() -> Style:
    return style(request.args.get("separator", ""))


def _title(snapshot: Snapshot) -> str:
    return offered_title(snapshot.lesson)


def _note(snapshot: Snapshot, timeline: Timeline) -> str:
    return exactness(timeline, snapshot.state).sentence


def _name(snapshot: Snapshot, ending: str, prefix: str = "") -> str:
    return f"{prefix}{snapshot.lesson or 'network'}-{snapshot.iteration}.{ending}"


def _file(content: str | bytes | Iterator[str], name: str, mimetype: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
