"""What a choice of formulas changes in the code, before it is taken."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from engine import Experiment
from webapp.incoming import forms
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Invalid
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import vary
from webapp.views.formula_choices import difference

blueprint = Blueprint("formulas", __name__)
blueprint.after_request(vary)


@get_run(blueprint, "/formulas")
def formulas(look: Look) -> str:
    """The listing with the chosen formulas beside the present one; or why they do not go."""
    return change(look.live.snapshot().experiment, request.args)


def change(experiment: Experiment, fields: Mapping[str, str], is_race: bool = False) -> str:
    """What these fields of a form make of the listing of an experiment."""
    try:
        chosen = experiment_of(forms.values(fields), experiment)
    except Invalid as invalid:
        return render_template("_formula_change.html", faults=invalid.faults)
    return render_template(
        "_formula_change.html",
        faults=(),
        lines=list(difference(experiment, chosen)),
        is_same=chosen == experiment,
        is_race=is_race,
        restarts=not chosen.same_network(experiment),
    )
