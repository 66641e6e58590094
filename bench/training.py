"""Sections on training: the engine against its peers, and how it grows with the work."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from bench.cases import FOUR, Case, any_case
from bench.race import Contender, race
from bench.table import Section, duration

OURS, ARTICLE, CEILING = "engine", "article's loop", "C, gcc -O3"


def peers() -> Section:
    """The four cases, everyone against the article's loop."""
    names = [ARTICLE, OURS, "scikit-learn", "PyTorch", "JAX", CEILING]
    return Section(
        "Training: times the speed of the article's loop (time of an iteration)",
        ["case", *names],
        _against_peers(names),
    )


def _against_peers(names: Sequence[str]) -> Iterator[list[str]]:
    with ExitStack() as stack:
        contenders = [
            stack.enter_context(contender)
            for contender in (
                Contender(ARTICLE, "article"),
                Contender(OURS, "engine"),
                Contender("scikit-learn", "scikit_learn", peer=True),
                Contender("PyTorch", "pytorch", peer=True),
                Contender("JAX", "jax", peer=True),
                Contender(CEILING, "c_kernel"),
            )
        ]
        for case in FOUR:
            times = race(contenders, case)
            yield [str(case), *(_against(times, name) for name in names)]
        for contender in contenders:
            if contender.missing:
                yield [contender.name, contender.missing, *[""] * (len(names) - 1)]


def _against(times: dict[str, float], name: str) -> str:
    if name not in times:
        return "–"
    return f"{times[ARTICLE] / times[name]:.3g} × ({duration(times[name])})"


def growth() -> Section:
    """From the smallest to the largest networks and tables."""
    neurons = [any_case((3, width, 1), 4) for width in (1, 2, 4, 8, 16, 32, 64)]
    examples = [any_case((3, 4, 1), count) for count in (4, 8, 20, 50, 200, 500, 2_000)]
    largest = [any_case((64, *[64] * 6, 16), 2_000)]
    return Section(
        "Growth with the work: time of an iteration",
        ["network", OURS, ARTICLE, "ratio"],
        _growing([*neurons, *examples, *largest]),
    )


def _growing(cases: Sequence[Case]) -> Iterator[list[str]]:
    with Contender(OURS, "engine") as engine, Contender(ARTICLE, "article") as article:
        for case in cases:
            times = race((engine, article), case, rounds=7)
            ours, theirs = times[OURS], times[ARTICLE]
            yield [str(case), duration(ours), duration(theirs), f"{theirs / ours:.3g} ×"]
