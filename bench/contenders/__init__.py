"""Those who train: each module's `prepared(case)` returns a function that does n iterations."""

from collections.abc import Callable

Iterate = Callable[[int], object]
