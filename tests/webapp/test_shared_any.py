"""One run told anything at three servers that share it: they stop, die, forget it, start anew."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.webapp.conftest import Run
from tests.webapp.sharing import Server, be_quick
from tests.webapp.test_whole_api import OneRun

SERVERS = 3


class SharedRun(OneRun):
    """The same as at one server: each request goes to the next one."""

    address = ""

    def _start(self) -> None:
        self.servers = [self._server() for _ in range(SERVERS)]

    def _server(self) -> Server:
        return Server(self.address, MAX_RUNS=2)

    @property
    def client(self) -> Any:  # type: ignore[override]
        self.servers.append(self.servers.pop(0))
        return self.servers[0].client

    @rule(servers=st.integers(1, SERVERS - 1))
    def goes_on_elsewhere(self, servers: int) -> None:
        self.servers = self.servers[servers:] + self.servers[:servers]

    @rule()
    def started_anew(self) -> None:
        self.servers.pop(0).close()
        self.servers.append(self._server())

    @rule()
    def one_dies(self) -> None:
        self.servers.pop(0).die()
        self.servers.append(self._server())

    def open(self, method: str, address: str, body: Any = None) -> Any:
        """Whoever is told to try again does."""
        while (answer := super().open(method, address, body)).status_code == 503:
            pass
        return answer

    @rule()
    def one_stood_still(self) -> None:
        """For so long that its time has run out, which it learns when it goes on."""
        self.servers[0].stand_still()

    @rule()
    def others_come(self) -> None:
        for _ in range(2):
            Run(self.servers[0].client, lesson="and")

    def teardown(self) -> None:
        for server in self.servers:
            server.close()
        self.folder.cleanup()


@pytest.fixture(autouse=True, scope="module")
def three_servers(valkey: Any) -> Iterator[None]:
    SharedRun.address = valkey.address
    with pytest.MonkeyPatch.context() as patch:
        be_quick(patch)
        yield


TestSharedRun = SharedRun.TestCase
TestSharedRun.settings = settings(max_examples=4, stateful_step_count=15, deadline=None)
