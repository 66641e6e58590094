"""Neurons with relu that answer 0 to every example: dead, as no error reaches their weights."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.words import another_start, how_often, numbered

_ONE = (
    "Neuron {neurons} of {layer} is dead: its weighted sum is not above 0 for any example, so relu "
    "answers 0 to all of them. The slope there is 0, no error reaches its weights, and they are "
    "not told to move.{often}"
)
_SEVERAL = (
    "Neurons {neurons} of {layer} are dead: their weighted sums are not above 0 for any example, "
    "so relu answers 0 to all of them. The slope there is 0, no error reaches their weights, and "
    "they are not told to move.{often}"
)


def dead_relu(case: Case) -> Finding | None:
    """The layer with the most such neurons, while nothing moves."""
    layers = case.state.layers[1:]
    dead = [
        np.flatnonzero(~(layer > 0).any(axis=0)).tolist() if name == "relu" else []
        for name, layer in zip(case.experiment.activations, layers, strict=True)
    ]
    most = max(range(len(dead)), key=lambda place: len(dead[place]))
    neurons = dead[most]
    if not neurons or not (case.hardly_moves or case.is_stuck):
        return None
    text = (_ONE if len(neurons) == 1 else _SEVERAL).format(
        neurons=numbered(neurons), layer=_named(most, len(layers)), often=how_often(case)
    )
    evidence = {"layer": most + 1, "neurons": neurons, "slope": 0.0}
    where = tuple(f"l{most + 1} any {neuron}" for neuron in neurons)
    return Finding("saturated", text, evidence, where, another_start(case))


def _named(place: int, layers: int) -> str:
    if place == layers - 1:
        return "the last layer"
    return "the hidden layer" if layers == 2 else f"hidden layer {place + 1}"
