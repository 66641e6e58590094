"""How often the push on each number changed its direction, counted while it is trained."""

from engine.arrays import Array
from engine.network.compiled import part


@part
def note_turns(gradient: Array, turning: Array) -> None:
    """In an iteration: `turning` has the last direction of each push, and how often it changed.

    What was not pushed keeps the direction it had.
    """
    for place in range(turning.shape[1]):
        push = gradient[place]
        if push * turning[0, place] < 0.0:
            turning[1, place] += 1.0
        if push != 0.0:
            turning[0, place] = 1.0 if push > 0.0 else -1.0
