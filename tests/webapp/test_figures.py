"""The figures that a server reads are those that are defined."""

import json

from webapp.views.draw_figures import drawn
from webapp.views.figures import WRITTEN


def test_what_is_written_is_what_is_defined() -> None:
    assert json.loads(WRITTEN.read_text()) == drawn(), "python -m webapp.views.draw_figures"
