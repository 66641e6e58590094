"""Races: ways of learning from one start, side by side, moved together."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from webapp.incoming import races as incoming
from webapp.incoming.parsing import parse
from webapp.incoming.schema import NewLane, NewRace, Nothing, Paced, Seek, Step
from webapp.live.race import Race
from webapp.routes.bodies import fields, is_form, texts
from webapp.routes.formulas import change
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import races, runs
from webapp.routes.visitors import known_visitor, visitor
from webapp.views import race as views
from webapp.views.addresses import at
from webapp.views.my_run import MyRace, entries

blueprint = Blueprint("races", __name__)
blueprint.after_request(vary)


@blueprint.post("/races")
def create() -> Answer:
    """A race of a run, from its beginning, and the same in another way."""
    body = parse(NewRace, _fields())
    return _created(races().begin(runs().get(body.run), body.experiment, visitor()))


@blueprint.post("/races/<ids>/lanes")
def add(ids: str) -> Answer:
    """One more way, made of the first: a race under an address of its own."""
    body = parse(NewLane, _fields())
    return _created(races().add(races().get(ids), body.experiment, visitor()))


@blueprint.get("/races/<ids>")
def look(ids: str) -> Answer | str:
    """The page of a race, or the states of its runs."""
    race = races().get(ids)
    return json_response(views.fields(race)) if wants_json() else views.page(race)


@blueprint.get("/watch/races/<ids>")
def watch(ids: str) -> Answer | str:
    """The same, only to look at, by the ids under which its runs are looked at."""
    race = races().watched(ids)
    if wants_json():
        return json_response(views.fields(race, is_watched=True))
    return views.page(race, is_watched=True)


@blueprint.post("/watch/races/<ids>/copy")
def copy(ids: str) -> Answer:
    """The same race, of runs of one's own."""
    parse(Nothing, fields())
    return _created(races().copy(races().watched(ids), visitor()))


@blueprint.delete("/races/<ids>")
def remove(ids: str) -> Answer | str:
    """Take a race away, with all its runs; for a day it can be taken back."""
    races().remove(races().get(ids))
    path = f"/races/{ids}"
    return render_template("_removed.html", path=path) if wants_fragment() else Answer(status=204)


@blueprint.post("/races/<ids>/restore")
def restore(ids: str) -> Answer | str:
    """Take it back."""
    parse(Nothing, fields())
    race = races().restore(ids)
    if not wants_fragment():
        return _answer(race)
    made = entries(runs().made_by(known_visitor() or ""))
    found = [each for each in made if isinstance(each, MyRace) and each.ids == ids]
    return render_template("_my_race.html", race=found[0]) if found else Answer(status=204)


@blueprint.get("/races/<ids>/formulas")
def formulas(ids: str) -> str:
    """What a choice of formulas changes in the code of the first."""
    return change(races().get(ids).lanes[0].snapshot().experiment, request.args, is_race=True)


@blueprint.post("/races/<ids>/step")
def step(ids: str) -> Answer:
    race, body = races().get(ids), parse(Step, fields())
    race.step(body.iterations)
    return _answer(race)


@blueprint.post("/races/<ids>/back")
def back(ids: str) -> Answer:
    race, body = races().get(ids), parse(Step, fields())
    race.back(body.iterations)
    return _answer(race)


@blueprint.post("/races/<ids>/run")
def play(ids: str) -> Answer:
    race, body = races().get(ids), parse(Paced, fields())
    race.play(body.speed, body.until)
    return _answer(race)


@blueprint.post("/races/<ids>/seek")
def seek(ids: str) -> Answer:
    race, body = races().get(ids), parse(Seek, fields())
    race.seek(body.iteration)
    return _answer(race)


@blueprint.post("/races/<ids>/<any(pause, reset):command>")
def tell(ids: str, command: str) -> Answer:
    """The commands without particulars."""
    race, _ = races().get(ids), parse(Nothing, fields())
    getattr(race, command)()
    return _answer(race)


def _fields() -> Mapping[str, Any]:
    return incoming.from_form(texts()) if is_form() else fields()


def _created(race: Race) -> Answer:
    path = at(f"/races/{race.ids}")
    if not wants_json():
        return redirect(path, 303)
    response = json_response(views.fields(race), 201)
    response.headers["Location"] = path
    return response


def _answer(race: Race) -> Answer:
    """As commands to a single run are answered."""
    if wants_json():
        return json_response(views.fields(race))
    return Answer(status=204) if wants_fragment() else redirect(at(f"/races/{race.ids}"), 303)
