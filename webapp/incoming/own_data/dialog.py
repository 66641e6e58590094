"""What the dialog shows of somebody's table, and the experiment that comes of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from engine import Experiment, limits
from webapp.incoming import forms
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.own_data.choices import ABSENT, MOST_HELD_OUT, SETTINGS, choices_of
from webapp.incoming.own_data.column import ROLES
from webapp.incoming.own_data.decoding import CODINGS, decoded
from webapp.incoming.own_data.preview import SHOWN_ROWS, column_of, rows_of
from webapp.incoming.own_data.problems import problems
from webapp.incoming.own_data.proposal import Proposal, propose
from webapp.incoming.own_data.remarks import remarks
from webapp.incoming.own_data.sheet import Sheet
from webapp.incoming.parsing import parse
from webapp.incoming.schema import Settings
from webapp.incoming.tabular import PARTINGS

SHOWN_FAULTS = 6
TOLD = ("title", "role", "reason", "treatment", "mapping")
"""What a program is told of a column."""
LABELS = {"hidden": "Hidden neurons", "learning_rate": "Learning rate", "iterations": "Iterations"}
_NAME = 40


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

    def text(self) -> tuple[str, str]:
        """Its text, and the coding it was read in if that is not sure. Raises Invalid."""
        if not self.data:
            return self.form.get("text", ""), ""
        return decoded(self.data, self.form.get("coding", ""))

    def proposal(self, present: Experiment) -> Proposal:
        """What is understood of it. Raises Invalid."""
        return propose(self.text()[0], choices_of(self.form), present)

    def experiment(self, present: Experiment) -> Experiment:
        """The present experiment with this table. Raises Invalid."""
        proposal = self.proposal(present)
        if found := problems(proposal):
            raise Invalid(*(Fault("table", problem) for problem in found))
        return proposal.experiment(forms.values(proposal.choices.settings))


def shown(source: Source, present: Experiment) -> dict[str, Any]:
    """The dialog's contents; when there is no table in the source, only what is wrong with it."""
    try:
        proposal = source.proposal(present)
    except Invalid as invalid:
        told = [f"This {fault.message}." for fault in invalid.faults]
        mark = choices_of(source.form).mark
        return {"title": source.title, "table": None, "problems": told, **_parting(mark, False)}
    settings, refused = _settings(proposal)
    train, test = proposal.parts
    faults = proposal.faulty_cells
    return {
        "title": source.title,
        "table": proposal.sheet,
        "notes": [*proposal.sheet.notes, *remarks(proposal)],
        "columns": [column_of(use) for use in proposal.uses],
        "rows": list(rows_of(proposal)),
        **_parting(proposal.choices.mark, proposal.sheet.parting.is_open, proposal.sheet),
        **_coding(source),
        "more_rows": proposal.sheet.all_rows - min(SHOWN_ROWS, len(proposal.sheet.rows)),
        "choices": proposal.choices,
        "inputs": proposal.inputs[0].shape[1],
        "targets": proposal.targets[0].shape[1],
        "train": len(train),
        "test": len(test),
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": len(faults) - len(faults[:SHOWN_FAULTS]),
        "faulty_rows": proposal.faulty_rows,
        "problems": [*problems(proposal), *refused],
        "is_too_long": len(proposal.sound_rows) > limits.MAX_EXAMPLES,
        "most_rows": limits.MAX_EXAMPLES,
        "has_always_one": proposal.has_always_one,
        "shares": range(0, MOST_HELD_OUT + 1, 10),
        "settings": settings,
        "keeps_settings": proposal.keeps_settings,
        "becomes_linear": proposal.becomes_linear,
        "roles": ROLES,
        "meanings_of_marks": ABSENT,
    }


def told(source: Source, present: Experiment) -> dict[str, Any]:
    """The same for a program: what is understood, and what keeps it from being used. Raises
    Invalid when there is no table in the source."""
    proposal = source.proposal(present)
    columns = map(column_of, proposal.uses)
    settings, refused = _settings(proposal)
    return {
        "title": source.title,
        "rows": proposal.sheet.all_rows,
        "notes": [*proposal.sheet.notes, *remarks(proposal)],
        "columns": [{name: column[name] for name in TOLD} for column in columns],
        "faults": [asdict(fault) for fault in proposal.faulty_cells[:SHOWN_FAULTS]],
        "faulty_rows": proposal.faulty_rows,
        "settings": {each["name"]: each["value"] for each in settings},
        "problems": [*problems(proposal), *refused],
    }


def _parting(mark: str | None, is_open: bool, sheet: Sheet | None = None) -> dict[str, Any]:
    """What parts the columns, and what else could; nothing to choose where brackets say it."""
    found = sheet.parting.mark if sheet else mark or ""
    return {
        "partings": [] if sheet and sheet.is_code else PARTINGS.values(),
        "parting": "open" if is_open else PARTINGS[found],
        "parting_is_chosen": mark is not None,
    }


def _coding(source: Source) -> dict[str, Any]:
    """The letters of a file that does not say how they are written."""
    return {"codings": CODINGS, "coding": source.text()[1]}


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
        parsed = parse(Settings, forms.values(chosen))
    except Invalid as invalid:
        names = [LABELS[fault.field.split(".")[0]] for fault in invalid.faults]
        pairs = zip(names, invalid.faults, strict=True)
        return fields, [f"{name} {fault.message}." for name, fault in pairs]
    understood = {name: _text(getattr(parsed, name)) for name in chosen}
    return [{**each, "value": understood.get(each["name"], each["value"])} for each in fields], []


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else f"{value:.10g}"
