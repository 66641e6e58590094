"""Why a live run, or the server that holds it, cannot do what is asked."""


class Refused(Exception):
    """The run is in no condition to do this; the message says what helps."""


class UnknownRun(Exception):
    """There is no such run here; the message says what is known of it."""


class TakenAway(UnknownRun):
    """Somebody deleted this run, and can still take it back."""

    def __init__(self) -> None:
        super().__init__(
            "This run was deleted, or nobody had looked at it for long."
            " For a day it can be taken back."
        )


class Full(Exception):
    """The server holds as much as it may; asking again a little later helps."""
