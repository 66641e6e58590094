"""A race as its page shows it: each way named by what sets it apart."""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from webapp.live.race import MOST, Race
from webapp.live.snapshot import Snapshot, state_fields
from webapp.outgoing.ways import ways
from webapp.views.addresses import at
from webapp.views.figures import figure
from webapp.views.formula_choices import choices
from webapp.views.my_run import LETTERS
from webapp.views.page import SPEEDS, experiment_json, lesson_title


def page(race: Race, is_watched: bool = False) -> str:
    """The whole page, or only to look at."""
    snapshots = race.snapshots()
    first = snapshots[0]
    return render_template(
        "race.html",
        race=race,
        run_url=_address(race, is_watched),
        run_title="a race",
        watch_url=_address(race, is_watched=True),
        lanes=_lanes(race, snapshots, is_watched),
        is_full=is_watched or len(snapshots) == MOST,
        lesson_title=lesson_title(first),
        experiment_json=experiment_json(first),
        revision=first.revision,
        choices=choices(first.experiment),
        descent_figure=figure("descent"),
        examples=len(first.experiment.inputs),
        speeds=SPEEDS,
        planned=first.experiment.iterations,
        is_watched=is_watched,
        **_whole(snapshots),
    )


def _address(race: Race, is_watched: bool) -> str:
    views = ".".join(lane.view for lane in race.lanes)
    return at(f"/watch/races/{views}" if is_watched else f"/races/{race.ids}")


def fields(race: Race, is_watched: bool = False) -> dict[str, Any]:
    """The same for programs: what holds for all, and the state of each run."""
    snapshots = race.snapshots()
    whole = _whole(snapshots)
    lanes = [
        {"name": name, **state_fields(snapshot, is_watched)}
        for name, snapshot in zip(_names(snapshots), snapshots, strict=True)
    ]
    own = {} if is_watched else {"race": race.ids}
    return {
        **own,
        "iteration": whole["iteration"],
        "status": whole["status"],
        "lanes": lanes,
    }


def _names(snapshots: Sequence[Snapshot]) -> list[str]:
    return ways([snapshot.experiment for snapshot in snapshots])


def _whole(snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    status = Race.status(snapshots)
    return {
        "iteration": max(snapshot.iteration for snapshot in snapshots),
        "error": min(snapshot.error for snapshot in snapshots),
        "status": status,
        "running": status == "running",
    }


def _lanes(race: Race, snapshots: Sequence[Snapshot], is_watched: bool) -> list[dict[str, Any]]:
    ids = [lane.id for lane in race.lanes]
    return [
        {
            "letter": letter,
            "name": name,
            "run": at(f"/watch/{lane.view}" if is_watched else f"/runs/{lane.id}"),
            "without": at(f"/races/{'.'.join(id for id in ids if id != snapshot.id)}"),
            "revision": snapshot.revision,
            "iteration": snapshot.iteration,
            "error": snapshot.error,
            "status": snapshot.status,
        }
        for letter, name, lane, snapshot in zip(
            LETTERS, _names(snapshots), race.lanes, snapshots, strict=False
        )
    ]
