"""The services that create_app has put together, for the routes."""

from flask import current_app

from webapp.live.race import Races
from webapp.live.runs import Runs
from webapp.live.streams import Streams
from webapp.shared.company import Company
from webapp.studies.diagnoses import Diagnoses
from webapp.studies.shelf import Shelf


def runs() -> Runs:
    """The runs of this server."""
    found: Runs = current_app.extensions["runs"]
    return found


def races() -> Races:
    """The races of its runs."""
    found: Races = current_app.extensions["races"]
    return found


def streams() -> Streams:
    """The streams that are open."""
    found: Streams = current_app.extensions["streams"]
    return found


def company() -> "Company":
    """This server among those that share a store."""
    found: Company = current_app.extensions["company"]
    return found


def diagnoses() -> Diagnoses:
    """Why runs learn or not."""
    found: Diagnoses = current_app.extensions["diagnoses"]
    return found


def studies() -> Shelf:
    """The studies of this server."""
    found: Shelf = current_app.extensions["studies"]
    return found
