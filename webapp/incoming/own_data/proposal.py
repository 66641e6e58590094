"""What would become of somebody's text: columns with their roles, faults, settings, a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine import Array, Experiment, limits
from engine.formulas import ACTIVATIONS
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.own_data import guess
from webapp.incoming.own_data.choices import Choices
from webapp.incoming.own_data.column import Places, Role
from webapp.incoming.own_data.columns import columns_of
from webapp.incoming.own_data.headers import tidy_name
from webapp.incoming.own_data.sheet import Sheet, read
from webapp.incoming.own_data.use import FaultyCell, Use, used

ADAPTIVE = ("rmsprop", "adam")
"""Optimizers whose steps have a size of their own."""
_TOTALS = """
    total totals sum mean average summe gesamt insgesamt mittelwert durchschnitt somme moyenne suma
    promedio totale media soma som gemiddelde
"""
"""What stands in front of a last row that sums up the others."""


@dataclass(frozen=True)
class Proposal:
    """A text as understood with these choices, for a run with the present experiment."""

    sheet: Sheet
    uses: tuple[Use, ...]
    choices: Choices
    present: Experiment
    is_ours: bool

    @cached_property
    def inputs(self) -> tuple[Array, tuple[str, ...]]:
        """The columns of inputs, NaN where a cell is faulty, and their names."""
        values, names = self._columns("input")
        if self.has_always_one:
            values, names = np.hstack([values, np.ones((len(values), 1))]), (*names, "always 1")
        return values, names

    @cached_property
    def targets(self) -> tuple[Array, tuple[str, ...]]:
        """The columns of targets, and their names."""
        return self._columns("target")

    @cached_property
    def has_always_one(self) -> bool:
        """Whether an input that is always 1 is added: it serves the neurons as a threshold.

        Not to a table that is taken as it is: that was prepared, and stays the same.
        """
        if self.choices.always_one is not None:
            return self.choices.always_one
        values, _ = self._columns("input")
        there = bool((values == 1).all(axis=0).any()) or self.sheet.is_code
        prepared = all(use.treatment in ("as it is", None) for use in self.uses)
        return not there and not prepared and values.shape[1] < limits.MAX_INPUTS

    @cached_property
    def farthest(self) -> float:
        """How far from 0 the targets lie."""
        values = np.abs(self.targets[0])
        return float(np.nanmax(values)) if np.isfinite(values).any() else 0.0

    @cached_property
    def base(self) -> Experiment:
        """The present experiment; where targets lie beyond what its last layer answers, with one
        that is linear, and Adam, whose steps do not grow with the targets."""
        present, (targets, _) = self.present, self.targets
        last = ACTIVATIONS[present.activations[-1]]
        known = targets[np.isfinite(targets)]
        if ((last.least <= known) & (known <= last.most)).all():
            return present
        return present.replace(
            activations=(*present.activations[:-1], "linear"), loss="squared", optimizer="adam"
        )

    @property
    def becomes_linear(self) -> bool:
        """Whether the last layer has to change for these targets."""
        return self.base is not self.present

    @cached_property
    def faulty_cells(self) -> tuple[FaultyCell, ...]:
        """Every cell that cannot be used, row by row, and rows of another length."""
        width, numbers = self.sheet.width, self.sheet.numbers
        found = [
            use.fault(row, numbers[row])
            for use in self.uses
            if use.encoding is not None
            for row in np.flatnonzero(np.isnan(use.encoding.values).any(axis=1)).tolist()
        ]
        found += [
            FaultyCell(numbers[row], width, f"column {width + 1}", "is one too many")
            for row, cells in enumerate(self.sheet.rows)
            if any(cell.strip() for cell in cells[width:])
        ]
        if self._total is not None:
            found.append(self._total)
        return tuple(sorted(found, key=lambda fault: (fault.row, fault.place)))

    @cached_property
    def sound_rows(self) -> Places:
        """Which rows can be used, by their place."""
        width = self.sheet.width
        sound = np.array([not any(map(str.strip, row[width:])) for row in self.sheet.rows])
        for use in self.uses:
            if use.encoding is not None:
                sound &= ~np.isnan(use.encoding.values).any(axis=1)
        if self._total is not None:
            sound[-1] = False
        return np.flatnonzero(sound)

    @cached_property
    def _total(self) -> FaultyCell | None:
        """The word that says that the last row is no example, but sums up the others."""
        for column in (use.column for use in self.uses if not use.column.is_numeric):
            word = column.texts[-1].strip()
            if word.lower().rstrip(":") in _TOTALS.split() and column.texts.count(word) == 1:
                number = self.sheet.numbers[-1]
                return FaultyCell(number, column.place, column.title, f"says “{word}”: no example")
        return None

    @property
    def faulty_rows(self) -> int:
        return len(self.sheet.rows) - len(self.sound_rows)

    @cached_property
    def parts(self) -> tuple[Places, Places]:
        """The rows to train on and those held out for testing, by their place."""
        rows, most = self.sound_rows, limits.MAX_EXAMPLES
        random = np.random.RandomState(self.present.seed)
        if len(rows) > most and self.choices.thin_out:
            rows = np.sort(random.permutation(rows)[:most])
        count = min(round(len(rows) * self.choices.held_out / 100), max(0, len(rows) - 1))
        mixed = random.permutation(rows)
        return np.sort(mixed[count:]), np.sort(mixed[:count])

    @cached_property
    def suggestion(self) -> Mapping[str, Any]:
        """Hidden layers, learning rate and iterations with which it should learn."""
        present = self.present
        shape = (self.inputs[0].shape[1], self.targets[0].shape[1])
        if self.keeps_settings:
            return {
                "hidden": list(present.hidden),
                "learning_rate": present.learning_rate,
                "iterations": present.iterations,
            }
        neurons, rate, iterations = guess.settings(*shape, len(self.parts[0]))
        if self.base.optimizer in ADAPTIVE:
            rate, iterations = guess.adaptive_settings(self.farthest)
        return {"hidden": [neurons], "learning_rate": rate, "iterations": iterations}

    @property
    def keeps_settings(self) -> bool:
        """Whether it is the present table again, perhaps with other numbers."""
        shape = (self.inputs[0].shape[1], self.targets[0].shape[1])
        same = shape == (self.present.shape[0], self.present.shape[-1])
        return self.is_ours and same and not self.becomes_linear

    def experiment(self, settings: Mapping[str, Any]) -> Experiment:
        """The present experiment with this table and these settings. Raises Invalid."""
        trained, tested = self.parts
        (inputs, input_names), (targets, target_names) = self.inputs, self.targets
        fields = {
            "inputs": inputs[trained].tolist(),
            "targets": targets[trained].tolist(),
            "input_names": list(input_names),
            "target_names": list(target_names),
            "test_inputs": inputs[tested].tolist(),
            "test_targets": targets[tested].tolist(),
            **({} if self.keeps_settings else {"situations": []}),
        }
        return experiment_of({**fields, **self.suggestion, **settings}, self.base)

    def _columns(self, role: Role) -> tuple[Array, tuple[str, ...]]:
        encodings = [use.encoding for use in self.uses if use.role == role and use.encoding]
        values = [encoding.values for encoding in encodings]
        names = tuple(name for encoding in encodings for name in encoding.names)
        return np.hstack(values or [np.empty((len(self.sheet.rows), 0))]), names


def propose(text: str, choices: Choices, present: Experiment) -> Proposal:
    """What is understood of a text. Raises Invalid when there is no table in it."""
    names = guess.names_of(present)
    sheet = read(text, choices.has_header, choices.mark)
    if choices.has_header is None and sheet.rows and not sheet.has_header and not sheet.is_code:
        first = tuple(map(tidy_name, sheet.rows[0]))
        sheet = read(text, True, choices.mark) if first == names and sheet.all_rows > 1 else sheet
    columns = columns_of(sheet, choices)
    if not any(column.is_numeric or column.repeats for column in columns):
        wanted = "no column holds numbers, and none has words that come again"
        raise Invalid(Fault("table", f"is no table to learn from: {wanted}"))
    ours = guess.is_ours(sheet.names, present)
    chosen = {place: role for place, role in choices.roles.items() if place < sheet.width}
    guesses = guess.roles(columns, present, chosen)
    uses = tuple(
        used(column, each, column.place in chosen, choices, ours, present)
        for column, each in zip(columns, guesses, strict=True)
    )
    found = Proposal(sheet, uses, choices, present, ours)
    if not choices.leave_out_faulty or not found.sound_rows.size:
        return found
    return replace(found, uses=tuple(replace(use, rows=found.sound_rows) for use in uses))
