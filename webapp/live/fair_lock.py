"""A lock that is handed on in the order of arrival, so that nobody who works in slices keeps it."""

from collections import deque
from threading import Lock


class FairLock:
    """A fair mutual exclusion: whoever waits longest is next."""

    __slots__ = ("_guard", "_taken", "_waiting")

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for the lock."""
        return len(self._waiting)

    def acquire_if_free(self) -> bool:
        """Take the lock unless somebody has it."""
        with self._guard:
            free, self._taken = not self._taken, True
        return free

    def acquire(self) -> None:
        """Take the lock when it comes."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        called.acquire()

    def release(self) -> None:
        """Hand the lock on."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    __enter__ = acquire

    def __exit__(self, *error: object) -> None:
        self.release()
