"""How many starts train side by side."""

STARTS = 4
"""In the lanes of a vector, for each example that lies there."""
SIDES = 4
"""So many such vectors are trained in turn: while a sum of one is waited for, the next has work.
Measured; with fewer or more it takes longer."""
TOGETHER = SIDES * STARTS
