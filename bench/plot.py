"""`python -m bench.plot docs/growth.svg`: how an iteration and a frame grow with the work."""

import sys
from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from bench.cases import Case
from bench.load import measure
from bench.serving import CROWDS
from bench.training import ARTICLE, LONGER, OURS, WIDER, growing

DECADES = (1, 10, 100, 1_000)


def main() -> None:
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    middle.sharey(left)
    _draw(left, WIDER, "hidden neurons (3-n-1, 4 examples)", lambda case: case.shape[1])
    _draw(middle, LONGER, "examples (3-4-1)", lambda case: case.examples)
    _draw_crowds(right)
    left.set_ylabel("microseconds an iteration")
    left.legend(frameon=False)
    figure.savefig(sys.argv[1], metadata={"Date": None})


def _draw(axes: Axes, cases: Sequence[Case], label: str, size: Callable[[Case], int]) -> None:
    measured = list(growing(cases))
    sizes = [size(case) for case, _, _ in measured]
    axes.loglog(sizes, [1e6 * theirs for _, _, theirs in measured], "o-", label=ARTICLE)
    axes.loglog(sizes, [1e6 * ours for _, ours, _ in measured], "o-", label=OURS)
    axes.set_xlabel(label)
    axes.set_xticks(sizes, map(str, sizes), minor=False)
    axes.grid(alpha=0.3)


def _draw_crowds(axes: Axes) -> None:
    """The time from one frame of a viewer to the next, while more and more runs play."""
    results = [measure(runs) for runs in CROWDS]
    for percent in (50, 95, 99):
        gaps = [1e3 * result.percentile(percent) for result in results]
        axes.semilogx(CROWDS, gaps, "o-", label=f"{percent} % of them at most")
    axes.set_ylim(0)
    axes.set_xlabel("runs that play, a viewer each")
    axes.set_ylabel("milliseconds to the next frame")
    axes.set_xticks(DECADES, map(str, DECADES), minor=False)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)


if __name__ == "__main__":
    main()
