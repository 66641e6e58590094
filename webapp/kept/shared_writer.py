"""Writes to a store that several servers share: at once, or the run is to be read again."""

import logging
import time

from webapp.kept.store import Conflict, Note, Unreachable
from webapp.kept.writer import Waiting, Writer, newest, parted
from webapp.live.tally import COMMITS

log = logging.getLogger("webapp")


class SharedWriter(Writer):
    """See Writer. What is not kept is not done: what `write` answers raises Conflict when another
    server has the run, Unreachable when nobody knows whether it was kept. `lost` is
    called before, so that whoever tries again reads the run anew.
    """

    def _try(self, batch: list[Waiting]) -> bool:
        fault: Exception | None = None
        for some in parted(batch):
            fault = self._some(some, fault)
        with self._wake:
            del self._waiting[: len(batch)]
        return True

    def _some(self, some: list[Waiting], fault: Exception | None) -> Exception | None:
        """Write notes together, or one change; while Valkey is away the others of a batch do not
        wait for it, too."""
        began = time.perf_counter()
        try:
            if fault:
                raise fault
            behind = self._behind(some)
        except Exception as error:
            if isinstance(error, Unreachable):
                self.say(str(error))
                fault = error
            for each in some:
                _end(each, error)
        else:
            COMMITS.note(time.perf_counter() - began)
            for each in some:
                is_behind = isinstance(each.change, Note) and each.change.run in behind
                _end(each, Conflict() if is_behind else None)
        return fault

    def _behind(self, some: list[Waiting]) -> set[str]:
        """Write these; the runs of which a note is not kept. Raises Conflict, Unreachable."""
        change = some[0].change
        if isinstance(change, Note):
            return self.store.note_all(newest(some).values())
        with self.store.together():
            change(self.store)
        return set()

    def say(self, fault: str | None) -> None:
        """What is wrong with the store, or that it is well."""
        if fault and not self.fault:
            log.error("Runs cannot be changed: %s. Trying on.", fault)
        elif self.fault and not fault:
            log.warning("Runs can be changed again.")
        self.fault = fault


def _end(waiting: Waiting, error: Exception | None) -> None:
    if error is None:
        waiting.done.set_result(None)
    else:
        waiting.lost()
        waiting.done.set_exception(error)
