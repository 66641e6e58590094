"""A run is looked at under its own address, and under another one by those who may only watch."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint

from webapp.kept.store import Elsewhere
from webapp.live.broadcast import Broadcast
from webapp.live.live_run import LiveRun
from webapp.routes.services import company, runs
from webapp.views.addresses import at


@dataclass(frozen=True)
class Look:
    """A run as somebody looks at it; `path` is where it is found, from the host's root."""

    live: LiveRun
    is_watched: bool

    @property
    def path(self) -> str:
        return at(f"/watch/{self.live.view}" if self.is_watched else f"/runs/{self.live.id}")

    @property
    def broadcast(self) -> Broadcast:
        display = self.live.display
        return display.watched if self.is_watched else display.own


def get_run(
    blueprint: Blueprint, rest: str = "", *, websocket: bool = False, is_stream: bool = False
) -> Callable[[Callable[[Look], Any]], Any]:
    """Answers GET of a run, or of this part of it, under both addresses. A stream is had here even
    of a run that another server has and keeps."""

    def register(answer: Callable[[Look], Any]) -> Callable[[Look], Any]:
        def own(id: str) -> Any:
            return answer(look(runs().get, id, is_watched=False))

        def watched(view: str) -> Any:
            return answer(look(runs().watched, view, is_watched=True))

        look = _afar if is_stream else _look
        name = answer.__name__
        blueprint.add_url_rule(f"/runs/<id>{rest}", name, own, websocket=websocket)
        rule = f"/watch/<view>{rest}"
        blueprint.add_url_rule(rule, f"watched_{name}", watched, websocket=websocket)
        return answer

    return register


def _look(find: Callable[[str], LiveRun], id: str, is_watched: bool) -> Look:
    return Look(find(id), is_watched)


def _afar(find: Callable[[str], LiveRun], id: str, is_watched: bool) -> Look:
    try:
        return Look(find(id), is_watched)
    except Elsewhere as found:
        if company().handover.attract(company().post, found):
            with suppress(Elsewhere):
                return Look(find(id), is_watched)
        distant = company().distants.watch(found.id, found.server, is_watched)
        return Look(cast(LiveRun, distant), is_watched)
