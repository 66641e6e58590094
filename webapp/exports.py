"""What can be taken along from a run, as files."""

from flask import Blueprint, Response

from webapp import tabular
from webapp.negotiation import vary
from webapp.services import runs

blueprint = Blueprint("exports", __name__)
blueprint.after_request(vary)


@blueprint.get("/runs/<id>/table.csv")
def table(id: str) -> Response:
    """The training table with the names of its columns."""
    return _file(tabular.to_csv(runs().get(id).snapshot().experiment), "table.csv", "text/csv")


def _file(content: str, name: str, mimetype: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
