"""`python -m webapp`: serves the simulator until it is stopped."""

import argparse
import errno
import os
import re
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from webapp.command import NAME, setting
from webapp.kept.opening import DATA, Unusable, usable
from webapp.live.runs import DAYS
from webapp.routes.proxies import PATH
from webapp.server import bound, hosts, serve


def main() -> None:
    options = _options()
    try:
        usable(options.data)
        listener = bound(options.host, options.port)
    except Unusable as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(_advice(options, error))
    port = listener.getsockname()[1]
    name = f"[{options.host}]" if ":" in options.host else options.host

    def ready() -> None:
        print(f"Serving on http://{name}:{port}/", flush=True)
        if options.open and _has_display():
            address = f"http://{'127.0.0.1' if options.host in ('0.0.0.0', '::') else name}:{port}"
            threading.Thread(
                target=webbrowser.open, args=[f"{address}{options.prefix}/"], daemon=True
            ).start()

    config = {
        "HOSTS": hosts(options.host),
        "ALLOW": options.allow,
        "PREFIX": options.prefix,
        "DATA": options.data,
        "DAYS": options.days,
        "BACKUPS": options.backups,
        "CLUSTER": options.cluster,
        "SHARED": options.shared,
        "PROCESSES": options.processes,
    }
    serve(listener, config, ready, options.processes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=NAME, description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (%(default)s)")
    parser.add_argument("--port", default=8000, type=_port, help="port to serve on (%(default)s)")
    parser.add_argument("--data", type=Path, default=DATA, help="folder for the runs (%(default)s)")
    parser.add_argument(
        "--days", default=DAYS, type=_days, help="days to keep what nobody looks at (%(default)g)"
    )
    parser.add_argument("--backups", type=Path, help="folder for a copy of all runs every day")
    parser.add_argument(
        "--allow", default=(), type=_names, help="further host names to answer to: name,name"
    )
    parser.add_argument("--prefix", default="", type=_prefix, help="path below which it lives")
    parser.add_argument("--cluster", type=_cluster, help="scheduler of Dask workers for studies")
    parser.add_argument(
        "--shared", type=_shared, help="Valkey that several servers share: valkey://HOST:PORT/0"
    )
    parser.add_argument(
        "--processes",
        default=1,
        type=_processes,
        help="processes that share the work (%(default)s)",
    )
    parser.add_argument("--no-open", dest="open", action="store_false", help="open no browser")
    options = parser.parse_args()
    if options.processes > 1 and (options.shared is None or os.name != "posix"):
        parser.error("--processes needs --shared: they share their runs through Valkey")
    if options.backups and options.shared:
        parser.error("--backups copies the runs of --data; those of --shared are Valkey's to copy")
    return options


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("must be a whole number from 0 to 65535")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower().rstrip(".") for name in text.split(",") if name.strip())
    if any(set(name) & set("/:@ ") for name in names):
        raise argparse.ArgumentTypeError("must be host names, parted by commas: lab.example.org")
    return names


def _prefix(text: str) -> str:
    path = text.rstrip("/")
    if path and not PATH.fullmatch(path):
        raise argparse.ArgumentTypeError("must be a path like /lab")
    return path


def _address(package: str, setting: str, form: str, example: str) -> Callable[[str], str]:
    """Reads an address of this form, which only who has the package can ask."""

    def read(text: str) -> str:
        if find_spec(package) is None:
            raise argparse.ArgumentTypeError(
                f"needs {package}: make run {setting}=… installs it, or pip install {package}"
            )
        if not re.fullmatch(form, text):
            raise argparse.ArgumentTypeError(f"must look like {example}")
        return text

    return read


_cluster = _address("distributed", "CLUSTER", r"(tcp|tls)://[^\s/]+:\d+", "tcp://127.0.0.1:8786")
_shared = _address("valkey", "SHARED", r"(valkeys?|rediss?|unix)://.*", "valkey://127.0.0.1:6379/0")


def _processes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 64")
    return int(text)


def _days(text: str) -> float:
    try:
        days = float(text)
    except ValueError:
        days = 0.0
    if not 0 < days < 36_525:
        raise argparse.ArgumentTypeError("must be a number of days")
    return days


def _advice(options: argparse.Namespace, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        other_host = setting("HOST", "127.0.0.1")
        return f"This machine has no address {options.host}. Choose another: {other_host}"
    other = options.port + 1 if 1024 <= options.port < 65535 else 8000
    return (
        f"Port {options.port} of {options.host} cannot be used: {os.strerror(error.errno or 0)}.\n"
        f"If the simulator is running already, open it or stop it;"
        f" or choose another port: {setting('PORT', other)}"
    )


def _has_display() -> bool:
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


if __name__ == "__main__":
    main()
