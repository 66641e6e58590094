"""What `make test` tries in short form, `make prove` at length: random requests, walks by thumb."""

import os
import subprocess
import sys

AT_LENGTH = "AT_LENGTH" in os.environ
TEN = 10
TRIED = (
    "tests/webapp/test_every_route.py",
    "tests/webapp/test_fuzz.py",
    "tests/browser/test_walks.py",
)


def examples(few: int) -> int:
    """How many random examples are tried."""
    return TEN * few if AT_LENGTH else few


def proof() -> str:
    """Ten times the examples, and every walk on a phone."""
    command = [sys.executable, "-m", "pytest", "-q", *TRIED]
    done = subprocess.run(
        command, env=os.environ | {"AT_LENGTH": "yes"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1].strip("= ")
