"""The services that create_app has put together, for the routes."""

from flask import current_app

from webapp.live.runs import Runs
from webapp.live.streams import Streams
from webapp.studies.diagnoses import Diagnoses


def runs() -> Runs:
    """The runs of this server."""
    found: Runs = current_app.extensions["runs"]
    return found


def streams() -> Streams:
    """The streams that are open."""
    found: Streams = current_app.extensions["streams"]
    return found


def diagnoses() -> Diagnoses:
    """Why runs learn or not."""
    found: Diagnoses = current_app.extensions["diagnoses"]
    return found
