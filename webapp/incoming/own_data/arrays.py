"""Tables as Python writes them: nested lists, NumPy's arrays, the articles' X and y in one go."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from webapp.incoming.faults import Fault, Invalid

Rows = list[list[str]]

_BEGIN = re.compile(
    r"(?:[\"']?(\w+)[\"']?\s*[=:]\s*)?(?:(?:\w+\.)*\w+\s*\(\s*)?(?=(\[|\(\s*[-+(\[\d.]))"
)
_NEXT = re.compile(r"""[\[\](){}"'#]""")
_TURNED = re.compile(r"\s*(?:,\s*dtype\s*=\s*[\w.'\"]+\s*)?\)?\s*(\.T\b|\.transpose\(\))?")
_PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.(?!\w)|In \[\d+\]:|Out\[\d+\]:)[ ]?", re.M)
_BETWEEN = re.compile(r"(?<=[\d.eE\]TtrueFals])\s+(?=[-+\d.\[TF])")
_COMMENT = re.compile(r"#[^\n]*")
_NESTED = re.compile(r"\[\s*\[")
_MOST_TRIES, _COST_OF_OPEN = 200, 20
_DEEPEST = 4
_LONGEST_LITERAL = 100_000
_BRACKETS = str.maketrans("()'", '[]"')
_IN_JSON = (
    (re.compile(r",(?=\s*[\])])"), ""),
    (re.compile(r"(?<=\d)\.(?!\d)"), ".0"),
    (re.compile(r"(?<![\d.])\.(?=\d)"), "0."),
    (re.compile(r"\bTrue\b"), "true"),
    (re.compile(r"\bFalse\b"), "false"),
)
_PAIRS = {"[": "]", "(": ")"}
_INPUTS = re.compile(r"x|x_?train|inputs?|.*_inputs?|features|data", re.I)
_TARGETS = re.compile(r"y|y_?train|targets?|outputs?|.*_(outputs?|targets?)|labels?", re.I)


@dataclass(frozen=True)
class ArrayText:
    """A table that stands in a text, by the name it is given there, if any."""

    name: str
    rows: Rows


@dataclass(frozen=True)
class Pair:
    """Inputs and, if they stand there too, targets; `notes` say what was done and left out."""

    inputs: ArrayText
    targets: ArrayText | None
    notes: tuple[str, ...]


def pair_in(text: str) -> Pair | None:
    """The tables that Python code, its output or JSON holds; None when it holds none.

    Raises Invalid when they do not fit together.
    """
    if "[" not in text and "((" not in text:
        return None
    text = _PROMPT.sub("", text)
    found = list(_arrays(text))
    arrays = [array for array, _ in found]
    if not any(array.name for array in arrays):
        covered = sum(_digits(literal) for _, literal in found)
        if not arrays or 2 * covered < _digits(text):
            return None
    inputs = _named(arrays, _INPUTS) or max(arrays, key=lambda each: len(each.rows[0]) > 1)
    others = [each for each in arrays if each is not inputs]
    if not _INPUTS.fullmatch(inputs.name):
        inputs, others = _side_by_side(inputs, others)
    targets = _named(others, _TARGETS) or next(
        (each for each in others if len(inputs.rows) in (len(each.rows), len(each.rows[0]))), None
    )
    rest = [each.name for each in others if each.name and each is not targets]
    notes = [f"Not used: {', '.join(rest)}."] if rest else []
    if not targets:
        notes.append("There were no targets beside it: choose its columns, or paste them as well.")
    else:
        targets, said = _fitted(targets, inputs)
        notes = [*said, *notes]
    return Pair(inputs, targets, tuple(notes))


def _side_by_side(inputs: ArrayText, others: list[ArrayText]) -> tuple[ArrayText, list[ArrayText]]:
    """Single columns with names of their own, x1 and x2, as one table of inputs."""
    columns = [
        each
        for each in (inputs, *others)
        if each.name and not _TARGETS.fullmatch(each.name)
        if len(each.rows[0]) == 1 and len(each.rows) == len(inputs.rows)
    ]
    if inputs not in columns or len(columns) < 2:
        return inputs, others
    rows = [[row[0] for row in side] for side in zip(*(each.rows for each in columns), strict=True)]
    name = ", ".join(each.name for each in columns)
    return ArrayText(name, rows), [each for each in others if each not in columns]


def _arrays(text: str) -> Iterator[tuple[ArrayText, str]]:
    """The tables of a text, each with the brackets that it was read from."""
    place, tries = 0, 0
    while tries < _MOST_TRIES and (begin := _BEGIN.search(text, place)):
        end = _closing(text, begin.end())
        tries += 1 if end else _COST_OF_OPEN
        if end == len(text) + 1 and (begin[1] or _NESTED.match(text, begin.end())):
            raise Invalid(Fault("table", "has a bracket that is never closed: paste all of it"))
        rows = _rows(text[begin.end() : end]) if 0 < end <= len(text) else None
        if rows is None:
            place = begin.end() + 1
            continue
        suffix = _TURNED.match(text, end)
        if suffix and suffix[1]:
            rows = [list(column) for column in zip(*rows, strict=True)]
        yield ArrayText(begin[1] or "", rows), text[begin.end() : end]
        place = end


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _closing(text: str, begin: int) -> int:
    """Where the bracket that opens here has closed: 0 if it closes wrongly, or holds too many
    others; beyond the end if it never does. Comments and quoted words are passed over.
    """
    expected, place = [], begin
    while found := _NEXT.search(text, place):
        place, sign = found.end(), found[0]
        if sign in _PAIRS:
            expected.append(_PAIRS[sign])
        elif sign in "\"'#":
            end = text.find("\n" if sign == "#" else sign, place)
            place = len(text) if end < 0 else end + 1
        elif not expected or sign != expected.pop():
            return 0
        if not expected:
            return place
        if len(expected) > _DEEPEST:
            return 0
    return len(text) + 1


def _rows(literal: str) -> Rows | None:
    """The rows of a literal; numbers in a single bracket are a column. None when it is no table."""
    text = _COMMENT.sub("", literal)
    for each in (text, _BETWEEN.sub(", ", text)):
        value = _value(each)
        if value is not None:
            return _table(value)
    return None


def _value(literal: str) -> Any:
    """What the brackets hold. JSON is read much faster than Python, in a tenth of the memory."""
    try:
        return orjson.loads(_as_json(literal))
    except orjson.JSONDecodeError:
        pass
    if len(literal) > _LONGEST_LITERAL:
        return None
    try:
        return ast.literal_eval(literal)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _as_json(literal: str) -> str:
    """Python's literal as JSON writes it, as far as numbers and words need it."""
    for pattern, instead in _IN_JSON:
        literal = pattern.sub(instead, literal)
    return literal.translate(_BRACKETS)


def _table(value: Any) -> Rows | None:
    if not isinstance(value, list | tuple) or not value:
        return None
    while len(value) == 1 and _is_nested(value[0]):  # one more pair of brackets says nothing
        value = value[0]
    rows = [row if isinstance(row, list | tuple) else [row] for row in value]
    cells = [cell for row in rows for cell in row]
    if len({len(row) for row in rows}) > 1 or not cells:
        return None
    if not all(isinstance(cell, int | float | str) for cell in cells):
        return None
    return [[str(cell) for cell in row] for row in rows]


def _is_nested(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], list | tuple)


def _named(arrays: Sequence[ArrayText], names: re.Pattern[str]) -> ArrayText | None:
    return next((each for each in arrays if names.fullmatch(each.name)), None)


def _fitted(targets: ArrayText, inputs: ArrayText) -> tuple[ArrayText, list[str]]:
    """The targets with a row for each row of the inputs, turned if they stand in one row."""
    rows, name = targets.rows, targets.name or "the targets"
    if len(rows) == len(inputs.rows):
        return targets, []
    if len(rows) == 1 and len(rows[0]) == len(inputs.rows):
        turned = [[cell] for cell in rows[0]]
        return ArrayText(targets.name, turned), [f"{name} stood in one row, and was turned (.T)."]
    many = f"{len(inputs.rows)} rows, and {name} has {len(rows)}"
    raise Invalid(Fault("table", f"cannot be used: {inputs.name or 'the table'} has {many}"))
