"""The program of a helper: does pieces of studies for the server, and ends with it.

Pieces come in and what comes of them goes out one after the other, pickled: both ends are the same
program. It is run by its path, so that nothing of the server is loaded.
"""

import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from engine.study import Outcome, Piece, work


def main() -> None:
    pieces: SimpleQueue[Piece] = SimpleQueue()
    Thread(target=_read, args=(pieces,), daemon=True).start()
    while True:
        found = _tried(pieces.get())
        pickle.dump(found, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _read(pieces: SimpleQueue[Piece]) -> None:
    """Take in what comes. When nothing can come any more, leave at once, also amid a piece."""
    with suppress(EOFError, OSError):
        while True:
            pieces.put(pickle.load(sys.stdin.buffer))
    os._exit(0)


def _tried(piece: Piece) -> Sequence[Outcome] | Exception:
    try:
        return work(piece)
    except Exception as error:
        return error


if __name__ == "__main__":
    main()
