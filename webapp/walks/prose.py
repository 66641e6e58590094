"""A walk's texts as HTML: `code` in back quotes, and {numbers} of the network in braces."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from webapp.walks.moments import Moment
from webapp.walks.quantities import Quantity, quantity

_PIECES = re.compile(r"`(?P<code>[^`]+)`|\{(?P<number>[^{}]+)\}")
_LIVE = Markup(
    '<span class="number" data-form="{}" data-name="{}" data-row="{}" data-column="{}"'
    ' data-decimals="{}">{}</span>'
)


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers that a text speaks of. Raises ValueError for one that is not understood."""
    for found in _PIECES.finditer(text):
        if found["number"]:
            yield quantity(found["number"])


def prose(text: str, moment: Moment, live: bool = False) -> Markup:
    """The text with the numbers of this moment; live ones say what they are, to be kept up."""
    html, end = Markup(), 0
    for found in _PIECES.finditer(text):
        html += text[end : found.start()]
        if found["code"]:
            html += Markup("<code>{}</code>").format(found["code"])
        else:
            html += _number(quantity(found["number"]), moment, live)
        end = found.end()
    return html + text[end:]


def _number(number: Quantity, moment: Moment, live: bool) -> Markup:
    at = moment if number.at is None else moment.at(number.at)
    written = number.written(at.state)
    if number.at is not None or not live:
        return Markup('<span class="number">{}</span>').format(written)
    return _LIVE.format(
        number.form, number.name, number.row, number.column, number.decimals, written
    )
