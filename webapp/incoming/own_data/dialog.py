"""What the dialog shows of somebody's table, and the experiment that comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from engine import Experiment, limits
from webapp.incoming import forms
from webapp.incoming.faults import Invalid
from webapp.incoming.own_data.choices import MOST_HELD_OUT, SETTINGS, choices_of
from webapp.incoming.own_data.column import ROLES
from webapp.incoming.own_data.proposal import Proposal, Use, propose
from webapp.incoming.own_data.sheet import decoded
from webapp.incoming.schema import Settings, parse

SHOWN_ROWS = 4
SHOWN_FAULTS = 6
SHOWN_CLASSES = 4
LABELS = {"hidden": "Hidden neurons", "learning_rate": "Learning rate", "iterations": "Iterations"}
_NAME = 40
TREATMENTS = {"as it is": "as it is", "scaled": "scaled to 0…1", "classes": "as classes"}


@dataclass(frozen=True)
class Source:
    """What somebody opened: the fields of the form, and the file if there is one."""

    form: Mapping[str, str]
    file_name: str
    data: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        kept = "".join(letter for letter in self.file_name if letter.isprintable())[:_NAME]
        return kept if self.data and kept else "the pasted rows"

    def proposal(self, present: Experiment) -> Proposal:
        """What is understood of it. Raises Invalid."""
        text = decoded(self.data) if self.data else self.form.get("text", "")
        return propose(text, choices_of(self.form), present)

    def experiment(self, present: Experiment) -> Experiment:
        """The present experiment with this table. Raises Invalid."""
        proposal = self.proposal(present)
        return proposal.experiment(forms.values(proposal.choices.settings))


def shown(source: Source, present: Experiment) -> dict[str, Any]:
    """The dialog's contents; when there is no table in the source, only what is wrong with it."""
    try:
        proposal = source.proposal(present)
    except Invalid as invalid:
        problems = [f"This {fault.message}." for fault in invalid.faults]
        return {"title": source.title, "table": None, "problems": problems}
    settings, refused = _settings(proposal)
    train, test = proposal.parts
    faults = proposal.faulty_cells
    return {
        "title": source.title,
        "table": proposal.sheet,
        "columns": [_column(use) for use in proposal.uses],
        "rows": list(_rows(proposal)),
        "more_rows": max(0, len(proposal.sheet.rows) - SHOWN_ROWS),
        "choices": proposal.choices,
        "inputs": proposal.inputs[0].shape[1],
        "targets": proposal.targets[0].shape[1],
        "train": len(train),
        "test": len(test),
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": len(faults) - len(faults[:SHOWN_FAULTS]),
        "faulty_rows": proposal.faulty_rows,
        "problems": [*proposal.problems, *refused],
        "is_too_long": len(proposal.sound_rows) > limits.MAX_EXAMPLES,
        "most_rows": limits.MAX_EXAMPLES,
        "has_always_one": proposal.has_always_one,
        "shares": range(0, MOST_HELD_OUT + 1, 10),
        "settings": settings,
        "keeps_settings": proposal.keeps_settings,
        "roles": ROLES,
        "treatments": TREATMENTS,
    }


def _settings(proposal: Proposal) -> tuple[list[dict[str, str]], list[str]]:
    """The settings as suggested and as they stand, and what is wrong with them."""
    suggested = {name: _text(proposal.suggestion[name]) for name in SETTINGS}
    chosen = proposal.choices.settings
    fields = [
        {
            "name": name,
            "label": LABELS[name],
            "suggested": suggested[name],
            "value": chosen.get(name, suggested[name]),
        }
        for name in SETTINGS
    ]
    try:
        parse(Settings, forms.values(chosen))
    except Invalid as invalid:
        names = [LABELS[fault.field.split(".")[0]] for fault in invalid.faults]
        pairs = zip(names, invalid.faults, strict=True)
        return fields, [f"{name} {fault.message}." for name, fault in pairs]
    return fields, []


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else f"{value:.10g}"


def _column(use: Use) -> dict[str, Any]:
    mapping = use.encoding.mapping if use.encoding else ()
    return {
        "place": use.column.place,
        "title": use.column.title,
        "role": use.role,
        "allowed": use.allowed,
        "treatment": use.treatment,
        "is_scaled": use.treatment == "scaled",
        "mapping": mapping[:SHOWN_CLASSES],
        "more_classes": max(0, len(mapping) - SHOWN_CLASSES),
    }


def _rows(proposal: Proposal) -> Iterator[tuple[int, list[tuple[str, bool]]]]:
    """The first rows of the file, each cell with whether it is at fault."""
    sheet = proposal.sheet
    faulty = {(fault.row, fault.place) for fault in proposal.faulty_cells}
    for number, cells in islice(zip(sheet.numbers, sheet.rows, strict=True), SHOWN_ROWS):
        padded = (*cells, *[""] * (sheet.width - len(cells)))[: sheet.width]
        yield number, [(text, (number, place) in faulty) for place, text in enumerate(padded)]
