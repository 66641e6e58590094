"""Writes to a store that several servers share: at once, or the run is to be read again."""

import logging
import time

from webapp.kept.store import Unreachable
from webapp.kept.writer import Waiting, Writer
from webapp.live.tally import COMMITS

log = logging.getLogger("webapp")


class SharedWriter(Writer):
    """See Writer. What is not kept is not done: what `write` answers raises Conflict when another
    server has the run, Unreachable when nobody knows whether it was kept. `lost` is
    called before, so that whoever tries again reads the run anew.
    """

    def _try(self, batch: list[Waiting]) -> bool:
        fault: Exception | None = None
        for each in batch:
            fault = self._one(each, fault)
        with self._wake:
            del self._waiting[: len(batch)]
        return True

    def _one(self, waiting: Waiting, fault: Exception | None) -> Exception | None:
        """Write this; while Valkey is away the others of a batch do not wait for it, too."""
        began = time.perf_counter()
        try:
            if fault:
                raise fault
            with self.store.together():
                waiting.change(self.store)
        except Exception as error:
            if isinstance(error, Unreachable):
                self.say(str(error))
                fault = error
            waiting.lost()
            waiting.done.set_exception(error)
        else:
            COMMITS.note(time.perf_counter() - began)
            waiting.done.set_result(None)
        return fault

    def say(self, fault: str | None) -> None:
        """What is wrong with the store, or that it is well."""
        if fault and not self.fault:
            log.error("Runs cannot be changed: %s. Trying on.", fault)
        elif self.fault and not fault:
            log.warning("Runs can be changed again.")
        self.fault = fault
