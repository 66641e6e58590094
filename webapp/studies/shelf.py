"""The studies of this server, by id."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from engine.study import Plan
from webapp.incoming.experiments import experiment_of
from webapp.incoming.studies import new_study, plan_of
from webapp.live.errors import Full, UnknownRun
from webapp.studies.notes import Noted, Notes
from webapp.studies.study import Study
from webapp.studies.workers import Workers

MOST_STUDIES = 200
MOST_STARTS = 500_000
"""Outcomes that are held in memory, of all studies: some 150 MB."""
MOST_RUNNING = 4
"""Studies of one person that are worked on at a time."""


class Shelf:
    """When it is full, the longest unused study that has ended gives way."""

    def __init__(self, workers: Workers, notes: Noted | None = None) -> None:
        self._workers, self._notes = workers, notes or Notes(None)
        self._studies: OrderedDict[str, tuple[Study, str]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._studies)

    def open(self, plan: Plan, title: str, description: Mapping[str, Any], owner: str) -> Study:
        """Begin a study. Raises Full."""
        with self._lock:
            self._make_room(plan, owner)
            study = Study(secrets.token_urlsafe(16), plan, title, description)
            self._studies[study.id] = study, owner
        self._note(study, owner)
        self._workers.add(study, owner)
        return study

    def stop(self, id: str) -> Study:
        """Leave a study at what is known, for good. Raises UnknownRun."""
        study, owner = self._found(id)
        study.stop()
        self._note(study, owner)
        return study

    def get(self, id: str) -> Study:
        """The study with this id, which counts as used now. Raises UnknownRun."""
        return self._found(id)[0]

    def _found(self, id: str) -> tuple[Study, str]:
        with self._lock:
            found = self._studies.get(id) or self._again(id)
            self._studies[id] = found
            self._studies.move_to_end(id)
            return found

    def _again(self, id: str) -> tuple[Study, str]:
        """A study that left memory: worked on again from its note, it comes out the same."""
        note = self._notes.read(id)
        if note is None:
            raise UnknownRun("There is no such study, or later ones took its place.")
        title, owner, stopped = note.pop("title"), note.pop("owner"), note.pop("stopped", None)
        experiment = experiment_of(note["experiment"])
        body = new_study(note)
        plan = plan_of(body, experiment)
        self._make_room(plan, "")
        study = Study(id, plan, title, note, stopped)
        self._workers.add(study, owner)
        return study, owner

    def _note(self, study: Study, owner: str) -> None:
        note = {"title": study.title, "owner": owner, **study.description}
        self._notes.write(study.id, {**note, "stopped": study.stopped})

    def close(self) -> None:
        """Stop all work."""
        self._workers.close()

    def _make_room(self, plan: Plan, owner: str) -> None:
        own = [study for study, of in self._studies.values() if of == owner]
        if sum(study.status == "running" for study in own) >= MOST_RUNNING:
            raise Full(f"{MOST_RUNNING} of your studies are being worked on; stop one of them.")
        while not self._has_room(plan):
            ended = (id for id, (study, _) in self._studies.items() if study.status != "running")
            if (oldest := next(ended, None)) is None:
                raise Full("All places for studies are taken.")
            del self._studies[oldest]

    def _has_room(self, plan: Plan) -> bool:
        starts = sum(study.plan.starts for study, _ in self._studies.values())
        return len(self._studies) < MOST_STUDIES and starts + plan.starts <= MOST_STARTS
