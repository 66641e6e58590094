"""Every formula: the reference errors, the compiled loops against the definitions, the gradient."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import LESSONS, Edit, Experiment, Timeline, TrainingState, train
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from engine.network import check_gradient
from engine.network.compiled import activations, optimizers
from engine.network.improving import improved
from engine.network.training import trace
from tests.engine.examples import same_bytes

ARTICLE = LESSONS["eleven-lines"].experiment


def table(examples: int = 7, **fields: object) -> Experiment:
    """A table that any last layer can learn something of."""
    random = np.random.default_rng(examples)
    inputs, targets = random.uniform(-1, 1, (examples, 3)), random.uniform(0.1, 0.9, (examples, 2))
    return Experiment(inputs, targets, hidden=(5, 4), learning_rate=0.01).replace(**fields)


def test_the_compiled_choices_are_the_registrys() -> None:
    assert list(ACTIVATIONS).index("tanh") == activations.TANH
    assert list(ACTIVATIONS).index("linear") == activations.LINEAR
    assert list(OPTIMIZERS).index("rmsprop") == optimizers.RMSPROP
    assert list(OPTIMIZERS).index("adam") == optimizers.ADAM
    assert list(ACTIVATIONS)[0] == "sigmoid" and list(LOSSES)[0] == "squared"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, 0.00858452565325),
        ({"optimizer": "momentum"}, 0.00321945729882),
        ({"loss": "cross-entropy"}, 0.000105703884277),
        ({"activations": ("tanh", "sigmoid"), "learning_rate": 0.1}, 0.0186976992499),
        ({"activations": ("relu", "sigmoid"), "learning_rate": 0.1}, 0.254914319244),
        ({"weight_decay": 1e-4}, 0.0317554140874),
        ({"optimizer": "rmsprop", "learning_rate": 0.01}, 8.34009652809e-06),
        ({"optimizer": "adam", "learning_rate": 0.01}, 0.00098974105881),
    ],
)
def test_reference_errors_at_10_000(fields: dict[str, object], error: float) -> None:
    """Computed with jax.grad and optax in float64."""
    experiment = ARTICLE.replace(**fields)
    end = train(TrainingState.first(experiment), experiment, 10_000).state
    assert trace(end, experiment).error == pytest.approx(error, abs=1e-9)


@pytest.mark.parametrize("examples", [1, 4, 9, 200])
@pytest.mark.parametrize(("optimizer", "bias", "decay"), [*product(OPTIMIZERS, (0, 1), (0, 0.01))])
def test_the_compiled_loops_agree_with_the_definitions(
    examples: int, optimizer: str, bias: int, decay: float
) -> None:
    names = ("tanh", "relu", "linear") if bias else ("relu", "tanh", "sigmoid")
    formulas = {"activations": names, "bias": bool(bias), "weight_decay": decay}
    experiment = table(examples, optimizer=optimizer, **formulas)
    if not bias:
        experiment = experiment.replace(loss="cross-entropy")
    start = plain = TrainingState.first(experiment)
    for _ in range(50):
        plain = improved(plain, experiment)
    own = train(start, experiment, 50).state
    np.testing.assert_allclose(own.numbers, plain.numbers, rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@given(st.lists(st.integers(0, 40), max_size=4))
def test_pieces_have_the_bytes_of_the_whole(optimizer: str, pieces: list[int]) -> None:
    experiment = table(optimizer=optimizer, bias=True, activations=("tanh", "relu", "linear"))
    state = start = TrainingState.first(experiment)
    for piece in pieces:
        state = train(state, experiment, piece).state
    assert same_bytes([state.numbers], [train(start, experiment, sum(pieces)).state.numbers])


def test_no_momentum_and_no_decay_are_plain_descent_to_the_last_bit() -> None:
    plain = train(TrainingState.first(ARTICLE), ARTICLE, 500)
    for fields in ({"optimizer": "momentum", "momentum": 0}, {"weight_decay": 0}):
        other = ARTICLE.replace(**fields)
        assert same_bytes(plain.weights, train(TrainingState.first(other), other, 500).weights)
    assert ARTICLE.replace(momentum=0.5) == ARTICLE


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_fades_is_0_in_the_end(optimizer: str, decay: float) -> None:
    """Two relu neurons die here. Numbers near the smallest that there are would be computed a
    hundred times as slowly, for ever."""
    relu = ARTICLE.replace(activations=("relu", "sigmoid"), learning_rate=0.1)
    experiment = relu.replace(optimizer=optimizer, weight_decay=decay)
    sizes = np.abs(train(TrainingState.first(experiment), experiment, 100_000).state.numbers)
    assert not ((sizes > 0) & (sizes < 1e-300)).any()


@pytest.mark.parametrize(("last", "bias"), [*product(ACTIVATIONS, (False, True))])
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_gradients_are_right_for_every_combination(hidden: str, last: str, bias: bool) -> None:
    for loss in LOSSES if last == "sigmoid" else ("squared",):
        names = (hidden, "tanh", last)
        experiment = table(activations=names, bias=bias, loss=loss, weight_decay=0.01)
        state = train(TrainingState.first(experiment), experiment, 20).state
        check = check_gradient(experiment, state.weights, state.biases)
        assert check.agrees and not check.is_flat
        assert len(check.checked) > check.synapses / 2


@pytest.mark.parametrize("z", [0.0, 1e-300, 1e-9, 0.1, 0.3466, 1.0, 18.9, 19.1, 709.0, 1e300])
def test_tanh_is_right_to_a_few_units_in_the_last_place(z: float) -> None:
    inputs = np.array([[z], [-z]])
    experiment = Experiment(inputs, np.zeros((2, 1)), activations=("tanh",))
    answers = trace((np.ones((1, 1)),), experiment).layers[-1].ravel()
    np.testing.assert_allclose(answers, np.tanh(inputs.ravel()), rtol=1e-15, atol=0)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_no_activation_hides_that_a_number_is_none(name: str) -> None:
    experiment = table(activations=("sigmoid", name, "linear"))
    weights = [matrix.copy() for matrix in TrainingState.first(experiment).weights]
    weights[1][0, 0] = np.nan
    assert np.isnan(trace(tuple(weights), experiment).layers[-1]).all()


def test_a_new_optimizer_begins_with_an_empty_memory_and_an_old_one_goes_on() -> None:
    base = ARTICLE.replace(optimizer="momentum")
    timeline = Timeline(base).edited(Edit(30, base.replace(learning_rate=0.5)))
    assert timeline.state_at(30).training.memory["v"][0][0].any()
    adam = timeline.edited(Edit(30, base.replace(optimizer="adam")))
    assert not adam.state_at(30).training.memory["v"][0][0].any()
    back = adam.edited(Edit(30, base.replace(learning_rate=2.0)))
    fresh = Timeline(base, back.edits)
    for iteration in (30, 45, 30, 29):
        own, again = back.state_at(iteration), fresh.state_at(iteration)
        assert same_bytes([own.training.numbers], [again.training.numbers])
    assert back.state_at(30).training.memory["v"][0][0].any()


def test_what_does_not_go_together_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="goes with sigmoid in the last layer"):
        ARTICLE.replace(loss="cross-entropy", activations=("tanh", "tanh"))
    with pytest.raises(ValueError, match="there is sigmoid, tanh, relu, linear"):
        ARTICLE.replace(activations=("sin", "sigmoid"))


def test_activations_follow_the_layers() -> None:
    experiment = table(activations=("tanh", "relu", "linear"))
    assert experiment.replace(hidden=(3,)).activations == ("tanh", "linear")
    assert experiment.replace(hidden=(3, 3, 3)).activations == ("tanh", "relu", "relu", "linear")
    assert experiment.replace(hidden=()).activations == ("linear",)
