"""The lines that change the weights and biases, as the optimizer has it."""

from collections.abc import Iterator, Mapping

from engine.code.lines import Line, Loop
from engine.code.variables import GRADIENT, LETTERS, VARIABLE, beside
from engine.formulas import OPTIMIZERS, OptimizerLine, Tree
from engine.network.experiment import Experiment

BIAS_WHY = "A bias moves by the deltas of its neuron, over all examples: its input is always 1."


def updates(experiment: Experiment, *, rate: bool, decay: bool) -> Iterator[Line]:
    """From the last layer to the first; `rate`, `decay`: there are variables of that name."""
    optimizer = OPTIMIZERS[experiment.optimizer]
    if optimizer.counts:
        why = "The steps of this optimizer are counted."
        yield Line("clock", "t += 1", ("t",), ("t",), why)
    for k in range(len(experiment.shape) - 1, 0, -1):
        for line in optimizer.lines:
            yield _of_weights(line, k, rate, decay)
        for line in optimizer.lines if experiment.bias else ():
            yield _of_biases(line, k, rate)


def _of_weights(line: OptimizerLine, k: int, rate: bool, decay: bool) -> Line:
    parameter, layer, delta = f"syn{k - 1}", f"l{k - 1}", f"l{k}_delta"
    code, tree = f"{layer}.T @ {delta}", _product(layer, delta)
    if decay:
        code = f"{code} - weight_decay * {parameter}"
        tree = ["-", tree, ["*", "weight_decay", parameter]]
    return _line(line, parameter, code, f"({code})", tree, rate)


def _product(layer: str, delta: str) -> Tree:
    return ["@", ["T", layer], delta]


def _of_biases(line: OptimizerLine, k: int, rate: bool) -> Line:
    code = f"l{k}_delta.sum(axis=0, keepdims=True)"
    return _line(line, f"b{k - 1}", code, code, ["total", f"l{k}_delta"], rate)


def _line(
    line: OptimizerLine, parameter: str, gradient: str, factor: str, tree: Tree, rate: bool
) -> Line:
    names = {"p": parameter}
    names |= {letter: beside(letter, parameter) for letter in LETTERS}
    source = line.code.format(
        **names,
        gradient=gradient,
        factor=factor if rate else gradient,
        rate="learning_rate * " if rate else "",
    )
    kinds: Mapping[str, Loop] = {"p": "update", GRADIENT: "gradient"}
    is_first = line.makes == "p" and "factor" in line.code and parameter.startswith("b")
    leaves: Mapping[str, Tree] = {**names, "gradient": tree}
    return Line(
        kinds.get(line.makes, "memory"),
        source,
        _reads(source),
        (names[line.makes],),
        BIAS_WHY if is_first else line.why,
        _filled(line.formula, leaves, rate),
    )


def _reads(source: str) -> tuple[str, ...]:
    right = source.split(" = ", 1)[-1]
    return tuple(dict.fromkeys(VARIABLE.findall(right)))


def _filled(tree: Tree, leaves: Mapping[str, Tree], rate: bool) -> Tree:
    """The formula with names in the place of letters, and the learning rate only if it is one."""
    if isinstance(tree, list):
        if tree[:2] == ["*", "rate"]:
            factor = _filled(tree[2], leaves, rate)
            return ["*", "learning_rate", factor] if rate else factor
        return [tree[0], *(_filled(part, leaves, rate) for part in tree[1:])]
    return leaves.get(tree, tree) if isinstance(tree, str) else tree
