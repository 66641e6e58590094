"""The figures with axes, defined once for the page, the notebook and the exports.

Colours are left to whoever shows a figure: the page takes them from its design tokens.
"""

from functools import cache
from typing import Any

import numpy as np
import plotly.graph_objects as go

EDGE = 16
MARGIN = {"l": 46, "r": 14, "t": 8, "b": 38}


def _figure(trace: go.Scatter, xaxis: dict[str, Any], yaxis: dict[str, Any]) -> str:
    layout = go.Layout(margin=MARGIN, showlegend=False, xaxis=xaxis, yaxis=yaxis)
    return str(go.Figure(data=[trace], layout=layout).update_layout(template="none").to_json())


@cache
def sigmoid_figure() -> str:
    """The curve 1 / (1 + e^-x) over the weighted sums that networks of this size reach; JSON."""
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


@cache
def descent_figure() -> str:
    """Mean |error| over iterations, still empty; JSON."""
    return _figure(
        go.Scatter(x=[], y=[], mode="lines", line_width=3),
        {"title": {"text": "iteration", "standoff": 4}, "type": "log", "nticks": 6},
        {"title": {"text": "mean error", "standoff": 4}, "rangemode": "tozero", "nticks": 6},
    )
