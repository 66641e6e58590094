"""One file for each kind of finding, and the order in which they are tried.

Each finder is given a case and answers its finding, or None. What no training can overcome comes
first, then what is exactly so, then what was found by trying, then what merely looks like it.
"""

from collections.abc import Callable

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.kinds.alike import alike
from engine.diagnosis.kinds.base_rate import base_rate
from engine.diagnosis.kinds.contradiction import contradiction
from engine.diagnosis.kinds.dead_relu import dead_relu
from engine.diagnosis.kinds.few_neurons import too_few_neurons
from engine.diagnosis.kinds.inputs import idle_input, twin_inputs
from engine.diagnosis.kinds.not_separable import not_separable
from engine.diagnosis.kinds.plateau import plateau
from engine.diagnosis.kinds.rate import rate_too_large, rate_too_small
from engine.diagnosis.kinds.saturated import saturated
from engine.diagnosis.kinds.twin_neurons import twin_neurons
from engine.diagnosis.kinds.zero_row import zero_row

Finder = Callable[[Case], Finding | None]

OF_THE_TABLE: tuple[Finder, ...] = (contradiction, zero_row, not_separable)
"""They need no training to be true."""
OF_THE_COLUMNS: tuple[Finder, ...] = (idle_input, twin_inputs)
"""Worth knowing, but not why answers are wrong."""
OF_THE_RUN: tuple[Finder, ...] = (
    *(twin_neurons, rate_too_large, rate_too_small, dead_relu, saturated),
    *(alike, base_rate, plateau, too_few_neurons),
)
"""They look at what training has done, and at what it would do."""
