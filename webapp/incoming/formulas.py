"""Whether the formulas of an experiment go together, and with its tables."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine import Experiment
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from webapp.incoming.faults import Fault
from webapp.incoming.numerals import grouped
from webapp.incoming.tables import TARGETS

PLAIN = Experiment(np.zeros((1, 1)), np.zeros((1, 1)))
"""Its settings are the defaults."""


def last_activation(fields: Mapping[str, Any], base: Experiment | None) -> str:
    """The activation of the last layer, if these fields hold one; else that of the base."""
    names = fields.get("activations")
    last = names[-1] if isinstance(names, list) and names else None
    known = isinstance(last, str) and last in ACTIVATIONS
    return str(last) if known else (base or PLAIN).activations[-1]


def formula_faults(
    values: Mapping[str, Any], tables: Mapping[str, Any], base: Experiment | None
) -> list[Fault]:
    """What does not go together, each with a sentence that says why."""
    old = base or PLAIN
    both = {name: values.get(name, getattr(old, name)) for name in ("hidden", "loss", "optimizer")}
    last = last_activation(values, base)
    return [
        *_activation_faults(values, len(both["hidden"]) + 1),
        *_loss_faults(values, LOSSES[both["loss"]].needs, last, both["loss"]),
        *_momentum_faults(values, both["optimizer"]),
        *(_target_faults(values, tables, old, last) if base else ()),
    ]


def _activation_faults(values: Mapping[str, Any], layers: int) -> list[Fault]:
    names = values.get("activations")
    if names is None or len(names) == layers:
        return []
    message = f"must be {layers}, one for each layer behind the inputs"
    return [Fault("activations", message)]


def _loss_faults(values: Mapping[str, Any], needs: str | None, last: str, loss: str) -> list[Fault]:
    if needs in (None, last):
        return []
    return [Fault("loss" if "loss" in values else "activations", LOSSES[loss].refusal)]


def _momentum_faults(values: Mapping[str, Any], optimizer: str) -> list[Fault]:
    changed = values.get("momentum", PLAIN.momentum) != PLAIN.momentum
    if not changed or "momentum" in OPTIMIZERS[optimizer].settings:
        return []
    having = " or ".join(each.name for each in OPTIMIZERS.values() if "momentum" in each.settings)
    return [Fault("momentum", f"goes with the optimizer {having}: {optimizer} has none")]


def _target_faults(
    values: Mapping[str, Any], tables: Mapping[str, Any], old: Experiment, last: str
) -> list[Fault]:
    """Targets that stay as they are, but beyond what the new last layer can answer."""
    if "activations" not in values:
        return []
    least, most = ACTIVATIONS[last].least, ACTIVATIONS[last].most
    kept = [getattr(old, name) for name in TARGETS if name not in tables]
    if all(((least <= table) & (table <= most)).all() for table in kept):
        return []
    between = f"between {grouped(least)} and {grouped(most)}"
    return [Fault("activations", f"{last} answers {between}, and some targets lie beyond that")]
