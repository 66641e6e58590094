"""Under which address others reach this server, when the one that is asked is only for oneself."""

import socket
from urllib.parse import urlsplit

from webapp.command import setting
from webapp.routes.security import ANY_ADDRESS, LOOPBACK, is_trusted

BEYOND = ("192.0.2.1", 9)
"""An address of no machine (RFC 5737): nothing is sent to find out by which way it would be."""


def reach(scheme: str, host: str, hosts: tuple[str, ...]) -> dict[str, str | None]:
    """`origin` to write into links, and a sentence for the reader; both None where nothing is
    amiss."""
    if not is_trusted(host, LOOPBACK):
        return {"origin": None, "reach": None}
    address, port = own_address(), urlsplit(f"//{host}").port
    if address is None:
        return {"origin": None, "reach": "This machine is in no network: nobody else reaches it."}
    origin = f"{scheme}://{address}" + (f":{port}" if port else "")
    if set(ANY_ADDRESS) <= set(hosts):
        return {"origin": origin, "reach": f"Others in your network reach this server at {origin}."}
    return {
        "origin": None,
        "reach": f"Only this machine reaches {host}. Start the server with"
        f" {setting('HOST', '0.0.0.0')}, and others in your network reach it at {origin}.",
    }


def own_address() -> str | None:
    """The address of this machine in its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(BEYOND)
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if is_trusted(address, LOOPBACK) else address
