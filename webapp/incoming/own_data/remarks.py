"""What is said of a table that is ready, lest anything be taken silently for what it is not."""

import re
from collections.abc import Iterator

from webapp.incoming.numerals import tidied
from webapp.incoming.own_data.column import Column
from webapp.incoming.own_data.proposal import Proposal

_CODE = re.compile(r"0[0-9]+")


def remarks(proposal: Proposal) -> list[str]:
    """Sentences about columns in use whose cells could be meant otherwise."""
    used = (use for use in proposal.uses if use.role != "leave out" and use.allowed)
    return [sentence for use in used for sentence in _remarks(use.column)]


def _remarks(column: Column) -> Iterator[str]:
    if column.looks_numeric:
        yield (
            f"“{column.classes[0]}” in {column.title} is taken as a word. If it is an amount, write"
            " plain numbers of one unit."
        )
    if column.is_numeric:
        code = next((text for text in map(tidied, column.texts) if _CODE.fullmatch(text)), None)
        if code:
            yield (
                f"“{code}” in {column.title} is taken as the number {int(code)}. If it is a code,"
                " leave it out, or take it as classes."
            )
