"""The lines before the loop: the training set, the random weights, and what else the loop needs."""

from collections.abc import Iterator, Sequence

from engine.code.dialects import Dialect
from engine.code.lines import Line
from engine.code.literals import assignment, number
from engine.code.replay import Change, empty_memory
from engine.network.experiment import Experiment


def functions(dialect: Dialect, experiment: Experiment) -> Iterator[Line]:
    """What the dialect defines for itself."""
    for definition in dialect.definitions(experiment):
        yield Line("function", definition.source, (), (), definition.why)


def training_set(experiment: Experiment, edited: set[str]) -> Iterator[Line]:
    """The two tables; those edited during the run have to take fractions."""
    x = assignment("X", experiment.inputs, fractions="X" in edited)
    y = assignment("y", experiment.targets, fractions="y" in edited)
    yield Line("table", x, (), ("X",), "The training set: each row is an example.")
    yield Line("table", y, (), ("y",), "The targets: what it should answer for each example.")


def first_layer() -> Line:
    why = "The first layer is the inputs themselves."
    return Line("table", "l0 = X", ("X",), ("l0",), why, ["=", "l0", "X"])


def starting_weights(experiment: Experiment) -> Iterator[Line]:
    """Random numbers from -1 to 1, layer by layer from one generator."""
    why = "From the same seed come the same random numbers every time."
    yield Line("seed", f"np.random.seed({experiment.seed})", (), (), why)
    shape = experiment.shape
    for k, pair in enumerate(zip(shape, shape[1:], strict=False)):
        name = f"syn{k}"
        source = f"{name} = 2 * np.random.random({pair}) - 1"
        why = f"A random weight between -1 and 1 for each synapse from l{k} to l{k + 1}."
        yield Line("start", source, (), (name,), why)
    for k, neurons in enumerate(shape[1:] if experiment.bias else ()):
        why = "A bias for each neuron: what is added to its sum whatever comes in; 0 at first."
        yield Line("start", f"b{k} = np.zeros((1, {neurons}))", (), (f"b{k}",), why)


def settings(experiment: Experiment, *, rate: bool, decay: bool) -> Iterator[Line]:
    """What the updates need besides: numbers, and an empty memory."""
    if rate:
        why = "How much of each step is taken; where none is written it is 1."
        yield _setting("learning_rate", number(experiment.learning_rate), why)
    if experiment.has("momentum"):
        why = "The part of its speed that each weight keeps from one iteration to the next."
        yield _setting("momentum", number(experiment.momentum), why)
    if decay:
        why = "How strongly each weight is drawn towards 0, as a part of itself."
        yield _setting("weight_decay", number(experiment.weight_decay), why)
    for change in empty_memory(experiment, 0):
        why = "What the optimizer remembers, from one iteration to the next: nothing yet."
        yield _setting(change.variable, change.source.split(" = ")[1], why)


def _setting(name: str, value: str, why: str) -> Line:
    return Line("setting", f"{name} = {value}", (), (name,), why)


def counter() -> Line:
    why = "Iterations done so far, for what was edited on the way."
    return Line("setting", "iteration = 0", (), ("iteration",), why)


def by_hand(changes: Sequence[Change]) -> Iterator[Line]:
    """The weights that were set before anything was trained."""
    for change in changes:
        name = change.variable
        yield Line("edit", change.source, (name,), (name,), "A weight that was set by hand.")
