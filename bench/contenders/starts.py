"""This project, many starts of a case side by side: how each ends, and when it was first right."""

from bench.cases import STARTS, Case
from bench.contenders import Iterate
from engine import Experiment
from engine.study import outcomes


def prepared(case: Case) -> Iterate:
    experiment = Experiment(
        case.inputs, case.targets, case.shape[1:-1], learning_rate=case.learning_rate
    )
    return lambda iterations: outcomes(experiment, range(STARTS), iterations)
