"""Those who do the work of all studies: threads of little weight, each person in turn."""

import logging
import os
from collections import OrderedDict, deque
from threading import Condition, Thread, get_native_id

from engine.study import Piece
from webapp.studies.hands import Hands
from webapp.studies.study import Study

log = logging.getLogger("webapp")

MOMENT = 0.5
NICE = 10
"""As Unix calls it: who else wants to work, such as a run that plays, has ten times the weight."""


class Workers:
    """The threads start when there is a first study, as many as there are hands."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._change = Condition()
        self._turns: OrderedDict[str, deque[Study]] = OrderedDict()
        self._threads: list[Thread] = []
        self._busy = 0
        self._closed = False

    def add(self, study: Study, owner: str) -> None:
        """Work on this study, in turn with others: with those of other people first."""
        with self._change:
            self._turns.setdefault(owner, deque()).append(study)
            self._start()
            self._change.notify_all()

    def close(self) -> None:
        """Stop; what is in work for longer than a moment ends with the program."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        for thread in self._threads:
            thread.join(MOMENT)
        self._hands.close()

    def _start(self) -> None:
        while len(self._threads) < self._hands.width() and not self._closed:
            thread = Thread(target=self._work, name="study", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        give_way()
        while taken := self._taken():
            study, number, piece = taken
            try:
                study.give(number, piece, self._hands.do(piece))
            except Exception:
                log.exception("A study broke off and is stopped.")
                study.stop()
            with self._change:
                self._busy -= 1
                self._change.notify()

    def _taken(self) -> tuple[Study, int, Piece] | None:
        """The next piece, once there is one; None in the end."""
        with self._change:
            while not self._closed:
                if self._turns and self._busy < self._hands.width():
                    self._start()
                    if taken := self._turn():
                        self._busy += 1
                        return taken
                else:
                    self._change.wait(1.0)
        return None

    def _turn(self) -> tuple[Study, int, Piece] | None:
        """A piece of whoever has waited longest; a study without any more is let go."""
        owner, studies = self._turns.popitem(last=False)
        study = studies.popleft()
        if taken := study.take():
            studies.append(study)
        if studies:
            self._turns[owner] = studies
        return (study, *taken) if taken else None


def give_way() -> None:
    """Let this thread, where the system can tell threads apart, give way to all others."""
    if hasattr(os, "setpriority") and os.uname().sysname == "Linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)
