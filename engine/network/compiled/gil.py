"""Python's global lock around compiled work: kept for a moment's work, given up for longer.

Giving it up takes a moment itself, and it may be long before one has it back: a server that trains
hundreds of runs a little takes twice as long if every call lets other threads in between.
"""

from numba import types

from engine.network.compiled import part

_WORTH_IT = 2**14
"""Multiplications, some 20 microseconds."""

_save_thread = types.ExternalFunction("PyEval_SaveThread", types.uintp())
_restore_thread = types.ExternalFunction("PyEval_RestoreThread", types.void(types.uintp))


@part
def give_up(multiplications: int) -> int:
    """Let other threads run Python meanwhile, if it is worth it; returns what `take_back` needs."""
    return _save_thread() if multiplications > _WORTH_IT else types.uintp(0)


@part
def take_back(thread: int) -> None:
    """Go on as the thread that runs Python. Nothing in between may raise."""
    if thread:
        _restore_thread(thread)
