"""The figures with axes, as webapp/views/draw_figures.py has written them down."""

import json
from functools import cache
from pathlib import Path

WRITTEN = Path(__file__).with_name("figures.json")


@cache
def figure(name: str) -> str:
    """The sigmoid's curve or the error's descent, which is still empty, as Plotly's JSON."""
    return json.dumps(json.loads(WRITTEN.read_text(encoding="utf-8"))[name])
