"""One run told anything, over a server that is stopped and started and forgets it now and then."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.webapp.conftest import JSON, Run
from tests.webapp.oracle import COMMANDS, LESSON, Command, Oracle, seen
from webapp import close_app, create_app


class OneRun(RuleBasedStateMachine):
    """The server's run beside the engine's own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.oracle = Oracle()
        self.title = ""
        self.is_there = True
        self._start()

    def _start(self) -> None:
        config = {"TESTING": True, "DATA": Path(self.folder.name), "MAX_RUNS": 2}
        self.app = create_app(config)
        self.client = self.app.test_client()

    @initialize()
    def begin(self) -> None:
        self.path = Run(self.client, lesson=LESSON).path

    def ask(self, method: str, part: str = "", body: Any = None) -> Any:
        return self.open(method, f"{self.path}/{part}" if part else self.path, body)

    def open(self, method: str, address: str, body: Any = None) -> Any:
        return self.client.open(address, method=method, json=body, headers=JSON)

    @rule(command=COMMANDS)
    def told(self, command: Command) -> None:
        answer = self.ask(*command)
        if not self.is_there:
            assert answer.status_code == 404
        elif self.oracle.tell(command):
            assert answer.status_code == 200, answer.text
            assert seen(answer.get_json()) == self.oracle.expected()
        else:
            assert answer.status_code == 409

    @rule(title=st.sampled_from(["", "Monday", "a first try"]))
    def called(self, title: str) -> None:
        if self.is_there:
            assert self.ask("PATCH", "", {"title": title}).status_code == 200
            self.title = title

    @rule()
    def copied(self) -> None:
        """Work goes on in the copy."""
        if self.is_there:
            answer = self.ask("POST", "copy")
            assert answer.status_code == 201
            self.path = answer.headers["Location"]

    @rule()
    def taken_away_or_back(self) -> None:
        if self.is_there:
            assert self.ask("DELETE").status_code == 204
        else:
            assert self.ask("POST", "restore").status_code == 200
        self.is_there = not self.is_there

    @rule()
    def started_anew(self) -> None:
        close_app(self.app)
        self._start()

    @rule()
    def others_come(self) -> None:
        """So many that this run leaves memory."""
        for _ in range(2):
            Run(self.app.test_client(), lesson="and")

    @invariant()
    def is_as_expected(self) -> None:
        if not hasattr(self, "path"):
            return
        answer = self.ask("GET")
        if not self.is_there:
            assert answer.status_code == 404
            return
        state = answer.get_json()
        assert seen(state) == self.oracle.expected()
        assert state["title"] == (self.title or state["title"])
        watched = self.open("GET", f"/watch/{state['view']}").get_json()
        assert seen(watched) == seen(state)

    def teardown(self) -> None:
        close_app(self.app)
        self.folder.cleanup()


TestOneRun = OneRun.TestCase
TestOneRun.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
