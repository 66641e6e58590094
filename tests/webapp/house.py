"""The runs of a server that is none: on a clock and in a store that the tests look into."""

from tests.webapp.test_clock import Hands
from webapp.kept.memory import MemoryStore
from webapp.kept.store import Kept
from webapp.kept.writer import Writer
from webapp.live.live_run import LiveRun
from webapp.live.place import Place
from webapp.live.residents import MEMORY, Residents
from webapp.live.runs import Runs


class Abroad(MemoryStore):
    """A store of several servers: some of its runs are at another one."""

    def __init__(self) -> None:
        super().__init__()
        self.elsewhere: dict[str, Exception] = {}
        self.given: list[str] = []

    def take(self, id: str) -> Kept | None:
        if id in self.elsewhere:
            raise self.elsewhere[id]
        return self.read(id)

    def give(self, id: str) -> None:
        self.given.append(id)


class House(Hands):
    """The runs of a server that is none, on a clock and in a store that the tests look into."""

    def __init__(self, most: int = 10, budget: int = MEMORY) -> None:
        super().__init__()
        self.store = Abroad()
        self.runs = Runs(Residents(most, budget), self.clock, Writer(self.store))

    def slowly(self) -> float:
        """The time, where every look takes a while."""
        self.time += 0.3
        return self.time

    def kept(self, live: LiveRun) -> Place:
        """Where the store says that a run stands."""
        self.runs.writer.flush()
        found = self.store.read(live.id)
        assert found
        return Place.of(found.place)

    def again(self, live: LiveRun) -> LiveRun:
        """The same run after it has left memory."""
        self.runs.leave(live)
        found = self.runs.get(live.id)
        assert found is not live
        return found
