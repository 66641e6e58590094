"""How many files this process may have open: each connection is one of them."""

import resource

WANTED = 65_536
RESERVE = 64
"""For the program itself: its modules, logs, pipes and what is kept."""


def raise_limit() -> int:
    """Raise the limit as far as this user may, and say what it is now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft == resource.RLIM_INFINITY or soft >= allowed:
        return allowed
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed


def room(limit: int) -> int:
    """The connections for which there is room under a limit."""
    return max(16, limit - RESERVE)
