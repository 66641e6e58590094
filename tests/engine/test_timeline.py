"""The timeline: what is kept to answer quickly never changes an answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import (
    LESSONS,
    Diverged,
    Edit,
    Experiment,
    NotFinite,
    Timeline,
    TrainingState,
    WeightEdit,
)
from engine.limits import MAX_EDITS
from engine.network.training import train
from engine.timeline import checkpoints
from engine.timeline import timeline as timeline_module
from engine.timeline.checkpoints import Checkpoints
from tests.engine.examples import experiments, same_bytes, same_state

XOR = LESSONS["eleven-lines"].experiment
LARGE = Experiment(
    inputs=np.random.default_rng(1).uniform(-1, 1, (200, 64)),
    targets=np.random.default_rng(2).uniform(0, 1, (200, 4)),
    hidden=(64, 64),
    learning_rate=0.01,
)


@pytest.fixture
def scarce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints at every iteration to begin with, and room for eight of them."""
    monkeypatch.setattr(checkpoints, "WORK", 1)
    monkeypatch.setattr(checkpoints, "LEAST", 1)
    monkeypatch.setattr(checkpoints, "MOST_POINTS", 8)


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many iterations each piece of training took."""
    counts: list[int] = []
    real = train

    def counting(*args: object) -> object:
        counts.append(args[2])  # type: ignore[arg-type]
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(timeline_module, "train", counting)
    return counts


@given(experiments(), st.lists(st.integers(0, 120), max_size=12))
def test_the_way_there_does_not_matter(experiment: Experiment, visits: list[int]) -> None:
    wandering = Timeline(experiment)
    for visit in visits:
        wandering.weights_at(visit)
    for visit in visits:
        assert same_bytes(wandering.weights_at(visit), Timeline(experiment).weights_at(visit))


@pytest.mark.usefixtures("scarce")
@pytest.mark.parametrize("slices", [1, 7, 1000])
def test_any_slices_with_few_checkpoints(slices: int) -> None:
    timeline, fresh = Timeline(XOR), Timeline(XOR)
    for target in (100, 3, 77, 200, 64, 128, 0):
        while timeline.advance(target, slices) != target:
            assert timeline.advance(target, 0) < target
        assert same_bytes(timeline.weights_at(target), fresh.weights_at(target))
    assert timeline.reached == 200


def test_a_state_is_read_only() -> None:
    state = Timeline(XOR).state_at(3)
    for array in (*state.weights, *state.layers, *state.deltas, state.errors, *state.asked):
        assert not array.flags.writeable


def test_what_is_known_is_not_computed_again(trained: list[int]) -> None:
    timeline = Timeline(XOR)
    timeline.weights_at(5_000)
    assert sum(trained) == 5_000
    trained.clear()
    timeline.weights_at(5_000)
    timeline.errors_until(4_000)
    assert not trained
    for target in (4_321, 4_320, 17, 4_999):
        trained.clear()
        timeline.weights_at(target)
        assert sum(trained) < timeline._checkpoints.spacing == 1_024


def test_an_edit_shares_the_past(trained: list[int]) -> None:
    timeline = Timeline(XOR)
    timeline.weights_at(5_000)
    trained.clear()
    edited = timeline.edited(Edit(5_000, XOR.replace(learning_rate=0.5)))
    edited.weights_at(5_001)
    edited.weights_at(4_900)
    edited.errors_until(5_000)
    assert sum(trained) < 1_000


@given(st.integers(1, 50), st.integers(1, 20_000), st.integers(1, 100))
def test_checkpoints_stay_few_and_near(most: int, reached: int, stride: int) -> None:
    experiment = Experiment(np.zeros((1, 1)), np.zeros((1, 1)))
    nothing = TrainingState.of((np.zeros((1, 1)),), experiment)
    kept = Checkpoints(nothing, checkpoints.WORK)
    kept.spacing = 1
    kept._most = most = max(2, most)
    iteration = 0
    while iteration < reached:
        iteration = min(kept.next_after(iteration), iteration + stride, reached)
        weights = (np.full((1, 1), float(iteration)),)
        kept.note(iteration, TrainingState.of(weights, experiment))
    for asked in range(0, reached + 1, max(1, reached // 50)):
        near, state = kept.nearest(asked)
        assert near <= asked < near + kept.spacing
        assert state.weights[0] == near
    assert len(kept._kept) <= most
    assert kept.spacing <= 1 or kept.spacing * most <= 4 * reached


def test_what_a_forgetful_timeline_lets_go_of_is_computed_again() -> None:
    timeline = Timeline(LARGE)
    state = timeline.state_at(60)
    forgetful = timeline.forgetful()
    starting = sum(layer.nbytes for layer in timeline.weights_at(0))
    assert forgetful.is_forgetful and forgetful.nbytes <= starting
    assert same_state(forgetful.state_at(60), state)
    assert np.array_equal(forgetful.errors_until(60)[1], timeline.errors_until(60)[1])
    assert same_state(forgetful.state_at(0), timeline.state_at(0))


def test_thinned_checkpoints_keep_half_and_grow_no_more_than_that() -> None:
    timeline = Timeline(LARGE)
    timeline.weights_at(320)
    before, state = timeline._checkpoints.nbytes, timeline.state_at(100)
    timeline.thin()
    half = timeline._checkpoints.nbytes
    assert half <= before // 2 + before // 10
    assert same_state(timeline.state_at(100), state)
    timeline.weights_at(2_000)
    assert timeline._checkpoints.nbytes <= before


def test_memory_is_bounded_on_large_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "MOST_BYTES", 2**20)
    timeline = Timeline(LARGE)
    timeline.weights_at(60)
    assert timeline.nbytes - timeline.state_at(60).nbytes < 2**20 + 2**10
    assert same_bytes(timeline.weights_at(41), Timeline(LARGE).weights_at(41))


def test_edits_hold_from_their_iteration_on() -> None:
    slower, other = XOR.replace(learning_rate=0.1), WeightEdit(0, 2, 1, -0.5)
    timeline = Timeline(XOR, [Edit(20, slower), Edit(10, weight=other)])
    assert timeline.experiment_at(19) == XOR and timeline.experiment_at(20) == slower
    assert timeline.weights_at(10)[0][2, 1] == -0.5
    assert same_bytes(timeline.weights_at(9), Timeline(XOR).weights_at(9))


def test_a_weight_is_set_once_and_not_again_by_a_later_edit() -> None:
    weight, other = Edit(10, weight=WeightEdit(0, 2, 1, -0.5)), WeightEdit(1, 0, 0, 2.0)
    trained = Timeline(XOR, [weight]).weights_at(20)
    later = Timeline(XOR, [weight, Edit(20, weight=other)]).weights_at(20)
    assert trained[0][2, 1] != -0.5
    assert same_bytes(later[0], trained[0]) and later[1][0, 0] == 2.0


def test_an_edit_drops_what_comes_later_and_what_it_replaces() -> None:
    first, second, third = (XOR.replace(learning_rate=rate) for rate in (0.1, 0.2, 0.3))
    weight = Edit(20, weight=WeightEdit(0, 0, 0, 1.0))
    timeline = Timeline(XOR).edited(Edit(20, first)).edited(weight).edited(Edit(30, second))
    assert [edit.at for edit in timeline.edits] == [20, 20, 30]
    assert timeline.edited(Edit(20, third)).edits == (weight, Edit(20, third))
    assert timeline.edited(Edit(20, XOR)).edits == (weight,)
    assert timeline.edited(Edit(0, third)).base == third
    assert timeline.edited(Edit(0, third)).edits == ()


def test_length_situations_and_names_belong_to_the_whole_run(trained: list[int]) -> None:
    slower = XOR.replace(learning_rate=0.1)
    timeline = Timeline(XOR).edited(Edit(50, slower))
    timeline.weights_at(100)
    trained.clear()
    told = timeline.restated(slower.with_situation().replace(iterations=99))
    assert [told.experiment_at(t).iterations for t in (0, 100)] == [99, 99]
    assert told.experiment_at(0).learning_rate == 1 and told.experiment_at(50).learning_rate == 0.1
    assert len(told.state_at(100).answers) == 2
    assert not trained


def test_base_and_edits_are_the_whole_of_it() -> None:
    timeline = Timeline(XOR).edited(Edit(30, XOR.with_example()))
    timeline = timeline.edited(Edit(45, weight=WeightEdit(1, 0, 0, 2.0)))
    again = Timeline(timeline.base, timeline.edits)
    assert same_bytes(again.weights_at(90), timeline.weights_at(90))
    assert same_bytes(again.errors_until(90), timeline.errors_until(90))


def test_refuses_what_is_no_edit_of_this_network() -> None:
    with pytest.raises(ValueError, match="another shape or seed"):
        Timeline(XOR, [Edit(3, XOR.replace(seed=2))])
    with pytest.raises(ValueError, match="exactly one change"):
        Edit(3)
    with pytest.raises(ValueError, match="count from 0"):
        Timeline(XOR).advance(-1)


def test_remembers_a_bounded_number_of_edits() -> None:
    rates = [XOR.replace(learning_rate=rate) for rate in (0.5, 0.6)]
    edits = [Edit(at, rates[at % 2]) for at in range(1, MAX_EDITS + 2)]
    full = Timeline(XOR, edits[:-1])
    assert full.experiment_at(MAX_EDITS) == rates[MAX_EDITS % 2]
    with pytest.raises(Exception, match="at most 2000 edits"):
        Timeline(XOR, edits)


EXPLOSIVE = Experiment(inputs=np.array([[1e6]]), targets=np.array([[0.5]]), hidden=(2,))
"""With two huge weights that cancel nothing happens, until the target is no longer a half."""
CHARGE = [
    Edit(0, weight=WeightEdit(*place, value))
    for place, value in (((0, 0, 0), 0), ((0, 0, 1), 0), ((1, 0, 0), 1e308), ((1, 1, 0), -1e308))
]
SPARK = Edit(40, EXPLOSIVE.replace(targets=np.array([[1.0]])))


@pytest.mark.parametrize("asked", [41, 42, 5_000])
def test_divergence_is_found_wherever_one_goes(asked: int) -> None:
    timeline = Timeline(EXPLOSIVE, [*CHARGE, SPARK])
    with pytest.raises(Diverged) as end:
        timeline.weights_at(asked)
    assert end.value.iteration == timeline.diverged_at == 41
    assert timeline.advance(asked) == timeline.reached == 40
    assert np.isfinite(timeline.state_at(40).deltas[0]).all()
    assert len(timeline.errors_until(40)[0]) == 40
    assert timeline.edited(Edit(40, EXPLOSIVE)).state_at(5_000).error == 0


STRAINED = Experiment(inputs=np.ones((1, 1)), targets=np.full((1, 16), 0.5), hidden=(2,))
"""Sixteen errors of a half, passed back over weights like these, are more than float64 holds."""
STRAIN = [
    *(Edit(0, weight=WeightEdit(0, 0, neuron, 0.0)) for neuron in (0, 1)),
    *(Edit(0, weight=WeightEdit(1, 0, target, 1.7e308)) for target in range(16)),
    *(Edit(0, weight=WeightEdit(1, 1, target, -1.7e308)) for target in range(16)),
]
SNAP = STRAINED.replace(targets=np.ones((1, 16)))


def test_an_edit_that_leaves_no_finite_numbers_is_refused() -> None:
    timeline = Timeline(STRAINED, STRAIN)
    assert timeline.state_at(9).error == 0
    with pytest.raises(NotFinite):
        timeline.edited(Edit(5, SNAP))
    with pytest.raises(NotFinite):
        Timeline(SNAP, STRAIN)
    told = Timeline(STRAINED, [*STRAIN, Edit(5, SNAP)])
    assert (told.advance(100), told.diverged_at) == (4, 5)
