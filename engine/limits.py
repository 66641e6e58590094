"""The contract's limits, by name. Whoever lets an experiment in holds it against these."""

MAX_EXAMPLES = 2_000
MAX_INPUTS = 64
MAX_TARGETS = 16
MAX_HIDDEN_LAYERS = 6
MAX_NEURONS = 64
MAX_SITUATIONS = 20
MAX_ABSOLUTE_INPUT = 1e6
MIN_TARGET, MAX_TARGET = 0.0, 1.0
MAX_SEED = 2**32 - 1
MAX_LEARNING_RATE = 1_000.0
MAX_ITERATIONS = 10_000_000

MAX_EDITS = 2_000
"""Edits at different iterations that one timeline remembers."""
MAX_UNDO = 100
"""Edits that can be taken back, one after the other."""
