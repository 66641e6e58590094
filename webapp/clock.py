"""The one clock: it advances all runs that play, fairly, and says when their viewers look again.

Two threads share the work. The beat does, twenty times a second, the little that is due at ordinary
speeds: first the work of all runs, then all wake-ups. Whatever would take longer goes to the grind,
which gives each run a slice in turn; so a heavy run never makes another one stutter.
"""

import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

from webapp.live import LiveRun
from webapp.pace import SLICE, Progress
from webapp.showing import PERIOD

LIGHT = 0.002
"""Seconds of work that the beat itself does for a run."""


class Clock:
    """Asleep until a run plays or has news. Its threads start when they are first needed;
    without them, somebody else calls `tick` and `grind`."""

    def __init__(self, now: Callable[[], float] = time.monotonic, threads: bool = True) -> None:
        self.now = now
        self._has_threads = threads
        self._waking = Condition()
        self._playing: set[LiveRun] = set()
        self._grinding: set[LiveRun] = set()
        self._queue: deque[LiveRun] = deque()
        self._news: set[LiveRun] = set()
        self._threads: list[Thread] = []
        self._closed = False

    def changed(self, live: LiveRun) -> None:
        """A command has changed a run: show it at once if it is time, and play it if it plays."""
        self._show([live])
        with self._waking:
            if live.is_playing:
                self._playing.add(live)
            if self._playing or self._news:
                self._start()
                self._waking.notify_all()

    def close(self) -> None:
        """Stop; the threads have ended when this returns."""
        with self._waking:
            self._closed = True
            self._waking.notify_all()
        for thread in self._threads:
            thread.join()

    def tick(self) -> None:
        """One beat: work first, for all runs, then the frames, then all the wake-ups."""
        with self._waking:
            runs = self._playing - self._grinding
            news, self._news = self._news, set()
        for live in runs:
            if live.play_on(LIGHT, patient=False) is Progress.MORE:
                self._hand_over(live)
        self._show([*runs, *(news - runs)], early=PERIOD / 2)
        with self._waking:
            self._playing = {live for live in self._playing if live.is_playing}

    def grind(self) -> None:
        """One slice for the run whose turn it is, if there is one."""
        with self._waking:
            if not self._queue:
                return
            live = self._queue.popleft()
        progress = live.play_on(SLICE, patient=True)
        self._show([live])
        with self._waking:
            if progress is Progress.MORE and live.is_playing:
                self._queue.append(live)
            else:
                self._grinding.discard(live)

    def _hand_over(self, live: LiveRun) -> None:
        with self._waking:
            self._grinding.add(live)
            self._queue.append(live)
            self._waking.notify_all()

    def _show(self, runs: list[LiveRun], early: float = 0.0) -> None:
        ready = [live for live in runs if live.prepare(early)]
        for live in ready:
            live.showing.publish()
        late = [live for live in runs if live.has_news()]
        if late:
            with self._waking:
                self._news.update(late)

    def _start(self) -> None:
        if self._has_threads and not self._threads and not self._closed:
            self._threads = [
                Thread(target=self._beat, name="clock beat", daemon=True),
                Thread(target=self._grind, name="clock grind", daemon=True),
            ]
            for thread in self._threads:
                thread.start()

    def _beat(self) -> None:
        at = self.now()
        while self._wait_for(lambda: bool(self._playing or self._news)):
            began = self.now()
            self.tick()
            at = max(at + PERIOD, began + PERIOD / 2)
            with self._waking:
                self._waking.wait_for(lambda: self._closed, at - self.now())

    def _grind(self) -> None:
        while self._wait_for(lambda: bool(self._queue)):
            self.grind()

    def _wait_for(self, work: Callable[[], bool]) -> bool:
        """Sleep until there is work; False once the clock is closed."""
        with self._waking:
            self._waking.wait_for(lambda: self._closed or work())
            return not self._closed
