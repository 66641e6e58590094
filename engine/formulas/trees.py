"""Formulas as plain data: trees of lists.

A leaf is a variable by its name, or a number. A branch is a list, the operator first:

- ["=", a, b], ["becomes", a, b]: what something is, or shall be from now on
- ["+", a, b], ["-", a, b], ["neg", a], ["/", a, b], ["^", a, n]: a to the power of n
- ["exp", a]: e to the power of a, ["sqrt", a], ["tanh", a], ["max", a, b], [">", a, b]: 1 or 0
- ["total", a]: the sum of each column
- ["*", a, b]: the product number by number, ["@", a, b]: of matrices, ["T", a]: the matrix turned
"""

from typing import TypeAlias

Tree: TypeAlias = "str | int | float | list[Tree]"
