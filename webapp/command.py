"""By what this program is started, as its messages say it."""

from pathlib import Path

IS_CHECKOUT = (Path(__file__).parent.parent / "Makefile").is_file()
NAME = "python -m webapp" if IS_CHECKOUT else "lines-of-thought"


def setting(name: str, value: object) -> str:
    """How a setting is given: `make run PORT=8001`, or by the option where it is installed."""
    return f"make run {name}={value}" if IS_CHECKOUT else f"{NAME} --{name.lower()} {value}"
