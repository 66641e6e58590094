"""Races: ways of learning from one start, side by side, moved together."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from webapp.incoming import races as incoming
from webapp.incoming.schema import NewLane, NewRace, Nothing, Paced, Seek, Step, parse
from webapp.live.race import Race
from webapp.routes.bodies import fields, is_form, texts
from webapp.routes.formulas import change
from webapp.routes.negotiation import json_response, vary, wants_fragment, wants_json
from webapp.routes.services import races, runs
from webapp.views import race as views
from webapp.views.addresses import at

blueprint = Blueprint("races", __name__)
blueprint.after_request(vary)


@blueprint.post("/races")
def create() -> Answer:
    """A race of a run, from its beginning, and the same in another way."""
    body = parse(NewRace, _fields())
    return _created(races().begin(runs().get(body.run), body.experiment))


@blueprint.post("/races/<ids>/lanes")
def add(ids: str) -> Answer:
    """One more way, made of the first: a race under an address of its own."""
    body = parse(NewLane, _fields())
    return _created(races().add(races().get(ids), body.experiment))


@blueprint.get("/races/<ids>")
def look(ids: str) -> Answer | str:
    """The page of a race, or the states of its runs."""
    race = races().get(ids)
    return json_response(views.fields(race)) if wants_json() else views.page(race)


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
