"""Server-sent events, and the mailboxes through which the viewers of a run learn of a change."""

from threading import Lock


def sse(event: str | None, data: str | bytes) -> bytes:
    """One message of the stream; without an event name it is an unnamed one."""
    name = b"" if event is None else b"event: " + event.encode() + b"\n"
    text = data.encode() if isinstance(data, str) else data
    lines = text.splitlines() if b"\n" in text or b"\r" in text else [text]
    return name + b"".join(b"data: " + line + b"\n" for line in lines) + b"\n"


class Mailbox:
    """Tells one viewer that there is something new. However much that is, it is told once."""

    __slots__ = ("_empty",)

    def __init__(self) -> None:
        self._empty = Lock()  # a binary semaphore: the cheapest wake-up between two threads
        self._empty.acquire()

    def post(self) -> None:
        try:
            self._empty.release()
        except RuntimeError:  # there is something in it already
            return

    def wait(self, seconds: float) -> bool:
        """Whether something came within so many seconds."""
        return self._empty.acquire(timeout=seconds)


class Fanout:
    """The viewers of one run."""

    def __init__(self) -> None:
        self._mailboxes: tuple[Mailbox, ...] = ()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._mailboxes)

    def subscribe(self) -> Mailbox:
        mailbox = Mailbox()
        with self._lock:
            self._mailboxes += (mailbox,)
        return mailbox

    def unsubscribe(self, mailbox: Mailbox) -> None:
        with self._lock:
            self._mailboxes = tuple(box for box in self._mailboxes if box is not mailbox)

    def publish(self) -> None:
        """Tell every viewer that there is something new."""
        for mailbox in self._mailboxes:
            mailbox.post()
