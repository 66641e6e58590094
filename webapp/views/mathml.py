"""Formulas typeset as presentation MathML, from the trees that the engine's lines carry."""

from engine.code import Tree

_MARKS = {"=": "=", "becomes": "←", "+": "+", "-": "−", "*": "·", "@": "@", ">": "&gt;"}
_TIGHTNESS = {"=": 0, "becomes": 0, ">": 0, "+": 1, "-": 1, "neg": 2, "*": 3, "@": 3}
_CLOSED = 4


def mathml(tree: Tree) -> str:
    """The formula as presentation MathML; a variable says which one it is (`data-variable`)."""
    return f'<math displaystyle="true">{_group(tree)}</math>'


def _written(tree: Tree) -> str:
    if isinstance(tree, int | float):
        return f"<mn>{tree}</mn>"
    if isinstance(tree, str):
        return f'<mi mathvariant="normal" data-variable="{tree}">{tree}</mi>'
    operator, *parts = tree
    match operator:
        case "/":
            return f"<mfrac>{_group(parts[0])}{_group(parts[1])}</mfrac>"
        case "exp":
            return f"<msup><mi>e</mi>{_group(parts[0])}</msup>"
        case "^":
            return f"<msup>{_inner(parts[0], _CLOSED)}{_group(parts[1])}</msup>"
        case "sqrt":
            return f"<msqrt>{_group(parts[0])}</msqrt>"
        case "tanh":
            return f"<mi>tanh</mi><mrow><mo>(</mo>{_group(parts[0])}<mo>)</mo></mrow>"
        case "max":
            inside = f"{_group(parts[0])}<mo>,</mo>{_group(parts[1])}"
            return f"<mi>max</mi><mrow><mo>(</mo>{inside}<mo>)</mo></mrow>"
        case "total":
            return f"<munder><mo>∑</mo><mtext>examples</mtext></munder>{_inner(parts[0], _CLOSED)}"
        case "T":
            return f"<msup>{_inner(parts[0], _CLOSED)}<mi>T</mi></msup>"
        case "neg":
            return f'<mo form="prefix">−</mo>{_inner(parts[0], _CLOSED)}'
    need = _TIGHTNESS[str(operator)]
    left, right = _inner(parts[0], need), _inner(parts[1], need + (operator == "-"))
    return f"{left}<mo>{_MARKS[str(operator)]}</mo>{right}"


def _inner(tree: Tree, need: int) -> str:
    """A part, in brackets unless it holds together tightly enough by itself."""
    tightness = _TIGHTNESS.get(str(tree[0]), _CLOSED) if isinstance(tree, list) else _CLOSED
    return (
        _written(tree) if tightness >= need else f"<mrow><mo>(</mo>{_group(tree)}<mo>)</mo></mrow>"
    )


def _group(tree: Tree) -> str:
    return f"<mrow>{_written(tree)}</mrow>"
