"""A process beside the server that does pieces of studies: none of it holds Python's lock."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from engine.study import Outcome, Piece

PROGRAM = Path(__file__).with_name("piecework.py")
ROOT = PROGRAM.parent.parent.parent
NICE = 10
"""As Unix calls it: who else wants to work, such as a run that plays, has ten times the weight."""
LOST = (EOFError, OSError, pickle.UnpicklingError)
"""What is raised by a process that is not there any more."""


class Helper:
    """Ends with this process, however that ends: it listens to a pipe that is closed then.

    It is no session of its own, or Linux would weigh it against the server as a whole.
    """

    def __init__(self) -> None:
        """Raises OSError where no process can be had."""
        self.process = subprocess.Popen(
            [sys.executable, "-P", PROGRAM],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,  # an interrupt at the terminal is for the server
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        assert self.process.stdin and self.process.stdout
        self._pieces, self._found = self.process.stdin, self.process.stdout
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, NICE)

    def do(self, piece: Piece) -> Sequence[Outcome]:
        """What comes of a piece. Raises what `work` does, and any of LOST."""
        pickle.dump(piece, self._pieces)
        self._pieces.flush()
        found: Sequence[Outcome] | Exception = pickle.load(self._found)
        if isinstance(found, Exception):
            raise found
        return found

    def end(self) -> None:
        """Whoever waits for a piece gets one of LOST."""
        self.process.kill()
        self.process.wait()
        for pipe in (self._pieces, self._found):
            with suppress(OSError):
                pipe.close()
