"""Hidden neurons with the same weights on both sides: they stay the same for ever."""

import numpy as np

from engine.arrays import Array
from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.words import another_start, how_often, numbered

EQUAL = 1e-9
_TEXT = (
    "Neurons {neurons} of hidden layer {layer} have equal weights, so they do the same and are "
    "changed in the same way: they stay twins for ever and count as one.{often}"
)


def twin_neurons(case: Case) -> Finding | None:
    """The largest group of twins, once the run is stuck."""
    if not case.experiment.hidden or not case.is_stuck:
        return None
    weights, biases = case.state.weights, case.state.biases
    groups = [
        (layer, _twins(weights[layer - 1], weights[layer].T, *biases[layer - 1 : layer]))
        for layer in range(1, len(weights))
    ]
    layer, group = max(groups, key=lambda each: len(each[1]))
    if len(group) < 2:
        return None
    difference = float(np.ptp(case.state.weights[layer - 1][:, group], axis=1).max())
    evidence = {"layer": layer, "neurons": group, "largest_difference": difference}
    text = _TEXT.format(neurons=numbered(group), layer=layer, often=how_often(case))
    where = tuple(f"l{layer} any {neuron}" for neuron in group)
    return Finding("twin-neurons", text, evidence, where, another_start(case))


def _twins(*tables: Array) -> list[int]:
    """The most neurons, a column each, that are equal in all tables."""
    sides = np.vstack(tables).T
    best: list[int] = []
    for one in sides:
        reach = EQUAL * max(1.0, float(np.abs(one).max()))
        same = np.flatnonzero(np.abs(sides - one).max(axis=1) <= reach).tolist()
        best = max(best, same, key=len)
    return best
