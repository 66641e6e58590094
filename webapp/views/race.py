"""A race as its page shows it: each way named by what sets it apart."""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from engine import Experiment
from engine.code import number
from engine.formulas import LOSSES, OPTIMIZERS
from webapp.live.race import MOST, Race
from webapp.live.snapshot import Snapshot, state_fields
from webapp.views.addresses import at
from webapp.views.figures import descent_figure
from webapp.views.formula_choices import choices
from webapp.views.page import SPEEDS, experiment_json, lesson_title

LETTERS = "ABCD"
"""What curves and pictures are called where there is no room for a name."""


def page(race: Race) -> str:
    """The whole page."""
    snapshots = race.snapshots()
    first = snapshots[0]
    return render_template(
        "race.html",
        race=race,
        run_url=at(f"/races/{race.ids}"),
        lanes=_lanes(race, snapshots),
        is_full=len(snapshots) == MOST,
        lesson_title=lesson_title(first),
        experiment_json=experiment_json(first),
        revision=first.revision,
        choices=choices(first.experiment),
        descent_figure=descent_figure(),
        examples=len(first.experiment.inputs),
        speeds=SPEEDS,
        planned=first.experiment.iterations,
        is_watched=False,
        **_whole(snapshots),
    )


def fields(race: Race) -> dict[str, Any]:
    """The same for programs: what holds for all, and the state of each run."""
    snapshots = race.snapshots()
    whole = _whole(snapshots)
    lanes = [
        {"name": name, **state_fields(snapshot)}
        for name, snapshot in zip(_names(snapshots), snapshots, strict=True)
    ]
    return {
        "race": race.ids,
        "iteration": whole["iteration"],
        "status": whole["status"],
        "lanes": lanes,
    }


def names(experiments: Sequence[Experiment]) -> list[str]:
    """The first is called by all in which others differ, those by what they have otherwise than the
    first; no two alike."""
    first, *others = [_ways(experiment) for experiment in experiments]
    differences = [[what for what in first if each[what] != first[what]] for each in others]
    differing = [what for what in first if any(what in each for each in differences)]
    found: list[str] = []
    for each, named in zip((first, *others), (differing, *differences), strict=True):
        text = ", ".join(each[what] for what in named) or "the same"
        name = text[0].upper() + text[1:]
        again = found.count(name)
        found.append(f"{name} ({again + 1})" if again else name)
    return found


def _ways(experiment: Experiment) -> dict[str, str]:
    """Everything in which learning can differ, in a few words each."""
    curves = experiment.activations
    momentum = f" {number(experiment.momentum)}" if experiment.has("momentum") else ""
    layers = "-".join(map(str, experiment.hidden))
    decay = number(experiment.weight_decay)
    return {
        "optimizer": OPTIMIZERS[experiment.optimizer].title + momentum,
        "learning rate": f"learning rate {number(experiment.learning_rate)}",
        "loss": LOSSES[experiment.loss].title.lower(),
        "activations": " then ".join(curves) if len(set(curves)) > 1 else curves[0],
        "weight decay": f"weight decay {decay}" if experiment.weight_decay else "no weight decay",
        "bias": "biases" if experiment.bias else "no biases",
        "hidden": f"hidden layers {layers}" if layers else "no hidden layer",
        "seed": f"seed {experiment.seed}",
        "examples": f"{len(experiment.inputs)} examples",
    }


def _names(snapshots: Sequence[Snapshot]) -> list[str]:
    return names([snapshot.experiment for snapshot in snapshots])


def _whole(snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    status = Race.status(snapshots)
    return {
        "iteration": max(snapshot.iteration for snapshot in snapshots),
        "error": min(snapshot.error for snapshot in snapshots),
        "status": status,
        "running": status == "running",
    }


def _lanes(race: Race, snapshots: Sequence[Snapshot]) -> list[dict[str, Any]]:
    ids = [lane.id for lane in race.lanes]
    return [
        {
            "letter": letter,
            "name": name,
            "run": at(f"/runs/{snapshot.id}"),
            "without": at(f"/races/{'.'.join(id for id in ids if id != snapshot.id)}"),
            "revision": snapshot.revision,
            "iteration": snapshot.iteration,
            "error": snapshot.error,
            "status": snapshot.status,
        }
        for letter, name, snapshot in zip(LETTERS, _names(snapshots), snapshots, strict=False)
    ]
