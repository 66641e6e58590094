"""scikit-learn's multi-layer perceptron: the same descent, with thresholds and another loss."""

import warnings

from sklearn.neural_network import MLPClassifier

from bench.cases import Case
from bench.contenders import Iterate


def prepared(case: Case) -> Iterate:
    warnings.simplefilter("ignore")  # It warns of every run that is stopped before it converges.
    inputs, targets = case.inputs, case.targets
    answers = targets if case.shape[-1] > 1 else targets[:, 0]

    def iterate(iterations: int) -> None:
        MLPClassifier(
            hidden_layer_sizes=case.shape[1:-1],
            activation="logistic",
            solver="sgd",
            alpha=0,
            batch_size=case.examples,
            learning_rate_init=case.learning_rate,
            max_iter=iterations,
            shuffle=False,
            tol=0,
            momentum=0,
            n_iter_no_change=iterations + 1,
        ).fit(inputs, answers)

    return iterate
