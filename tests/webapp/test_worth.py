"""How long an accelerating run looks at what happens, and how it grows where nothing does."""

from math import log

import pytest

from engine import Experiment, Run, State
from webapp.live.lingering import ALL, DEBT, FALL, HOARD, MOVE, Lingering, begun
from webapp.live.pace import Steady

END = 1_000_000


def answering(answer: float, target: float = 0.0) -> State:
    """A network with one neuron that gives this answer where that was wanted."""
    run = Run(Experiment([[1.0]], [[target]], activations=("linear",)))
    run.set_weight(0, 0, 0, answer)
    return run.state()


def later(state: State, iterations: int) -> State:
    """The same some iterations later."""
    run = Run(state.experiment.replace(learning_rate=1e-9))
    run.set_weight(0, 0, 0, float(state.weights[0][0, 0]))
    run.step(iterations)
    return run.state()


def is_enough(before: State, after: State, first: State | None = None) -> bool:
    return Lingering(0.0, first or before).has_seen_enough(before, after)


def test_where_there_is_nothing_to_see_it_gets_four_times_as_fast_each_second() -> None:
    pace = Lingering(100.0, answering(1.0))
    assert [pace.due(100.0 + second, END) for second in range(7)] == [1, 2, 3, 7, 23, 87, 343]


def test_it_goes_on_from_where_it_stands() -> None:
    pace = Lingering(100.0, later(answering(1.0), 40))
    assert [pace.due(100.0 + second, END) for second in range(4)] == [41, 42, 43, 47]


def test_however_much_there_is_to_see_it_keeps_up_with_a_curve_to_the_end() -> None:
    pace, before = Lingering(0.0, answering(1.0)), answering(1.0)
    dues = []
    for second in range(round(ALL) + 2):
        dues.append(pace.due(second, 998))
        after = later(answering(1.0 if second % 2 else 0.5), dues[-1])
        assert pace.has_seen_enough(before, after)
        before = after
    assert dues[1:] == [int(999 ** min(second / ALL, 1) - 1) for second in range(1, 29)]


def test_a_fall_of_the_error_is_looked_at_by_how_deep_it_is() -> None:
    for level in (0.1, 1e-6):
        assert not is_enough(answering(level), answering(0.97 * level))
        assert is_enough(answering(level), answering(0.95 * level))
        assert is_enough(answering(0.95 * level), answering(level)), "a rise no less"


def test_no_fall_is_seen_far_below_the_first_error() -> None:
    first = answering(1.0)
    assert is_enough(answering(0.010), answering(0.005), first)
    assert not is_enough(answering(1e-4), answering(0.5e-4), first)


def test_a_move_is_looked_at_by_how_far_it_goes_of_what_its_layer_spans() -> None:
    """Around its target, where the error stays the same."""
    for middle in (0.5, 100.0):
        share = 0.01 * max(1.0, middle)
        few, more = (
            [answering(middle + way * share, middle) for way in (-half, half)]
            for half in (1.1, 1.4)
        )
        assert not is_enough(*few)
        assert is_enough(*more)


def test_who_has_seen_enough_waits_no_longer_than_a_second_and_goes_on_as_slowly() -> None:
    pace, before = Lingering(0.0, answering(1.0)), answering(1.0)
    assert [pace.due(second, END) for second in (1.0, 2.0, 3.0)] == [2, 3, 7]
    after = later(answering(0.1), 7)
    assert pace.has_seen_enough(before, after)
    seconds = [3.0 + DEBT - 0.05, 3.0 + DEBT + 0.05, 3.0 + DEBT + 1.05, 3.0 + DEBT + 2.05]
    dues = [pace.due(second, END) for second in seconds]
    assert dues[0] == int(END ** (seconds[0] / ALL)) - 1
    rate = 7 / (FALL * log(1.01 / 0.11))
    assert dues[1:] == [int(7 + rate * since) for since in (1.05, 1.05 + 4, 1.05 + 4 + 16)]


def test_what_is_saved_up_is_little() -> None:
    pace = Lingering(0.0, answering(1.0))
    pace.due(2.0, END)
    slightly = later(answering(1.0 - 1.1 * HOARD / MOVE), 3)
    assert pace.has_seen_enough(answering(1.0), slightly)


def test_each_speed_has_its_pace() -> None:
    state = later(answering(1.0), 7)
    assert begun(30, 5.0, state) == Steady(30, 5.0, 7)
    assert begun("fastest", 5.0, state) == Steady(None, 5.0, 7)
    assert isinstance(begun("accelerating", 5.0, state), Lingering)


@pytest.mark.parametrize("end", [5, 50])
def test_nothing_is_due_beyond_the_end(end: int) -> None:
    pace = Lingering(0.0, answering(1.0))
    assert [pace.due(second, end) for second in (0.0, 20.0, 40.0)][1:] == [end, end]
