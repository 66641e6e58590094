"""The code of a run: the statements that train this very network, and what there is to say of each.

Executing `before`, with NumPy as `np`, and then t times the loop leaves in syn0, syn1 … the weights
at iteration t, edits included.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.code import lines, preparation, replay
from engine.code.dialects import NUMPY, Dialect
from engine.code.lines import Line
from engine.code.phases import Phase, in_phases, phases
from engine.code.updates import updates
from engine.code.variables import LETTERS, beside
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
        return tuple(dict.fromkeys(name for line in self.code for name in line.makes))

    @property
    def code(self) -> tuple[Line, ...]:
        """All lines."""
        return (*self.before, *self.loop)

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
    changed = {change.variable for change in changes}
    rate = starting.learning_rate != 1 or "learning_rate" in changed
    decay = starting.weight_decay != 0 or "weight_decay" in changed
    every = phases(starting, edits)
    is_counted = len(every) > 1 or any(change.at for change in changes)
    before = [
        *_before(starting, changes, dialect),
        *preparation.settings(starting, rate=rate, decay=decay),
        *([preparation.counter()] if is_counted else []),
    ]
    loop = [
        *(
            replace(line, source=dialect.spoken(line.source))
            for line in _one_iteration(starting, every, dialect, rate=rate, decay=decay)
        ),
        *([replay.counting()] if is_counted else []),
        *replay.replaying([change for change in changes if change.at]),
    ]
    return Listing(dialect, _numbered(before), _numbered(loop))


def shapes(experiment: Experiment) -> dict[str, tuple[int, ...]]:
    """The shape of every variable that the code of this experiment may have; () for a number."""
    examples, layers = len(experiment.inputs), experiment.shape
    found: dict[str, tuple[int, ...]] = {"X": (examples, layers[0]), "y": (examples, layers[-1])}
    for k, neurons in enumerate(layers):
        for name in (f"l{k}", f"l{k}_error", f"l{k}_delta"):
            found[name] = (examples, neurons)
        if k:
            tables = {f"syn{k - 1}": (layers[k - 1], neurons), f"b{k - 1}": (1, neurons)}
            for name, shape in tables.items():
                found |= {name: shape, **{beside(letter, name): shape for letter in LETTERS}}
    numbers = ("learning_rate", "momentum", "weight_decay", "iteration", "t")
    return {**found, **dict.fromkeys(numbers, ())}


def _before(
    starting: Experiment, changes: Sequence[replay.Change], dialect: Dialect
) -> Iterator[Line]:
    yield from preparation.functions(dialect, starting)
    yield from preparation.training_set(starting, {change.variable for change in changes})
    yield preparation.first_layer()
    yield from preparation.starting_weights(starting)
    yield from preparation.by_hand([change for change in changes if change.at == 0])


def _one_iteration(
    starting: Experiment, every: Sequence[Phase], dialect: Dialect, *, rate: bool, decay: bool
) -> Iterator[Line]:
    """Forward, the error, the deltas from last to first, and what they change."""
    depth = len(starting.shape) - 1
    for k in range(1, depth + 1):
        yield lines.forward(starting, k, dialect)
    yield lines.error(depth)
    yield from in_phases(every, _loss, lambda each: [lines.last_delta(each, dialect)])
    yield from lines.backward(starting, dialect)
    yield from in_phases(every, _optimizer, lambda each: updates(each, rate=rate, decay=decay))


def _loss(experiment: Experiment) -> str:
    return experiment.loss


def _optimizer(experiment: Experiment) -> str:
    return experiment.optimizer


def _numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, number=number) for number, line in enumerate(lines, 1))
