"""Only this site's own pages may command it: trusted hosts, same origin, and what a page may load.

There is no login, but any web page could post a form to a server on this machine, or reach it under
a name of its own. The rule is the one browsers' Fetch Metadata was made for: an unsafe method must
come from the same origin; a client that sends neither header is no browser.
"""

from functools import lru_cache
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest, Forbidden, ServiceUnavailable

from webapp.command import setting

LOOPBACK = ("localhost", "127.0.0.0/8", "::1/128")
ANY_ADDRESS = ("0.0.0.0/0", "::/0")
RELAYED = "lines.relayed"
"""In the environment of a request that another of our servers was asked, and has looked at."""
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

HEADERS = {
    # Plotly and htmx set styles of their own, so styles may stand in the page; scripts may not.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def framed_policy() -> str:
    """The content security policy of a page that may stand in a frame of any other page."""
    return HEADERS["Content-Security-Policy"].replace("frame-ancestors 'self'", "frame-ancestors *")


def init_app(app: Flask) -> None:
    app.before_request(check_host)
    app.before_request(check_origin)
    app.after_request(add_headers)


def check_host() -> None:
    """Refuse a Host that is not ours: another name that points here is somebody's trick."""
    config = current_app.config
    if RELAYED not in request.environ and not is_trusted(
        request.host, (*config["HOSTS"], *config["ALLOW"])
    ):
        name = _host_of(f"//{request.host}") or "its-name"
        raise BadRequest(
            f"This server does not answer to the name {name}. If it is its own, whoever started it"
            f" can say so: {setting('ALLOW', name)}"
        )


def check_origin() -> None:
    """Refuse what another site's page sends: commands, and WebSockets, which no browser refuses."""
    is_socket = request.url_rule is not None and request.url_rule.websocket
    if request.method in SAFE_METHODS and not is_socket:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in ("same-origin", "none") if site is not None else not _is_own(origin):
        raise Forbidden(
            f"Commands are taken from this server's own pages only: this one came from"
            f" {origin or 'another site'}, and the server was asked as {request.host}. If a proxy"
            f" stands between, name the host that people see: {setting('ALLOW', 'its-name')}"
        )


def _is_own(origin: str | None) -> bool:
    """Whether a page of this origin is ours: it has the address that was asked, or a name that is
    allowed, which a proxy may have replaced."""
    if origin is None or origin == request.host_url.rstrip("/"):
        return True
    return _host_of(origin) in current_app.config["ALLOW"]


def only_for_windows() -> None:
    """Refuse to make a run for who opens no window or frame: an image's address on another page,
    a browser that fetches a link before anybody has pressed it."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        raise ServiceUnavailable("This address is for those who open it.")
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        raise Forbidden("Open this address in a window or a frame of its own.")


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


@lru_cache(256)
def is_trusted(host: str, trusted: tuple[str, ...]) -> bool:
    """Whether a Host header names one of these host names or lies in one of these networks."""
    name = _host_of(f"//{host}")
    if name and name in trusted:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return any(address in ip_network(entry) for entry in trusted if "/" in entry)


def _host_of(address: str) -> str:
    """The host name in an address, without port and closing dot; "" where none can be read."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
