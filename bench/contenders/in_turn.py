"""This project, many starts of a case one after the other."""

from bench.cases import STARTS, Case
from bench.contenders import Iterate
from engine import Experiment, train
from engine.network.definition import starting_weights


def prepared(case: Case) -> Iterate:
    experiment = Experiment(
        case.inputs, case.targets, case.shape[1:-1], learning_rate=case.learning_rate
    )
    starts = [starting_weights(experiment.shape, seed) for seed in range(STARTS)]

    def iterate(iterations: int) -> None:
        for weights in starts:
            train(weights, experiment, iterations)

    return iterate
