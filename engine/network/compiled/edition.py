"""Which edition of the compiled loops this is: a name that changes with any of its files."""

from hashlib import sha256
from pathlib import Path

_HERE = Path(__file__).parent
_FILES = [*sorted(_HERE.glob("*.py")), _HERE.parent / "together.py"]

EDITION = sha256(b"".join(path.read_bytes() for path in _FILES)).hexdigest()[:16]
"""What is compiled is kept on disk under this name; Numba alone would take it for unchanged when a
file changes that it was merely put together from."""
