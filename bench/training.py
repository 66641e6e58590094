"""Sections on training: the engine against its peers, and how it grows with the work."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from bench.cases import FOUR, STARTS, Case, any_case
from bench.race import Contender, race
from bench.table import Section, duration

OURS, ARTICLE, ALONE, CEILING = "engine", "article's loop", "on one thread", "C, gcc -O3"
LEARN, TORCH, JAX = "scikit-learn", "PyTorch", "JAX"
IN_TURN, TOGETHER, JAX_STARTS = "one after the other", "side by side", "JAX, vmap of a scan"
TEN_THOUSAND, FEW_ROUNDS = 10_000, 8
XOR = [Case("", (3, width, 1), 4, 1.0) for width in (2, 3, 4)]
WIDER = [any_case((3, width, 1), 4) for width in (1, 2, 4, 8, 16, 32, 64)]
LONGER = [any_case((3, 4, 1), count) for count in (4, 8, 20, 50, 200, 500, 2_000)]
LARGEST = any_case((64, *[64] * 6, 16), 2_000)


def peers() -> Section:
    """The four cases, everyone against the article's loop."""
    names = [ARTICLE, ALONE, OURS, LEARN, TORCH, JAX, CEILING]
    return Section(
        "Training: time of an iteration, and how many times as fast as the article's loop",
        ["case", *names],
        _against_peers(names),
        notes=[
            "The article's loop counts with as many threads as NumPy's BLAS takes, or with one, "
            "whichever is faster."
        ],
    )


def _against_peers(names: Sequence[str]) -> Iterator[list[str]]:
    with ExitStack() as stack:
        contenders = [stack.enter_context(contender) for contender in _contenders()]
        for case in FOUR:
            times = race(contenders, case)
            base = min(times[ARTICLE], times[ALONE])
            cells = (
                f"{duration(times[name])} = {base / times[name]:.3g} ×" if name in times else "–"
                for name in names
            )
            yield [str(case), *cells]
        for contender in contenders:
            if contender.missing:
                yield [contender.name, contender.missing, *[""] * (len(names) - 1)]


def _contenders() -> list[Contender]:
    return [
        Contender(ARTICLE, "article"),
        alone_on_a_thread(),
        Contender(OURS, "engine"),
        # It prepares for a millisecond or two at each call: in a long turn that counts for little.
        Contender(LEARN, "scikit_learn", peer=True, seconds=0.1),
        Contender(TORCH, "pytorch", peer=True),
        Contender(JAX, "jax", peer=True),
        Contender(CEILING, "c_kernel"),
    ]


def alone_on_a_thread() -> Contender:
    """The article's loop with NumPy's BLAS on one thread."""
    return Contender(ALONE, "article", OPENBLAS_NUM_THREADS="1")


def starts() -> Section:
    """Many starts of one network, everyone on one thread."""
    names = [IN_TURN, TOGETHER, JAX_STARTS]
    return Section(
        f"Studies: time of an iteration of one of {STARTS:,} starts, on one thread",
        ["case", *names, "JAX / ours"],
        _many_starts(names),
        notes=["Ours also notes when every answer was first right; JAX only trains."],
    )


def _many_starts(names: Sequence[str]) -> Iterator[list[str]]:
    with ExitStack() as stack:
        contenders = [
            stack.enter_context(contender)
            for contender in (
                Contender(IN_TURN, "in_turn", iterations=TEN_THOUSAND),
                Contender(TOGETHER, "starts", iterations=TEN_THOUSAND),
                Contender(JAX_STARTS, "jax_starts", peer=True, iterations=TEN_THOUSAND),
            )
        ]
        for case in XOR:
            times = {name: t / STARTS for name, t in race(contenders, case, FEW_ROUNDS).items()}
            cells = (duration(times[name]) if name in times else "–" for name in names)
            peer = times.get(JAX_STARTS)
            yield [str(case), *cells, f"{peer / times[TOGETHER]:.3g} ×" if peer else "–"]


def growth() -> Section:
    """From the smallest to the largest networks and tables."""
    return Section(
        "Growth with the work: time of an iteration, everyone on one thread",
        ["network", OURS, ARTICLE, "ratio"],
        (
            [str(case), duration(ours), duration(theirs), f"{theirs / ours:.3g} ×"]
            for case, ours, theirs in growing([*WIDER, *LONGER, LARGEST])
        ),
    )


def growing(cases: Sequence[Case]) -> Iterator[tuple[Case, float, float]]:
    """Seconds an iteration of each case, the engine's and the article's loop's."""
    with Contender(OURS, "engine") as engine, alone_on_a_thread() as article:
        for case in cases:
            times = race((engine, article), case)
            yield case, times[OURS], times[ALONE]
