"""The one clock: it advances all runs that play, fairly, and says when their viewers look again.

Two threads share the work. The beat does, twenty times a second, the little that is due at ordinary
speeds. Whatever would take longer goes to the grind, which gives each run a slice in turn; so a
heavy run never makes another one stutter.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

from webapp.live.broadcast import PERIOD
from webapp.live.live_run import LiveRun
from webapp.live.pace import SLICE, Progress
from webapp.live.round import play_together

log = logging.getLogger("webapp")

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
        self.each_second: Callable[[], None] = lambda: None
        self._threads: list[Thread] = []
        self._closed = False
        self._next_second = 0.0

    def changed(self, live: LiveRun) -> None:
        """A command has changed a run: show it at once if it is time, and play it if it plays."""
        live.display.publish_if_free()
        with self._waking:
            if live.is_playing:
                self._playing.add(live)
            if live.display.has_news():
                self._news.add(live)
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
        """One beat of all runs that are not ground: what is due of each, and its frame."""
        with self._waking:
            runs = [live for live in self._playing | self._news if live not in self._grinding]
        for live in self._play_together(runs):
            if self._play(live, LIGHT, patient=False, early=PERIOD / 2) is Progress.MORE:
                self._hand_over(live)
        with self._waking:
            known = self._playing | self._news
            self._playing = {live for live in known if live.is_playing}
            self._news = {live for live in known - self._playing if live.display.has_news()}

    def grind(self) -> None:
        """One slice for the run whose turn it is, if there is one."""
        with self._waking:
            if not self._queue:
                return
            live = self._queue.popleft()
        progress = self._play(live, SLICE, patient=True)
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

    def _play_together(self, runs: list[LiveRun]) -> list[LiveRun]:
        """Those that are left; all of them after a fault, so that the one at fault is found."""
        try:
            return play_together(runs, self.now, PERIOD / 2)
        except Exception:
            log.exception("Runs could not be played together.")
            return runs

    def _play(self, live: LiveRun, seconds: float, patient: bool, early: float = 0.0) -> Progress:
        """A fault in one run is logged and stops that run; the others go on."""
        try:
            return live.playback.play_on(seconds, patient, early)
        except Exception:
            log.exception("A run broke off and is paused.")
            live.pause()
            return Progress.DONE

    def _start(self) -> None:
        if self._has_threads and not self._threads and not self._closed:
            self._threads = [
                Thread(target=self._beat, name="clock beat", daemon=True),
                Thread(target=self._grind, name="clock grind", daemon=True),
            ]
            for thread in self._threads:
                thread.start()

    def beat(self, due: float) -> float:
        """A tick that was due then, and what is to be done each second; when the next one is due:
        in rhythm, but after a delay none comes sooner than half a period after the last."""
        began = self.now()
        self.tick()
        if began >= self._next_second:
            self.each_second()
            self._next_second = began + 1
        return max(due + PERIOD, began + PERIOD / 2)

    def _beat(self) -> None:
        due = self.now()
        while self._wait_for(lambda: bool(self._playing or self._news)):
            due = self.beat(due)
            with self._waking:
                self._waking.wait_for(lambda: self._closed, due - self.now())

    def _grind(self) -> None:
        while self._wait_for(lambda: bool(self._queue)):
            self.grind()

    def _wait_for(self, work: Callable[[], bool]) -> bool:
        """Sleep until there is work; False once the clock is closed."""
        with self._waking:
            self._waking.wait_for(lambda: self._closed or work())
            return not self._closed
