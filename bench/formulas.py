"""Sections on other formulas: the engine against plain descent, and against its peers."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from typing import Any

from bench.cases import FOUR, Case
from bench.race import Contender, race
from bench.table import Section, duration
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS

OURS, PLAIN, TORCH, JAX = "engine", "plain descent", "PyTorch", "JAX"
ROUNDS, QUICK_ROUNDS = 30, 8
EXTRAS: dict[str, Any] = {"weight_decay": 1e-4, "bias": True}
"""What makes an iteration longer whatever the rest is."""
LASTS = [
    (last, loss)
    for loss, last in product(LOSSES, ACTIVATIONS)
    if LOSSES[loss].needs in (None, last)
]
"""What the last layer and the loss can be together."""


def against_peers() -> Section:
    """B and C, with each optimizer, activation and loss, without and with all that can be added."""
    names = [TORCH, JAX]
    return Section(
        "Other formulas: time of an iteration, and how long others take for the same",
        ["formulas", OURS, "of plain descent's speed", *names],
        _against_peers(names),
        notes=["Plain descent is the engine's own, with sigmoid and squared error."],
    )


def slowest() -> Section:
    """The slowest of all combinations, by optimizer."""
    return Section(
        "Every combination of formulas: the slowest, and its share of plain descent's speed",
        ["combinations", "slowest", OURS, "of plain descent's speed"],
        _slowest(),
        notes=["All are measured shortly, the slowest of each row once more at length."],
    )


def _against_peers(names: list[str]) -> Iterator[list[str]]:
    with ExitStack() as stack:
        ours, plain = _own(stack)
        peers = [
            stack.enter_context(Contender(TORCH, "pytorch_formulas", peer=True)),
            stack.enter_context(Contender(JAX, "jax_formulas", peer=True)),
        ]
        for case in _typical():
            times = race([ours, plain, *peers], case, ROUNDS)
            own = times[OURS]
            others = (f"{times[name] / own:.3g} ×" if name in times else "–" for name in names)
            yield [_named(case), duration(own), f"{times[PLAIN] / own:.2f}", *others]


def _slowest() -> Iterator[list[str]]:
    with ExitStack() as stack:
        pair = _own(stack)
        for case, optimizer in product(FOUR[1:3], OPTIMIZERS):
            every = list(combinations(case, optimizer))
            found = min(every, key=lambda each: _share(race(pair, each, QUICK_ROUNDS)))
            times = race(pair, found)
            share = f"{_share(times):.2f}"
            yield [f"{len(every)} of {case.name}", _named(found), duration(times[OURS]), share]


def _own(stack: ExitStack) -> tuple[Contender, Contender]:
    return (
        stack.enter_context(Contender(OURS, "engine")),
        stack.enter_context(Contender(PLAIN, "plain_descent")),
    )


def _share(times: dict[str, float]) -> float:
    return times[PLAIN] / times[OURS]


def _typical() -> Iterator[Case]:
    for case, optimizer in product(FOUR[1:3], OPTIMIZERS):
        for hidden, extras in product(ACTIVATIONS, ({}, EXTRAS)):
            yield case.with_formulas(hidden, "sigmoid", optimizer=optimizer, **extras)
        yield case.with_formulas("sigmoid", "sigmoid", optimizer=optimizer, loss="cross-entropy")
        yield case.with_formulas("relu", "linear", optimizer=optimizer)


def combinations(case: Case, optimizer: str) -> Iterator[Case]:
    """The case with all there is to combine with an optimizer."""
    for hidden, (last, loss) in product(ACTIVATIONS, LASTS):
        for decay, bias in product((0.0, EXTRAS["weight_decay"]), (False, True)):
            rest = {"loss": loss} if loss != "squared" else {}
            yield case.with_formulas(
                hidden, last, optimizer=optimizer, weight_decay=decay, bias=bias, **rest
            )


def _named(case: Case) -> str:
    hidden, last = case.activations[0], case.activations[-1]
    formulas = case.formulas
    parts = [
        f"{case.name} {formulas['optimizer']}",
        hidden if hidden == last else f"{hidden}, {last} last",
        formulas.get("loss", ""),
        "decay" if formulas.get("weight_decay") else "",
        "biases" if formulas.get("bias") else "",
    ]
    return ", ".join(part for part in parts if part)
