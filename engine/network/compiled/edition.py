"""Which edition of the compiled loops this is: a name that changes with any file of the package."""

from hashlib import sha256
from pathlib import Path

_FILES = sorted(Path(__file__).parent.glob("*.py"))

EDITION = sha256(b"".join(path.read_bytes() for path in _FILES)).hexdigest()[:16]
"""What is compiled is kept on disk under this name; Numba alone would take it for unchanged when a
file changes that it was merely put together from."""
