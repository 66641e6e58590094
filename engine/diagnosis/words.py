"""What several findings say or try in the same way."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Try
from engine.formulas import ACTIVATIONS
from engine.network.experiment import Experiment

_NEXT_SEED = "Try other starting weights: seed {seed}"
_KNOWN_SEED = "Start from seed {seed}, which learns this"
_OFTEN = (
    " Of {of} other starts {right} learn this in {iterations:,} iterations, which stands for "
    "{low:.0%} to {high:.0%} of all."
)


def right(experiment: Experiment) -> str:
    """What an answer is that is off by less than a half, as the end of a sentence."""
    return ACTIVATIONS[experiment.activations[-1]].words.right


def numbered(places: Sequence[int]) -> str:
    """Places counted from 0 as a reader counts: "1", "1 and 3", "1, 2 and 3"."""
    names = [str(place + 1) for place in places]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def how_often(case: Case) -> str:
    """A sentence on how other starts fare; nothing when too few can be tried."""
    starts = case.starts
    if not starts.of:
        return ""
    low, high = starts.share
    return _OFTEN.format(
        of=starts.of,
        right=len(starts.learned) or "none",
        iterations=starts.iterations,
        low=low,
        high=high,
    )


def another_start(case: Case) -> Try:
    """A start that is known to learn, if one was found, else the next one."""
    seed, starts = case.experiment.seed, case.starts
    known = next((found for found in starts.learned if found != seed), None)
    if known is not None:
        label = _KNOWN_SEED.format(seed=known)
        return Try(label, {"seed": known})
    following = (seed + 1) % 2**32
    return Try(_NEXT_SEED.format(seed=following), {"seed": following})


def without_example(experiment: Experiment, example: int) -> Mapping[str, Any]:
    """The parts of the experiment that change when an example is left out."""
    changed = experiment.without_example(example)
    return {"inputs": changed.inputs, "targets": changed.targets}


def without_input(experiment: Experiment, column: int) -> Mapping[str, Any]:
    """The parts of the experiment that change when an input goes."""
    changed = experiment.without_input(column)
    return _inputs(changed)


def with_ones(experiment: Experiment) -> Mapping[str, Any]:
    """The parts of the experiment that change with one more input that is always 1."""

    def widened(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.hstack([table, np.ones((len(table), 1))])

    return _inputs(
        experiment.replace(
            inputs=widened(experiment.inputs),
            situations=widened(experiment.situations),
            test_inputs=widened(experiment.test_inputs),
            input_names=(*experiment.input_names, "always 1"),
        )
    )


def _inputs(experiment: Experiment) -> Mapping[str, Any]:
    parts = {"inputs": experiment.inputs, "input_names": experiment.input_names}
    for name in ("situations", "test_inputs", "test_targets"):
        if len(getattr(experiment, name)):
            parts[name] = getattr(experiment, name)
    return parts
