"""This project, through its one door."""

from bench.cases import Case
from bench.contenders import Iterate
from engine import Experiment, train


def prepared(case: Case) -> Iterate:
    weights = tuple(case.weights)
    experiment = Experiment(
        case.inputs,
        case.targets,
        case.shape[1:-1],
        learning_rate=case.learning_rate,
        **case.formulas,
    )
    return lambda iterations: train(weights, experiment, iterations)
