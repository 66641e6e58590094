"""The hidden layers in words, as the page has them beside their field."""

import pytest

from webapp.views.layers import layers_in_words


@pytest.mark.parametrize(
    "hidden, words",
    [
        ((), "straight to the output"),
        ((1,), "1 neuron in one layer"),
        ((4,), "4 neurons in one layer"),
        ((8, 8), "2 layers of 8 neurons each"),
        ((1, 1, 1), "3 layers of 1 neuron each"),
        ((8, 4, 1), "3 layers: 8, 4 and 1 neuron"),
    ],
)
def test_what_a_learner_reads(hidden: tuple[int, ...], words: str) -> None:
    assert layers_in_words(hidden) == words
