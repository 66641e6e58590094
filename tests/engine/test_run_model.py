"""A random sequence of everything one can do to a run, against recomputing it from the start."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine import Experiment, Run, TrainingState, train
from engine.formulas import ACTIVATIONS, LOSSES
from engine.network.definition import forward
from engine.network.training import trace
from engine.timeline import checkpoints
from engine.timeline.history import sampled
from tests.engine.examples import experiments, same_bytes
from tests.engine.used import OPTIMIZED

VALUES = st.floats(0, 1, width=32)
PLACES = st.integers(0, 1_000)
HUGE = 1e6
"""From numbers of this size it is not far to the end of those that can be computed."""


@dataclass(frozen=True)
class Model:
    """A run in its simplest form: nothing is kept, everything is computed from the start."""

    base: Experiment
    changes: tuple[tuple[int, Any], ...] = ()
    iteration: int = 0

    def at(self, iteration: int) -> tuple[Experiment, TrainingState]:
        """Experiment and training at an iteration, one iteration at a time."""
        state = TrainingState.first(self.base)
        experiment = self.base
        for now in range(iteration + 1):
            for when, change in self.changes:
                if when == now and isinstance(change, Experiment):
                    experiment = change
                elif when == now:
                    layer, place, value = change
                    source, target = divmod(place, state.weights[layer].shape[1])
                    state = state.with_weight(layer, source, target, value)
            state = state.fitted(experiment)
            if now < iteration:
                state = train(state, experiment, 1).state
        return experiment, state

    def changed(self, change: Any) -> "Model":
        past = tuple(each for each in self.changes if each[0] <= self.iteration)
        return replace(self, changes=(*past, (self.iteration, change)))


class AnyUse(RuleBasedStateMachine):
    """Steps, seeks, edits, restarts, resets, undo and redo in any order, while the numbers last:
    what holds where they end is told in test_timeline and test_run."""

    undone: list[tuple[Model, bool]]
    done: list[tuple[Model, bool]]

    @initialize(experiment=experiments(most=3))
    def begin(self, experiment: Experiment) -> None:
        self.run, self.model = Run(experiment), Model(experiment)
        self.done, self.undone = [], []

    def enter(self, model: Model, same_network: bool = True) -> None:
        self.done.append((self.model, same_network))
        self.undone, self.model = [], model

    @rule(iterations=st.integers(-30, 40))
    def step(self, iterations: int) -> None:
        self.run.step(iterations)
        self.model = replace(self.model, iteration=max(0, self.model.iteration + iterations))

    @rule(iteration=st.integers(0, 120))
    def seek(self, iteration: int) -> None:
        self.run.seek(iteration)
        self.model = replace(self.model, iteration=iteration)

    @rule(iteration=st.integers(0, 120), most=st.integers(1, 9))
    def look_ahead_in_pieces(self, iteration: int, most: int) -> None:
        timeline = self.run.timeline
        while timeline.advance(iteration, most) != iteration and timeline.diverged_at is None:
            pass

    def edit(self, experiment: Experiment) -> None:
        before = self.run.experiment
        self.run.edit(experiment)
        if experiment != before:
            self.enter(self.model.changed(experiment))

    @rule(place=PLACES, value=VALUES)
    def change_a_target(self, place: int, value: float) -> None:
        targets = self.run.experiment.targets.copy()
        targets.flat[place % targets.size] = value
        self.edit(self.run.experiment.replace(targets=targets))

    @rule(rate=st.sampled_from([0.125, 0.5, 2.0]))
    def change_the_learning_rate(self, rate: float) -> None:
        self.edit(self.run.experiment.replace(learning_rate=rate))

    @rule(formulas=OPTIMIZED)
    def change_the_optimizer(self, formulas: dict[str, Any]) -> None:
        self.edit(self.run.experiment.replace(**formulas))

    @precondition(lambda self: self.run.experiment.activations[-1] == "sigmoid")
    @rule(loss=st.sampled_from(list(LOSSES)))
    def change_the_loss(self, loss: str) -> None:
        self.edit(self.run.experiment.replace(loss=loss))

    @rule(activation=st.sampled_from(list(ACTIVATIONS)), bias=st.booleans())
    def change_the_network(self, activation: str, bias: bool) -> None:
        """Another network: it begins anew. The last layer stays sigmoid, which goes with all."""
        hidden = [activation] * len(self.run.experiment.hidden)
        experiment = self.run.experiment.replace(activations=(*hidden, "sigmoid"), bias=bias)
        restarts = not experiment.same_network(self.run.experiment)
        self.run.edit(experiment)
        if restarts:
            self.enter(Model(experiment), same_network=False)

    @rule()
    def add_an_example(self) -> None:
        self.edit(self.run.experiment.with_example())

    @precondition(lambda self: len(self.run.experiment.inputs) > 1)
    @rule(place=PLACES)
    def remove_an_example(self, place: int) -> None:
        experiment = self.run.experiment
        self.edit(experiment.without_example(place % len(experiment.inputs)))

    @rule(place=PLACES, value=st.sampled_from([-3.0, 0.0, 1.5]))
    def set_a_weight(self, place: int, value: float) -> None:
        weights = self.run.state().weights
        layer = place % len(weights)
        index = place % weights[layer].size
        if weights[layer].flat[index] != value:
            self.enter(self.model.changed((layer, index, value)))
        source, target = divmod(index, weights[layer].shape[1])
        self.run.set_weight(layer, source, target, value)

    @rule(value=VALUES)
    def ask_something_new(self, value: float) -> None:
        """Situations, names and length belong to the whole run."""
        asked = self.run.experiment.replace(
            situations=np.full((1, self.run.experiment.shape[0]), value),
            iterations=self.run.experiment.iterations + 1,
        )
        self.run.edit(asked)

        def tell(change: Any) -> Any:
            return change.restated(asked) if isinstance(change, Experiment) else change

        changes = tuple((at, tell(change)) for at, change in self.model.changes)
        self.enter(replace(self.model, base=tell(self.model.base), changes=changes))

    @rule(seed=st.integers(0, 3))
    def new_weights(self, seed: int) -> None:
        experiment = self.run.experiment.replace(seed=seed)
        restarts = seed != self.run.experiment.seed
        self.run.edit(experiment)
        if restarts:
            self.enter(Model(experiment), same_network=False)

    @rule()
    def reset(self) -> None:
        now = self.run.experiment
        lost = any(
            not isinstance(change, Experiment) or at > self.model.iteration
            for at, change in self._in_effect()
        )
        self.run.reset()
        if lost:
            self.enter(Model(now), same_network=False)
        self.model = Model(now)

    def _in_effect(self) -> list[tuple[int, Any]]:
        """The run's own list: which of several edits at one iteration are left is its affair."""
        return [(edit.at, edit.experiment or "synapse") for edit in self.run.timeline.edits]

    @rule()
    def undo(self) -> None:
        self.run.undo()
        self._swap(self.done, self.undone)

    @rule()
    def redo(self) -> None:
        self.run.redo()
        self._swap(self.undone, self.done)

    def _swap(self, source: list[tuple[Model, bool]], other: list[tuple[Model, bool]]) -> None:
        if source:
            model, same_network = source.pop()
            other.append((self.model, same_network))
            iteration = self.model.iteration if same_network else model.iteration
            self.model = replace(model, iteration=iteration)

    @invariant()
    def agrees_with_recomputation(self) -> None:
        state = self.run.state()
        assume(self.run.timeline.diverged_at is None)
        assume(np.abs(state.training.numbers).max() < HUGE)
        experiment, training = self.model.at(self.model.iteration)
        seen = trace(training, experiment)
        assert (state.iteration, state.experiment) == (self.model.iteration, experiment)
        assert same_bytes([state.training.numbers], [training.numbers])
        assert same_bytes(state.layers, seen.layers)
        assert same_bytes(state.asked, seen.asked)
        assert (len(self.run.undo_labels), len(self.run.redo_labels)) == (
            len(self.done),
            len(self.undone),
        )

    @invariant()
    def history_is_that_of_the_way(self) -> None:
        iterations, errors = self.run.history()
        now = self.model.iteration
        assert iterations.tolist() == [*sampled(0, now).tolist(), now]
        for place in (0, len(iterations) // 2, -1):
            experiment, training = self.model.at(int(iterations[place]))
            layers = forward(
                training.weights, experiment.inputs, experiment.activations, training.biases
            )
            missed = experiment.targets - layers[-1]
            mean = np.abs(missed).mean()  # a difference of numbers near 1: they round to 1e-16
            np.testing.assert_allclose(errors[place], mean, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("work", [1, checkpoints.WORK])
def test_any_use_agrees_with_recomputation(work: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once with a checkpoint at each iteration and room for five, once as it is."""
    if work == 1:
        monkeypatch.setattr(checkpoints, "MOST_POINTS", 5)
        monkeypatch.setattr(checkpoints, "LEAST", 1)
    monkeypatch.setattr(checkpoints, "WORK", work)
    few = settings(max_examples=25, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(AnyUse, settings=few)  # type: ignore[no-untyped-call]
