"""What keeps somebody's table from being used: questions that only they can answer, and faults."""

from collections.abc import Iterator

from engine import limits
from webapp.incoming.numerals import grouped, two_meanings
from webapp.incoming.own_data.proposal import Proposal
from webapp.incoming.own_data.use import Use


def problems(proposal: Proposal) -> list[str]:
    """Sentences that say what is open or wrong, and what helps; none when the table is ready."""
    return [*_questions(proposal), *_of_columns(proposal), *_of_rows(proposal)]


def _questions(proposal: Proposal) -> Iterator[str]:
    if proposal.sheet.parting.is_open:
        yield (
            "Every line can be two columns parted by a comma, or a single number with a decimal"
            " comma: say what parts the columns."
        )
    for use in proposal.uses:
        if use.role != "leave out" and use.column.is_open:
            example = use.column.notation.example
            larger, smaller = two_meanings(example) or ("", "")
            yield (
                f"“{example}” in {use.column.title} can be {larger} or {smaller}:"
                " say below its name which."
            )


def _of_columns(proposal: Proposal) -> Iterator[str]:
    sizes = {"input": proposal.inputs[0].shape[1], "target": proposal.targets[0].shape[1]}
    for kind, most in (("input", limits.MAX_INPUTS), ("target", limits.MAX_TARGETS)):
        if not any(use.role == kind for use in proposal.uses):
            yield f"Choose a column as {kind}."
        elif sizes[kind] > most:
            yield (
                f"These make {sizes[kind]} {kind}s; a network takes at most {most}:"
                " leave out some columns."
            )
    for use in proposal.uses:
        if use.role != "leave out" and not use.allowed:
            yield _unusable(use)


def _of_rows(proposal: Proposal) -> Iterator[str]:
    if proposal.faulty_rows and not proposal.choices.leave_out_faulty:
        yield "Leave out the faulty rows, or their columns, or mend them in the file."
    most, sound = limits.MAX_EXAMPLES, len(proposal.sound_rows)
    if not sound:
        yield "No row is left: leave out the columns that are faulty."
    elif sound > most and not proposal.choices.thin_out:
        yield f"A table holds at most {grouped(most)} rows: take so many of them, or fewer."


def _unusable(use: Use) -> str:
    many = len(use.column.classes)
    why = f"{many} different words" if many > 1 else "always the same" if many else "nothing"
    return f"{use.column.title} holds {why}: leave it out."
