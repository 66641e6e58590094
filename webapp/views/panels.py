"""The panels that a page of another site may show by themselves: the one list of them.

A panel is a part of the page with `data-panel` of this name.
"""

PANELS = {
    "controls": "controls",
    "table": "training set",
    "situations": "new situations",
    "explanation": "where a number comes from",
    "plane": "input plane",
    "hidden-plane": "hidden plane",
    "network": "network",
    "code": "code",
    "sigmoid": "sigmoid curve",
    "descent": "error descent",
    "error-history": "history of the errors",
    "weight-history": "history of the weights",
}
BELOW = ("error-history", "weight-history")
"""Those at the foot of the page: each is a template of this name (`_error_history.html`), which
says with `data-mounts` which module of static/js/views draws in it."""
CHOSEN = ("controls", "network", "descent")
"""Those that are shown when nobody says which."""
PROJECTED = ("plane", "descent")
"""Those that a projector shows when nobody says which."""
