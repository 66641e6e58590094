"""One network being trained, as a learner handles it: step, back, edit, undo. No lock, no clock."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, Iterations, Layers, all_finite
from engine.errors import Diverged, NotFinite
from engine.network.experiment import Experiment
from engine.network.state import State
from engine.network.training import trace
from engine.timeline.edits import Edit, WeightEdit
from engine.timeline.history import with_newest
from engine.timeline.timeline import Timeline
from engine.timeline.undo import UndoEntry, remembered
from engine.timeline.wording import describe, describe_weight


class Run:
    """A timeline, where one stands on it, and the edits that can be taken back.

    A step or seek beyond the end of the finite numbers stays at the last good iteration. Long ways
    can be gone in pieces first: `run.timeline.advance(iteration, iterations_at_most)`.
    """

    __slots__ = ("_undo", "_redo", "_state", "_timeline")

    def __init__(self, base: Experiment, edits: Iterable[Edit] = (), iteration: int = 0) -> None:
        self._undo: list[UndoEntry] = []
        self._redo: list[UndoEntry] = []
        self._turn_to(Timeline(base, edits), iteration)

    @classmethod
    def resumed(
        cls, timeline: Timeline, undo: Iterable[UndoEntry], redo: Iterable[UndoEntry]
    ) -> "Run":
        """A run at iteration 0 of a timeline, with what can be taken back and done again."""
        run = cls(timeline.base)
        run._undo, run._redo = list(undo), list(redo)
        run._turn_to(timeline, 0)
        return run

    @property
    def timeline(self) -> Timeline:
        return self._timeline

    @property
    def iteration(self) -> int:
        return self._state.iteration

    @property
    def experiment(self) -> Experiment:
        return self._state.experiment

    @property
    def undo_entries(self) -> tuple[UndoEntry, ...]:
        """Where undo leads back to, the oldest edit first."""
        return tuple(self._undo)

    @property
    def redo_entries(self) -> tuple[UndoEntry, ...]:
        """Where redo leads to, the next one last."""
        return tuple(self._redo)

    @property
    def undo_labels(self) -> tuple[str, ...]:
        """The edits that undo takes back, in words, the oldest first."""
        return tuple([moment.label for moment in self._undo])

    @property
    def redo_labels(self) -> tuple[str, ...]:
        """The edits that redo does again, in words, the next one first."""
        return tuple([moment.label for moment in reversed(self._redo)])

    @property
    def undo_goal(self) -> tuple[Timeline, int] | None:
        """The timeline and iteration that undo leads to: to be advanced there in pieces first."""
        return self._goal(self._undo)

    @property
    def redo_goal(self) -> tuple[Timeline, int] | None:
        """The timeline and iteration that redo leads to."""
        return self._goal(self._redo)

    @property
    def nbytes(self) -> int:
        """About how much memory the run takes, all that undo and redo lead to included."""
        reachable = (*self._undo, *self._redo)
        return self.timeline.nbytes + sum(entry.timeline.nbytes for entry in reachable)

    def state(self) -> State:
        """Everything there is to see now; read-only, computed once."""
        state, end = self._state, self._timeline.diverged_at
        return state if end != state.iteration + 1 else state._replace(diverged_at=end)

    def history(self) -> tuple[Iterations, Array]:
        """The mean |error| on the way here, at most 2,000 points, the first and this one."""
        noted = self.timeline.errors_until(self.iteration)
        return with_newest(*noted, self.iteration, self._state.error)

    def test_history(self) -> tuple[Iterations, Array] | None:
        """The mean |error| of the held-out examples on the way here, None when there are none."""
        if self._state.test_error is None:
            return None
        noted = self.timeline.test_errors_until(self.iteration)
        return with_newest(*noted, self.iteration, self._state.test_error)

    def think(self, inputs: npt.ArrayLike) -> Layers:
        """What the network makes of new situations; changes nothing. Raises NotFinite."""
        table = np.asarray(inputs, dtype=np.float64)
        nothing = np.zeros((len(table), self.experiment.shape[-1]))
        asked = self.experiment.replace(inputs=table, targets=nothing)
        layers = trace(self._state.training, asked).layers
        if not all_finite(*layers):
            raise NotFinite
        return layers

    def step(self, iterations: int = 1) -> None:
        """Go so many iterations on; a negative number goes back."""
        self.seek(max(0, self._state.iteration + iterations))

    def seek(self, iteration: int) -> None:
        """Go to an iteration, forward or back, exactly as it was or will be."""
        self._turn_to(self._timeline, iteration)

    @property
    def plain_until(self) -> int:
        """Up to which iteration, that one left out, there is nothing to do but train."""
        return self._timeline.plain_until(self._state.iteration)

    def go_on(self, state: State, errors: bytes) -> None:
        """Take this state, to which the run has been trained, with the errors noted up to it."""
        self._timeline.go_on(state, errors)
        self._state = state

    def reset(self) -> None:
        """Iteration 0 of the experiment as it is now, with the starting weights of its seed.

        What would be lost by it, weights set by hand and edits still ahead, undo brings back.
        """
        edits = self.timeline.edits
        timeline = Timeline(self.experiment) if edits else self.timeline
        if any(edit.weight or edit.at > self.iteration for edit in edits):
            self._remember("reset", same_network=False)
        self._turn_to(timeline, 0)

    def edit(
        self, experiment: Experiment, label: str | None = None, *, restart: bool = False
    ) -> None:
        """Take another experiment from here on; another shape or seed, or `restart`, from 0 on.

        Raises NotFinite or TooManyEdits, and then nothing has changed.
        """
        before = self.experiment
        if experiment == before and not (restart and (self.iteration or self.timeline.edits)):
            return
        same_network = not restart and experiment.same_network(before)
        timeline = self._continued(experiment) if same_network else Timeline(experiment)
        self._enter(timeline, label or describe(before, experiment), same_network)

    def set_weight(self, layer: int, source: int, target: int, value: float) -> None:
        """Set one synapse now. Raises NoSuchSynapse, NotFinite, TooManyEdits."""
        weight = WeightEdit(layer, source, target, float(value))
        before = weight.find(self._state.weights)
        if value != before:
            label = describe_weight(weight, self.experiment, before)
            timeline = self.timeline.edited(Edit(self.iteration, weight=weight))
            self._enter(timeline, label, same_network=True)

    def undo(self) -> None:
        """Take back the last edit; without one nothing happens."""
        self._swap(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was taken back last; without that nothing happens."""
        self._swap(self._redo, self._undo)

    def _continued(self, experiment: Experiment) -> Timeline:
        """The timeline with an edit here; what has no part in training changes throughout."""
        before, timeline = self.experiment, self.timeline
        if experiment != experiment.restated(before):
            timeline = timeline.restated(experiment)
        if not experiment.same_training(before):
            at = self.iteration
            timeline = timeline.edited(Edit(at, experiment))
        return timeline

    def _enter(self, timeline: Timeline, label: str, same_network: bool) -> None:
        iteration = self.iteration if same_network else 0
        if not all_finite(timeline.state_at(iteration).answers):
            raise NotFinite
        self._remember(label, same_network)
        self._turn_to(timeline, iteration)

    def _remember(self, label: str, same_network: bool) -> None:
        moment = UndoEntry(
            f"at {self.iteration}: {label}", self.timeline, self.iteration, same_network
        )
        self._undo = remembered(self._undo, moment)
        self._redo = []

    def forget(self) -> None:
        """Let go of much of what can be computed again; nothing else changes by it."""
        self.timeline.thin()
        self._undo = [entry.forgetful() for entry in self._undo]
        self._redo = [entry.forgetful() for entry in self._redo]

    def _goal(self, moments: list[UndoEntry]) -> tuple[Timeline, int] | None:
        if not moments:
            return None
        last = moments[-1]
        return last.timeline, self.iteration if last.same_network else last.iteration

    def _swap(self, source: list[UndoEntry], destination: list[UndoEntry]) -> None:
        goal = self._goal(source)
        if goal:
            here = replace(source.pop(), timeline=self.timeline, iteration=self.iteration)
            destination.append(here)
            self._turn_to(*goal)

    def _turn_to(self, timeline: Timeline, iteration: int) -> None:
        try:
            self._state = timeline.state_at(iteration)
        except Diverged as end:
            self._state = timeline.state_at(end.iteration - 1)
        self._timeline: Timeline = timeline
