"""Imported by the process that servers are forked from: loads and compiles what each would."""

import valkey  # noqa: F401

import webapp.posix  # noqa: F401
from tests import compiled
from webapp import close_app, create_app
from webapp.server import warm

compiled.keep()
app = create_app()
warm(app)
close_app(app)
