"""How far the share of a sample may lie from the share of all."""

from math import sqrt

Z = 1.959963984540054
"""The normal distribution's quantile for 95 %."""


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share; (0, 1) before the first trial.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).
    """
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, Z * Z / trials
    middle = share + square / 2
    reach = Z * sqrt(share * (1 - share) / trials + square / (4 * trials))
    low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
    return (low if successes else 0.0), (high if successes < trials else 1.0)
