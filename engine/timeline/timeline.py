"""A run as a pure function: base experiment, edits and iteration in, weights out.

What has been computed is kept (checkpoints, errors, the latest weights), so that asking again is
cheap; none of it changes an answer.
"""

from array import array
from collections.abc import Iterable
from copy import copy
from typing import Self

import numpy as np

from engine.arrays import Array, Iterations, Weights
from engine.errors import Diverged
from engine.network.experiment import Experiment
from engine.network.state import State, examine, sound
from engine.network.training import NO_TRACE, train
from engine.network.training_state import NO_TRAINING, TrainingState
from engine.timeline import edits as editing
from engine.timeline import history
from engine.timeline.checkpoints import Checkpoints
from engine.timeline.edits import Edit
from engine.timeline.held_out import HeldOutErrors, next_noted

NOWHERE = -1
"""The iteration of a state that is no timeline's: none is asked for it."""


class Timeline:
    """All iterations of a run: `base` and `edits` are the whole of it, and may be written down.

    `reached` is the furthest iteration computed so far; `diverged_at` the first one that cannot be
    computed, once that is known. Raises ValueError when an edit is of another network, NotFinite
    when there are no finite numbers to begin with, NoSuchSynapse and TooManyEdits.
    """

    __slots__ = (
        *("base", "edits", "reached", "diverged_at", "_errors", "_held_out", "_checkpoints"),
        *("_state", "__weakref__"),
    )

    def __init__(self, base: Experiment, edits: Iterable[Edit] = ()) -> None:
        self.base = base
        self.edits = tuple(sorted(edits, key=lambda edit: edit.at))
        self.reached = 0
        self.diverged_at: int | None = None
        editing.check(base, self.edits)
        starting = editing.applied(base, self.edits, 0, TrainingState.first(base))
        self._errors = array("d")
        self._held_out = HeldOutErrors()
        self._checkpoints = Checkpoints(starting, len(base.inputs))
        self._state = sound(self.experiment_at(0), 0, starting)

    @property
    def nbytes(self) -> int:
        """About how much memory is kept to answer quickly."""
        errors = self._errors.itemsize * len(self._errors)
        return self._checkpoints.nbytes + self._state.nbytes + errors

    @property
    def is_forgetful(self) -> bool:
        """Whether there is nothing to let go of."""
        return self._state.iteration == NOWHERE

    @property
    def spacing(self) -> int:
        """At every multiple of it, as far as the run was computed, the weights are at hand."""
        return self._checkpoints.spacing

    def experiment_at(self, iteration: int) -> Experiment:
        """The experiment in force at an iteration."""
        if not self.edits:  # most runs have none, and this is asked for every frame
            return self.base
        return editing.last_experiment(self.base, editing.until(self.edits, iteration))

    def weights_at(self, iteration: int) -> Weights:
        """The weights at an iteration; computes as much as it takes. Raises Diverged."""
        return self.state_at(iteration).weights

    def state_at(self, iteration: int) -> State:
        """All there is to see at an iteration; computes as much as it takes. Raises Diverged."""
        if self.advance(iteration) < iteration and self.diverged_at is not None:
            raise Diverged(self.diverged_at)
        return self._state

    def errors_until(self, iteration: int) -> tuple[Iterations, Array]:
        """The noted iterations before this one and the mean |error| at each. Raises Diverged."""
        if iteration > self.reached:
            self.weights_at(iteration)
        iterations = history.sampled(0, iteration)
        return iterations, np.array(self._errors[: len(iterations)])

    def test_errors_until(self, iteration: int) -> tuple[Iterations, Array]:
        """Some iterations before this one and the mean |error| of the held-out examples there."""
        self.weights_at(iteration)
        return self._held_out.until(iteration, self.base, self._checkpoints)

    def advance(self, target: int, iterations_at_most: int | None = None) -> int:
        """Compute towards an iteration, from the nearest one known, a bounded piece of the way.

        Returns the iteration that is now at hand: calling again goes on from there. It stays below
        the target for good only when the run diverges before it.
        """
        if target < 0:
            raise ValueError("iterations count from 0")
        if self.diverged_at is not None:
            target = min(target, self.diverged_at - 1)
        if target != self._state.iteration:
            self._advance(target, iterations_at_most)
        return self._state.iteration

    def plain_until(self, iteration: int) -> int:
        """Up to which iteration, that one left out, there is nothing to do from here but train:
        no edit, nothing to keep but errors."""
        is_newest = iteration == self.reached == self._state.iteration
        is_edited = bool(self.edits) and self.edits[-1].at > iteration
        if not is_newest or is_edited or self.diverged_at is not None:
            return iteration
        return self._checkpoints.next_after(iteration)

    def go_on(self, state: State, errors: bytes) -> None:
        """Take this state, which comes next on a plain way, and the errors noted up to it."""
        self._state, self.reached = state, state.iteration
        self._errors.frombytes(errors)

    def edited(self, edit: Edit) -> Self:
        """The timeline with one more edit; later ones and those it replaces are dropped.

        Raises NotFinite when the numbers at that iteration would not be finite; Diverged,
        NoSuchSynapse, TooManyEdits, ValueError.
        """
        training = self.state_at(edit.at).training
        changed = self._variant(*editing.made(self.base, self.edits, edit), before=edit.at)
        experiment = changed.experiment_at(edit.at)
        if edit.weight:
            training = edit.weight.set_in(training)
        elif not training.goes_with(experiment):
            training = changed._begun_with_another(edit.at, experiment)
        changed.diverged_at = None
        changed.reached = edit.at
        changed._state = sound(experiment, edit.at, training)
        changed._checkpoints.note(edit.at, training)
        changed._held_out.note(changed.base, edit.at, training)
        return changed

    def _begun_with_another(self, at: int, experiment: Experiment) -> TrainingState:
        """The state where another optimizer begins: as if the one before had just come there, even
        if that was replaced by a third at this very iteration."""
        if at == 0:
            return editing.applied(self.base, self.edits, 0, TrainingState.first(self.base))
        before = copy(self)
        before.advance(at - 1)
        return before._train(at - 1, before._state.training, at)[1]

    def restated(self, experiment: Experiment) -> Self:
        """The timeline with another length, other situations and names, from its start on.

        Like the held-out examples these have no part in training: they belong to the whole run and
        not to a moment of it.
        """
        base = self.base.restated(experiment)
        edits = tuple(editing.restated(edit, experiment) for edit in self.edits)
        changed = self._variant(base, edits, before=self.reached + 1)
        changed._held_out = HeldOutErrors()
        at, training = self._state.iteration, self._state.training
        changed._state = examine(changed.experiment_at(at), at, training)
        return changed

    def thin(self) -> None:
        """Keep half as much to answer quickly."""
        self._checkpoints.thin()

    def forgetful(self) -> Self:
        """The same timeline, which has let go of all that it can compute again."""
        changed = self._variant(self.base, self.edits, before=1)
        changed.reached, changed._errors = 0, array("d")
        changed._held_out = HeldOutErrors()
        changed._state = self._state._replace(
            iteration=NOWHERE, training=NO_TRAINING, trace=NO_TRACE
        )
        return changed

    def twin(self) -> Self:
        """A timeline that knows the same; what is computed with it leaves this one as it is."""
        return self._variant(self.base, self.edits, before=self.reached + 1)

    def _variant(self, base: Experiment, edits: tuple[Edit, ...], before: int) -> Self:
        """A timeline that knows what this one knows of the iterations before a certain one."""
        changed = copy(self)
        changed.base, changed.edits = base, edits
        editing.check(base, edits)
        changed._errors = self._errors[: len(history.sampled(0, before))]
        changed._held_out = self._held_out.before(before)
        changed._checkpoints = self._checkpoints.before(before)
        return changed

    def _advance(self, target: int, iterations_at_most: int | None) -> None:
        iteration, training = self._nearest(target)
        stop = target if iterations_at_most is None else min(target, iteration + iterations_at_most)
        finite = True
        while finite and iteration < stop:
            iteration, training, finite = self._train(
                iteration, training, self._next_stop(iteration, stop)
            )
        self._arrive(examine(self.experiment_at(iteration), iteration, training), finite)

    def _nearest(self, target: int) -> tuple[int, TrainingState]:
        kept, here = self._checkpoints.nearest(target), self._state
        return (here.iteration, here.training) if kept[0] <= here.iteration <= target else kept

    def _next_stop(self, iteration: int, stop: int) -> int:
        """Where training pauses next: at the stop, at an edit, or to keep or note something."""
        stop = min(stop, self._checkpoints.next_after(iteration))
        if len(self.base.test_inputs):
            stop = min(stop, next_noted(iteration))
        ahead = self.edits[len(editing.until(self.edits, iteration)) :] if self.edits else ()
        return min(stop, ahead[0].at) if ahead else stop

    def _train(self, begin: int, state: TrainingState, end: int) -> tuple[int, TrainingState, bool]:
        """Train an uninterrupted piece; returns where it ended and whether all went well."""
        first = max(begin, self.reached)
        sample = history.sampled(first, end)
        training = train(state, self.experiment_at(begin), end - begin, begin, sample)
        end = begin + training.iterations
        state = training.state
        if first < end:
            noted = history.sampled(first, end) if training.diverged else sample
            self._errors.frombytes(training.errors[: len(noted)].tobytes())
            self.reached = end
        if not training.diverged:
            state = editing.applied(self.base, self.edits, end, state)
            self._checkpoints.note(end, state)
            self._held_out.note(self.base, end, state)
        return end, state, not training.diverged

    def _arrive(self, state: State, finite: bool) -> None:
        """Stay at this state; or, where the numbers end, at the last one that is finite."""
        if not state.is_finite:
            self._end_before(state.iteration)
            self.advance(state.iteration - 1)
            return
        self._state = state
        if not finite:
            self._end_before(state.iteration + 1)

    def _end_before(self, iteration: int) -> None:
        self.diverged_at = iteration
        self.reached = min(self.reached, iteration - 1)
        del self._errors[len(history.sampled(0, self.reached)) :]
