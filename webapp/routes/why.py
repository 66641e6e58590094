"""Why a run learns or not, for programs and for the page."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from engine.diagnosis import Diagnosis, Finding
from webapp.live.encoding import encode
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import diagnoses
from webapp.studies.diagnoses import diagnosis_fields

blueprint = Blueprint("why", __name__)
blueprint.after_request(vary)


@get_run(blueprint, "/why")
def why(look: Look) -> Answer | str:
    """A verdict and its findings; `?unasked` answers a page with nothing while all goes well."""
    iteration, found = diagnoses().of(look.live)
    if wants_json():
        return json_response(diagnosis_fields(found))
    shown = {
        "run_url": look.path,
        "iteration": iteration,
        "diagnosis": found,
        "edits": [_edit(finding) for finding in found.findings],
        "silent": "unasked" in request.args and _goes_well(found),
    }
    return render_template("_why.html" if wants_fragment() else "why.html", **shown)


def _edit(finding: Finding) -> str:
    return encode(finding.attempt.experiment).decode() if finding.attempt else ""


def _goes_well(found: Diagnosis) -> bool:
    """Whether there is nothing to say to who has not asked."""
    nothing = found.verdict == "learning" and not found.findings
    return nothing or found.verdict in ("learned", "untrained")
