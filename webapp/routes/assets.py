"""Static files under an address that names their content, so that a browser keeps them for good.

The whole folder shares one digest: modules import each other relatively and stay under it. Each
request costs more than what it brings: several style sheets are one answer, `css/tokens+base.css`,
and the page's modules are one script, as the build has made it.
"""

import gzip
import hashlib
from functools import lru_cache, partial
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from werkzeug.security import safe_join

FOREVER = "public, max-age=31536000, immutable"
PAGE, MODULES = "vendor/page.js", "js/main.js"
TEXT = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

JOINT = "+"
PACKED = {"br": ".br", "gzip": ".gz"}
MOST_CONTENTS = 300
"""Answers kept at hand: sheets can be joined in any way."""

blueprint = Blueprint("assets", __name__)


def init_app(app: Flask, folder: Path) -> None:
    """Serves `folder`, and gives templates `asset(path)`, `styles(sheets)` and `page_script`."""
    digest = _digest(folder)
    app.config |= {"ASSETS": folder, "ASSETS_DIGEST": digest}
    app.register_blueprint(blueprint)
    asset = app.jinja_env.globals["asset"] = partial(_address, digest)
    app.jinja_env.globals["styles"] = lambda sheets: asset(f"css/{JOINT.join(sheets)}.css")
    app.jinja_env.globals["page_script"] = PAGE if _is_made(folder) else MODULES


def _is_made(folder: Path) -> bool:
    """Whether the page's script is of today's modules: who works on them sees what they do."""
    script = folder / PAGE
    changed = max(path.stat().st_mtime for path in (folder / "js").rglob("*.js"))
    return script.is_file() and script.stat().st_mtime >= changed


@blueprint.get("/static/<digest>/<path:path>")
def file(digest: str, path: str) -> Response:
    """One file, or several style sheets, packed when the browser takes that. Any digest serves
    today's content, but only under its own it may be kept: a page from before an upgrade still asks
    for its own."""
    found = tuple(_found(part) for part in _parts(path))
    if len(set(found)) < len(found):
        abort(404)
    encoding = request.accept_encodings.best_match(["br", "gzip", "identity"], "identity")
    changed = max(each.stat().st_mtime_ns for each in found)
    content, encoding = _content(found, encoding, changed)
    response = Response(content, mimetype=TEXT[found[0].suffix])
    is_own = digest == current_app.config["ASSETS_DIGEST"]
    response.headers["Cache-Control"] = FOREVER if is_own else "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    return response


def _address(digest: str, path: str) -> str:
    return url_for("assets.file", digest=digest, path=path)


def _parts(path: str) -> list[str]:
    if not (path.startswith("css/") and path.endswith(".css")):
        return [path]
    return [f"css/{sheet}.css" for sheet in path[4:-4].split(JOINT)]


def _found(path: str) -> Path:
    found = safe_join(str(current_app.config["ASSETS"]), path)
    if found is None or not Path(found).is_file() or Path(found).suffix not in TEXT:
        abort(404)
    return Path(found)


@lru_cache(MOST_CONTENTS)
def _content(paths: tuple[Path, ...], encoding: str, changed: int) -> tuple[bytes, str]:
    packed = Path(f"{paths[0]}{PACKED.get(encoding, '')}")
    if encoding in PACKED and packed.is_file():
        return packed.read_bytes(), encoding
    plain = b"".join(path.read_bytes() for path in paths)
    if encoding == "identity" or paths[0].suffix == ".woff2":
        return plain, "identity"
    return gzip.compress(plain, mtime=0), "gzip"


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
