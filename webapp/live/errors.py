"""Why a live run, or the server that holds it, cannot do what is asked."""


class Refused(Exception):
    """The run is in no condition to do this; the message says what helps."""


class UnknownRun(Exception):
    """No run has this id, or it had to give way."""


class Full(Exception):
    """The server holds as much as it may; asking again a little later helps."""
