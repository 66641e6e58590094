"""The sigmoid and tanh of a whole vector at once, without a branch."""

from math import factorial

from engine.network.compiled import part
from engine.network.compiled.vectors import (
    Vector,
    absolute,
    fma,
    low_bits_as_exponent,
    where_above,
)

_LOG2_E = 1.4426950408889634
_LN_2 = 6.93147180369123816490e-01
_LN_2_REST = 1.90821492927058770002e-10
"""ln 2 in two parts: the first ends in zeros, so that its product with an integer is exact."""
_TO_INTEGER = 1.5 * 2.0**52
_BIAS = 1023.0
"""Added to a number they leave the nearest integer, plus the bias of exponents, in the low bits."""
_FLAT = 709.0
"""Beyond it e^-z is no longer a float64, and the sigmoid is 0 or 1 to within 1e-308."""
_ONE = 40.0
"""From there on e^-2|z| is nothing beside 1."""

_, _, _C2, _C3, _C4, _C5, _C6, _C7, _C8, _C9, _C10, _C11, _C12, _C13 = (
    1.0 / factorial(power) for power in range(14)
)


@part
def sigmoid(z: Vector) -> Vector:
    """1 / (1 + e^-z) to within 2.5 units in the last place, like NumPy's; NaN stays NaN.

    e^-z = 2^k e^r with |r| <= ln 2 / 2 (Cody and Waite), and written as (1 + 2^k) + 2^k (e^r - 1)
    the denominator is rounded once.
    """
    shifted = fma(z, -_LOG2_E, _TO_INTEGER + _BIAS)
    k = shifted - (_TO_INTEGER + _BIAS)
    r = fma(k, -_LN_2_REST, -fma(k, _LN_2, z))
    power = low_bits_as_exponent(shifted)
    inside = 1.0 / fma(_power_of_e_less_one(r), power, 1.0 + power)
    # Chosen at the end: all of the above would have to wait for a limit to z.
    return where_above(absolute(z), _FLAT, where_above(z, 0.0, 1.0, 0.0), inside)


@part
def tanh(z: Vector) -> Vector:
    """(1 - e^-2|z|) / (1 + e^-2|z|), with the sign of z; NaN stays NaN.

    e^-2|z| - 1 is computed as such, as (2^k - 1) + 2^k (e^r - 1), so that a small z keeps all its
    digits.
    """
    y = absolute(z) * 2.0
    shifted = fma(y, -_LOG2_E, _TO_INTEGER + _BIAS)
    k = shifted - (_TO_INTEGER + _BIAS)
    r = fma(k, -_LN_2_REST, 0.0 - fma(k, _LN_2, y))
    power = low_bits_as_exponent(shifted)
    less_one = fma(_power_of_e_less_one(r), power, power - 1.0)
    inside = (0.0 - less_one) / (less_one + 2.0)
    size = where_above(y, _ONE, 1.0, inside)
    return where_above(0.0, z, 0.0 - size, size)


@part
def _power_of_e_less_one(r: Vector) -> Vector:
    """e^r - 1 by its Taylor series up to r^13 (the rest is below 5e-18), in pairs (Estrin)."""
    r2 = r * r
    r4 = r2 * r2
    low = fma(fma(r, _C3, _C2), r2, r)
    middle = fma(fma(r, _C7, _C6), r2, fma(r, _C5, _C4))
    high = fma(fma(r, _C11, _C10), r2, fma(r, _C9, _C8))
    highest = fma(r, _C13, _C12)
    return fma(fma(highest, r4, high), r4 * r4, fma(middle, r4, low))
