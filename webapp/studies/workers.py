"""Those who see to the work of all studies: threads that hand it out, each person in turn."""

import logging
from threading import Condition, Thread

from engine.study import Piece
from webapp.studies.hands import Hands
from webapp.studies.study import Study
from webapp.studies.turns import Turns

log = logging.getLogger("webapp")

MOMENT = 0.5


class Workers:
    """The threads start when there is a first study, as many as there are hands."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._change = Condition()
        self._turns = Turns()
        self._threads: list[Thread] = []
        self._busy = 0
        self._closed = False

    def add(self, study: Study, owner: str) -> None:
        """Work on this study, in turn with others: with those of other people first."""
        with self._change:
            self._turns.add(study, owner)
            self._start()
            self._change.notify_all()

    def close(self) -> None:
        """Stop; what a cluster has in work for longer than a moment ends with the program."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        self._hands.close()
        for thread in self._threads:
            thread.join(MOMENT)

    def _start(self) -> None:
        while len(self._threads) < self._hands.width() and not self._closed:
            thread = Thread(target=self._work, name="study", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        while taken := self._taken():
            study, number, piece = taken
            try:
                study.give(number, piece, self._hands.do(piece))
            except Exception:
                if not self._closed:
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
                    if taken := self._turns.next():
                        self._busy += 1
                        return taken
                elif not self._change.wait(1.0) and not self._busy:
                    self._hands.rest()
        return None
