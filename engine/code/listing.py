"""The code of a run: the statements that train this very network, and what there is to say of each.

Executing `before`, with NumPy as `np`, and then t times the loop leaves in syn0, syn1 … the weights
at iteration t, edits included.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.code import preparation, replay
from engine.code.dialects import NUMPY, Dialect
from engine.code.lines import Line, of_one_iteration
from engine.network.experiment import Experiment
from engine.timeline.edits import Edit, last_experiment


@dataclass(frozen=True)
class Listing:
    """The code of one run: `before` is executed once, `loop` in every iteration."""

    dialect: Dialect
    before: tuple[Line, ...]
    loop: tuple[Line, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """All names, in the order in which they are made."""
        lines = (*self.before, *self.loop)
        return tuple(dict.fromkeys(name for line in lines for name in line.makes))

    def header(self, iterations: int) -> str:
        """The statement that repeats the loop so many times."""
        if any(line.kind == "count" for line in self.loop):
            return f"while iteration < {iterations}:"
        return f"for iteration in range({iterations}):"


def listing(base: Experiment, edits: Iterable[Edit] = (), dialect: Dialect = NUMPY) -> Listing:
    """The code of the run with this base and these edits (of a timeline, in its order)."""
    edits = tuple(edits)
    starting = last_experiment(base, [edit for edit in edits if edit.at == 0])
    changes = replay.changes(starting, edits)
    rate = starting.learning_rate != 1 or any(c.variable == "learning_rate" for c in changes)
    before = _before(starting, changes, dialect, rate)
    loop = _loop(len(starting.shape) - 1, changes, dialect, rate)
    return Listing(dialect, _numbered(before), _numbered(loop))


def shapes(experiment: Experiment) -> dict[str, tuple[int, ...]]:
    """The shape of every variable that the code of this experiment may have; () for a number."""
    examples, layers = len(experiment.inputs), experiment.shape
    found: dict[str, tuple[int, ...]] = {"X": (examples, layers[0]), "y": (examples, layers[-1])}
    for k, neurons in enumerate(layers):
        for name in (f"l{k}", f"l{k}_error", f"l{k}_delta"):
            found[name] = (examples, neurons)
        if k:
            found[f"syn{k - 1}"] = (layers[k - 1], neurons)
    return {**found, "learning_rate": (), "iteration": ()}


def _before(
    starting: Experiment, changes: Sequence[replay.Change], dialect: Dialect, rate: bool
) -> Iterator[Line]:
    yield from preparation.functions(dialect)
    yield from preparation.training_set(starting, {change.variable for change in changes})
    yield preparation.first_layer()
    yield from preparation.starting_weights(starting)
    yield from preparation.by_hand([change for change in changes if change.at == 0])
    if rate:
        yield preparation.learning_rate(starting)
    if any(change.at for change in changes):
        yield preparation.counter()


def _loop(
    depth: int, changes: Sequence[replay.Change], dialect: Dialect, rate: bool
) -> Iterator[Line]:
    yield from of_one_iteration(depth, dialect, rate=rate)
    later = [change for change in changes if change.at]
    if later:
        yield replay.counting()
        yield replay.replaying(later)


def _numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, number=number) for number, line in enumerate(lines, 1))
