"""One iteration by the definitions of any optimizer: what the compiled loops are held against."""

from engine.arrays import Array, Weights
from engine.formulas import OPTIMIZERS
from engine.network import definition
from engine.network.experiment import Experiment
from engine.network.training_state import TrainingState


def improved(state: TrainingState, experiment: Experiment) -> TrainingState:
    """The state one iteration later."""
    activations = experiment.activations
    layers = definition.forward(state.weights, experiment.inputs, activations, state.biases)
    errors = experiment.targets - layers[-1]
    found = definition.deltas(state.weights, layers, errors, activations, experiment.loss)
    gradients = [
        *(
            layer.T @ delta - experiment.weight_decay * synapses
            for layer, delta, synapses in zip(layers[:-1], found, state.weights, strict=True)
        ),
        *(delta.sum(axis=0, keepdims=True) for delta in found[: len(state.biases)]),
    ]
    return _stepped(state, experiment, gradients)


def _stepped(state: TrainingState, experiment: Experiment, gradients: list[Array]) -> TrainingState:
    optimizer, count = OPTIMIZERS[experiment.optimizer], (state.count or 0) + 1
    memories = [(*weights, *biases) for weights, biases in state.memory.values()]
    before: Weights = (*state.weights, *state.biases)
    after, remembered = [], []
    for place, (table, gradient) in enumerate(zip(before, gradients, strict=True)):
        memory = tuple(each[place] for each in memories)
        step, memory = optimizer.update(gradient, memory, count, experiment.momentum)
        after.append(table + experiment.learning_rate * step)
        remembered.append(memory)
    numbers = state.numbers.copy()
    segment = state.layout.segment
    places = (*state.layout.weights, *state.layout.biases)
    for number, tables in enumerate([after, *zip(*remembered, strict=True)]):
        for (part, _), table in zip(places, tables, strict=True):
            numbers[number * segment :][part] = table.ravel()
    if optimizer.counts:
        numbers[-3:] = count, 0.9**count, 0.999**count
    return state.with_numbers(numbers)
