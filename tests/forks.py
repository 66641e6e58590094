"""Servers forked from a process that has loaded what they need: a start costs a tenth.

Each then runs its module from the beginning, as `python -m` does, in a process group of its own.
"""

import multiprocessing
import os
import resource
import runpy
import subprocess
import sys
from collections.abc import Sequence

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.loaded"])


class Forked:
    """A module that runs with these words on its command line; it has the manners of a `Popen`.

    What it prints comes into the file `log`; it may have so many `files` open.
    """

    def __init__(self, module: str, words: Sequence[str], log: str, files: int | None) -> None:
        self._process = _FORKS.Process(target=_run, args=(module, words, log, files))
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def _run(module: str, words: Sequence[str], log: str, files: int | None) -> None:
    os.setpgid(0, 0)
    if files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    printed = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(printed, sys.stdout.fileno())
    os.dup2(printed, sys.stderr.fileno())
    os.close(printed)
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
