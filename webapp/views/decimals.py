"""How a page writes a number before its script does, which has `static/js/maths/format.js`."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

_HUGE = 1e7


def decimals(value: float, places: int) -> str:
    """With so many decimals; from ten million on with its power of ten."""
    exact = Decimal(value or 0.0)
    with localcontext(rounding=ROUND_HALF_UP):
        return f"{exact:.{places}f}" if abs(value) < _HUGE else f"{exact:.4e}"
