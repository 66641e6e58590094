"""How many starts train side by side."""

STARTS = 8
"""In the lanes of a vector, for each example that lies there: as many as the widest registers have
numbers, so that a weight goes from memory to the arithmetic without being put in order first."""
SIDES = 2
"""So many such vectors are trained in turn: while a sum of one is waited for, the next has work.
Measured; with one it takes longer, with four not less."""
TOGETHER = SIDES * STARTS
