"""Formulas as plain data: trees of lists.

A leaf is a variable by its name, or a number. A branch is a list, the operator first:

- ["=", a, b], ["becomes", a, b]: what something is, or shall be from now on
- ["+", a, b], ["-", a, b], ["neg", a], ["/", a, b], ["exp", a]: e to the power of a
- ["*", a, b]: the product number by number, ["@", a, b]: of matrices, ["T", a]: the matrix turned
"""

from typing import TypeAlias

Tree: TypeAlias = "str | int | list[Tree]"
