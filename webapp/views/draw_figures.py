"""The figures with axes, defined with Plotly; `python -m webapp.views.draw_figures` writes them.

What is written does not change from run to run, and Plotly for Python would stay in the memory of
every server for it; so a server reads the file. A test holds it to these definitions. Colours are
left to whoever shows a figure: the page takes them from its design tokens.
"""

import json
from typing import Any

import numpy as np
import plotly.graph_objects as go

from webapp.views.figures import WRITTEN

EDGE = 16
MARGIN = {"l": 46, "r": 22, "t": 8, "b": 38}
"""In pixels, where the letters of the page have 15: half of the longest label finds room."""
ALL_LABELS = {"ticklabeloverflow": "allow"}
"""None is measured to see whether it fits: that costs a layout of the page each."""


def drawn() -> dict[str, Any]:
    """All figures by their names, as Plotly's JSON has them."""
    return {"sigmoid": _sigmoid(), "descent": _descent()}


def _sigmoid() -> Any:
    """The curve 1 / (1 + e^-x) over the weighted sums that networks of this size reach."""
    sums = np.linspace(-EDGE, EDGE, 321)
    curve = go.Scatter(
        x=sums.tolist(),
        y=(1 / (1 + np.exp(-sums))).round(5).tolist(),
        mode="lines",
        line={"width": 2, "simplify": False},
    )
    return _figure(
        curve,
        {"title": {"text": "weighted sum", "standoff": 4}, "range": [-4, 4], "dtick": 2},
        {"title": {"text": "output", "standoff": 4}, "range": [-0.06, 1.06], "dtick": 0.5},
    )


def _descent() -> Any:
    """Mean |error| over iterations, still empty."""
    return _figure(
        go.Scatter(x=[], y=[], mode="lines", line_width=3),
        {"title": {"text": "iteration", "standoff": 4}, "type": "log", "nticks": 6},
        {"title": {"text": "mean error", "standoff": 4}, "rangemode": "tozero", "nticks": 6},
    )


def _figure(trace: go.Scatter, xaxis: dict[str, Any], yaxis: dict[str, Any]) -> Any:
    layout = go.Layout(
        margin=MARGIN, showlegend=False, xaxis=xaxis | ALL_LABELS, yaxis=yaxis | ALL_LABELS
    )
    figure = go.Figure(data=[trace], layout=layout).update_layout(template="none")
    return json.loads(figure.to_json())


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps(drawn()) + "\n", encoding="utf-8")
