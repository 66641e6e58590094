"""Servers in this process that share a store, and ways to have them die."""

from typing import Any

import pytest
from flask import Flask

from tests.impatient import OTHERS
from tests.webapp.conftest import Run
from webapp import close_app, create_app
from webapp.shared import member


def be_quick(patch: pytest.MonkeyPatch) -> None:
    """Notice sooner what has become of others, and be dead only when a test says so."""
    for module, name, value in (*OTHERS, (member, "LEASE", 60.0)):
        patch.setattr(module, name, value)


class Server:
    """One of them."""

    def __init__(self, shared: str, **config: Any) -> None:
        self.app: Flask = create_app({"TESTING": True, "SHARED": shared, **config})
        self.is_dead = False
        self.client = self.app.test_client()
        self.store = self.app.extensions["runs"].writer.store

    def has(self, id: str) -> bool:
        """Whether it has this run in memory."""
        return id in self.app.extensions["runs"].residents

    def of(self, run: Run) -> Run:
        """The same run, commanded here."""
        same = Run.__new__(Run)
        same.client, same.path, same.id = self.client, run.path, run.id
        return same

    def close(self) -> None:
        if not self.is_dead:
            close_app(self.app)

    def stand_still(self) -> None:
        """As a machine does that sleeps: it goes on, and its time has run out."""
        self.app.extensions["company"].member._until = 1.0
        self.store.client.delete(f"server:{self.store.name}")

    def die(self) -> None:
        """Without a word: nothing more is written, and its time has run out."""
        self.is_dead = True
        company, runs = self.app.extensions["company"], self.app.extensions["runs"]
        company.member._closed.set()
        company.member._thread.join()
        for part in (company.distants, company.post, company.outbox):
            part.close()
        self.app.extensions["clock"].close()
        runs.writer.close()
        self.store.client.delete(f"server:{self.store.name}")
        self.store.close()
