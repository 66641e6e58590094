"""Which panels of the page an address asks for, and how large."""

from flask import request

from webapp.incoming.faults import Fault, Invalid
from webapp.views.panels import PANELS, PROJECTED


def panels_asked(otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `?panels=`, or others when there is no such word. Raises Invalid."""
    if "panels" not in request.args:
        return otherwise
    wanted = tuple(filter(None, request.args["panels"].split(",")))
    if not wanted or not set(wanted) <= set(PANELS):
        raise Invalid(Fault("panels", f"must be some of {', '.join(PANELS)}, parted by commas"))
    return wanted


def panels_projected() -> tuple[str, ...]:
    """The panels of `?view=projector`; none when the whole page is asked for. Raises Invalid."""
    view = request.args.get("view", "")
    if view not in ("", "projector"):
        raise Invalid(Fault("view", "must be projector, or be left out"))
    return panels_asked(PROJECTED) if view else ()
