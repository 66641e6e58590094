"""The run that is looked into, and what has to be computed about it, once and only if asked."""

from functools import cached_property
from itertools import islice

import numpy as np

from engine.arrays import Array
from engine.diagnosis.ahead import Course, affordable, run_on
from engine.network.experiment import Experiment
from engine.study.interval import wilson
from engine.study.outcome import is_right
from engine.study.starts import outcomes
from engine.timeline.timeline import Timeline

FURTHER = 10
"""How many times as far as it has come, or as is planned, a run is looked ahead."""
LEAST_AHEAD = 10_000
STARTS_WORK = 2**26
MOST_STARTS = 200
FEWEST_STARTS = 50
STANDSTILL = 0.01
"""A fall of the error by less than this part of it is none."""


class Starts:
    """How other starting weights fare: which seeds learned, of how many, in how many iterations.

    These are fewer than wanted where the work would not be bounded, and no starts are tried where
    so few would tell nothing.
    """

    def __init__(self, experiment: Experiment, iterations: int) -> None:
        budget = affordable(experiment, STARTS_WORK)
        self.iterations = min(iterations, _rounded(budget // FEWEST_STARTS))
        worthwhile = self.iterations >= min(iterations, LEAST_AHEAD)
        self.of = min(MOST_STARTS, budget // self.iterations) if worthwhile else 0
        others = (seed for seed in range(self.of + 1) if seed != experiment.seed)
        tried = list(islice(others, self.of))
        ends = outcomes(experiment, tried, self.iterations) if tried else ()
        self.learned = [end.seed for end in ends if end.right]

    @property
    def share(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share that learns."""
        return wilson(len(self.learned), self.of)

    def evidence(self) -> dict[str, object]:
        return {
            "of": self.of,
            "right": len(self.learned),
            "iterations": self.iterations,
            "share": self.share,
        }


def _rounded(number: int) -> int:
    """Down to one digit and zeros."""
    unit = int("1" + "0" * (len(str(number)) - 1))
    return max(1, number // unit * unit)


class Case:
    """A run at one of its iterations; nothing that is computed about it changes it."""

    def __init__(self, timeline: Timeline, iteration: int) -> None:
        self.timeline, self.iteration = timeline, iteration
        self.start = timeline.state_at(0).training
        self.state = timeline.state_at(iteration)
        self.experiment = self.state.experiment
        self.diverged = timeline.diverged_at == iteration + 1

    @property
    def is_right(self) -> bool:
        return is_right(self.state.errors)

    @cached_property
    def errors(self) -> Array:
        """The mean |error| at the noted iterations on the way here."""
        return self.timeline.errors_until(self.iteration)[1]

    @property
    def planned(self) -> int:
        """As many iterations as are planned, or as were done if that is more."""
        return max(self.iteration, self.experiment.iterations)

    @cached_property
    def is_short_sighted(self) -> bool:
        """Whether the network is so large that one cannot look ahead far enough to tell."""
        course = self.ahead
        ends = course.right_at is not None or course.diverged
        return not ends and course.length < min(LEAST_AHEAD, self.planned)

    @property
    def horizon(self) -> int:
        """How many iterations can be looked ahead."""
        return min(max(LEAST_AHEAD, FURTHER * self.planned), affordable(self.experiment))

    @cached_property
    def ahead(self) -> Course:
        """What becomes of this run."""
        return run_on(self.state.training, self.experiment, self.horizon)

    @cached_property
    def is_falling(self) -> bool:
        """Whether the error still falls where the look ahead ends."""
        course = self.ahead
        return course.error < (1 - STANDSTILL) * course.error_after(course.length // 2)

    @cached_property
    def hardly_moves(self) -> bool:
        """Whether the error stays as it is for the next tenth of the way it has come."""
        if self.is_short_sighted:
            return False
        soon = self.ahead.error_after(max(100, self.iteration // 10))
        return abs(soon - self.state.error) < STANDSTILL * self.state.error

    @cached_property
    def is_stuck(self) -> bool:
        """Whether nothing changes any more, however long it goes on."""
        return self.ahead.right_at is None and not (self.is_falling or self.is_short_sighted)

    @cached_property
    def starts(self) -> Starts:
        """This experiment from other starting weights, as long as is planned."""
        return Starts(self.experiment, self.planned)

    def at_rate(self, rate: float, iterations: int) -> Course:
        """The same start at another learning rate."""
        start = self.start.fitted(self.experiment)
        return run_on(start, self.experiment.replace(learning_rate=rate), iterations)

    @cached_property
    def wrong(self) -> list[int]:
        """The examples that are answered wrongly."""
        return np.flatnonzero(~(np.abs(self.state.errors) < 0.5).all(axis=1)).tolist()
