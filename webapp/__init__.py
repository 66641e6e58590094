"""The laboratory as a web application: runs advance by one clock and are watched by streams."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from webapp.incoming.numerals import grouped
from webapp.kept.backups import Backups
from webapp.kept.opening import opened
from webapp.kept.valkey import connected
from webapp.live.clock import Clock
from webapp.live.race import Races
from webapp.live.residents import MEMORY, Residents
from webapp.live.runs import DAYS, Runs
from webapp.live.streams import Streams
from webapp.routes import (
    anywhere,
    assets,
    clouds,
    commands,
    errors,
    exports,
    journal,
    keeping,
    landscape,
    listings,
    metrics,
    my_runs,
    packing,
    pages,
    proxies,
    races,
    security,
    sharing,
    streaming,
    studies,
    why,
)
from webapp.routes import formulas as formula_pages
from webapp.routes import proof as proof_pages
from webapp.routes import walks as walk_pages
from webapp.shared.notes import SharedNotes
from webapp.studies.diagnoses import Diagnoses
from webapp.studies.hands import hands
from webapp.studies.notes import Notes
from webapp.studies.shelf import Shelf
from webapp.studies.workers import Workers
from webapp.views.addresses import at
from webapp.views.articles import ARTICLES
from webapp.views.decimals import decimals
from webapp.walks.shelf import FOLDER

ROOT = Path(__file__).parent.parent
MAX_STREAMS = 1_000
MAX_BODY = 2 * 2**20
"""Bytes of a request's body."""
DEFAULTS: Mapping[str, Any] = {
    "MAX_RUNS": 1_000,
    "MAX_STREAMS": MAX_STREAMS,
    "MEMORY": MEMORY,
    "HOSTS": security.LOOPBACK,
    "ALLOW": (),
    "PREFIX": "",
    "DATA": None,
    "SHARED": None,
    "PROCESSES": 1,
    "CLUSTER": None,
    "DAYS": DAYS,
    "BACKUPS": None,
    "WALKS": FOLDER,
    "MAX_CONTENT_LENGTH": MAX_BODY,
    "MAX_FORM_MEMORY_SIZE": MAX_BODY,
}
MODULES = (
    formula_pages,
    *(pages, streaming, my_runs, commands, listings, exports, clouds, sharing),
    *(walk_pages, proof_pages, why, landscape, metrics, studies, races),
)


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application. Nothing runs before a run is played; `close_app` ends what does."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.from_mapping({**DEFAULTS, **(config or {})})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals |= {"at": at, "articles": ARTICLES}
    app.jinja_env.filters |= {"decimals": decimals, "grouped": grouped}
    clock = Clock()
    app.extensions["clock"] = clock
    residents = Residents(app.config["MAX_RUNS"], app.config["MEMORY"])
    shared, processes = app.config["SHARED"], app.config["PROCESSES"]
    writer = opened(app.config["DATA"], shared)
    runs = app.extensions["runs"] = Runs(residents, clock, writer, app.config["DAYS"])
    if app.config["BACKUPS"]:
        app.extensions["backups"] = Backups(app.config["BACKUPS"], writer)
    app.extensions["races"] = Races(runs, clock.now)
    app.extensions["streams"] = Streams(app.config["MAX_STREAMS"])
    app.extensions["diagnoses"] = Diagnoses()
    notes = SharedNotes(connected(shared)) if shared else Notes(app.config["DATA"])
    app.extensions["studies"] = Shelf(Workers(hands(app.config["CLUSTER"], processes)), notes)
    proxies.init_app(app)
    assets.init_app(app, ROOT / "static")
    security.init_app(app)
    packing.init_app(app)
    errors.init_app(app)
    keeping.init_app(app)
    journal.init_app(app)
    for module in MODULES:
        app.register_blueprint(module.blueprint)
    if shared:
        anywhere.init_app(app, writer, runs, clock)
    return app


def close_app(app: Flask) -> None:
    """End every stream, then the clock; what is still to be kept is."""
    app.extensions["streams"].close()
    app.extensions["studies"].close()
    app.extensions["clock"].close()
    for name in ("company", "backups"):
        if service := app.extensions.get(name):
            service.close()
    app.extensions["runs"].close()
