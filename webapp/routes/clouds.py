"""Point clouds as tables: a start for one's own, or for a program."""

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from engine.clouds import CLOUDS
from webapp.incoming import forms
from webapp.incoming.parsing import parse
from webapp.incoming.schema import Cloud
from webapp.outgoing.clouds import to_csv

blueprint = Blueprint("clouds", __name__)


@blueprint.get("/clouds/<name>.csv")
def cloud_csv(name: str) -> Response:
    """`?number=200&noise=0.1&seed=1`: so many points, with the class of each."""
    if name not in CLOUDS:
        raise NotFound(f"There are no such points; there are {', '.join(CLOUDS)}.")
    wish = parse(Cloud, forms.values(request.args))
    response = Response(to_csv(name, wish.number, wish.noise, wish.seed), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
