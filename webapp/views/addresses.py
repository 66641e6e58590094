"""Where this server's addresses begin: at the root of its host, or below a path."""

from flask import g, request


def root() -> str:
    """What stands before every path, as the browser sees it: nothing, or "/path"."""
    found: str = g.root if "root" in g else request.script_root
    return found


def at(path: str) -> str:
    """The address of a path of this server."""
    return root() + path
