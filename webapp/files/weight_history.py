"""What became of every weight on the way: its value at many iterations, and its turns."""

from typing import Any

import numpy as np

from engine import Timeline
from engine.timeline import sampled, turns

MOST_POINTS = 240
MOST_NUMBERS = 200_000
"""Points times synapses: a large network gets fewer points."""
MOST_TURNS_WORK = 50_000_000
"""Multiplications up to which turns are counted: about a tenth of a second."""
LEAST_WORK = 64
"""Multiplications that an iteration costs at least, however small the network."""


def weight_history(timeline: Timeline, until: int) -> dict[str, Any]:
    """`weights[k]` (points, from, to) at `iteration`; `turns[k]` (from, to) up to `turns_until`."""
    synapses = sum(a.size for a in timeline.state_at(0).weights)
    iterations = thinned(until, min(MOST_POINTS, max(2, MOST_NUMBERS // synapses)))
    states = [timeline.state_at(int(iteration)).weights for iteration in iterations]
    work = max(LEAST_WORK, synapses * len(timeline.base.inputs))
    counted = min(until, MOST_TURNS_WORK // work)
    return {
        "iteration": iterations,
        "weights": [np.stack(layer) for layer in zip(*states, strict=True)],
        "turns": turns(timeline, counted),
        "turns_until": counted,
    }


def thinned(until: int, most: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Iterations from 0 to `until`, densely at first."""
    iterations = sampled(0, until)
    places = np.unique(np.linspace(0, len(iterations), most - 1, endpoint=False, dtype=np.int64))
    return np.append(iterations[places] if until else iterations, until)
