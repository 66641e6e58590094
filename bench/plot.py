"""`python -m bench.plot docs/growth.svg`: how an iteration grows with the work, drawn."""

import sys
from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from bench.cases import Case
from bench.training import ARTICLE, LONGER, OURS, WIDER, growing


def main() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True, layout="constrained")
    _draw(left, WIDER, "hidden neurons (3-n-1, 4 examples)", lambda case: case.shape[1])
    _draw(right, LONGER, "examples (3-4-1)", lambda case: case.examples)
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


if __name__ == "__main__":
    main()
