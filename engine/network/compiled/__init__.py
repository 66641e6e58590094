"""The compiled loops: what engine/network/definition.py defines, for several examples at a time.

Importing this brings Numba in, which takes a third of a second; engine/training.py does it late.
"""

from numba import njit

part = njit(error_model="numpy", forceinline=True, _nrt=False)
"""Compiles a function into those that call it. It must not allocate: nothing in it is counted and
freed, as counting references would take longer than the arithmetic."""

whole = njit(error_model="numpy")
"""Compiles a function that allocates."""
