"""The hidden layers in words: a number alone could be one of layers or of neurons."""

from collections.abc import Sequence


def layers_in_words(hidden: Sequence[int]) -> str:
    """`(4,)` is "4 neurons in one layer"."""
    if not hidden:
        return "straight to the output"
    if len(hidden) == 1:
        return f"{_neurons(hidden[0])} in one layer"
    if len(set(hidden)) == 1:
        return f"{len(hidden)} layers of {_neurons(hidden[0])} each"
    return f"{len(hidden)} layers: {', '.join(map(str, hidden[:-1]))} and {_neurons(hidden[-1])}"


def _neurons(count: int) -> str:
    return f"{count} neuron{'' if count == 1 else 's'}"
