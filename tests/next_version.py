"""A server as the next version of this program may be, run by its path: it writes what this version
cannot read, and says more than this version asks for."""

from typing import Any

from tests.impatient import OTHERS, change
from webapp.kept import story
from webapp.shared import outbox, post

story.FORMAT += 1
plain = post.packed


def packed(fields: dict[str, Any], body: bytes) -> bytes:
    return plain({**fields, "news": "of the next version"}, body)


for module in (post, outbox):
    vars(module)["packed"] = packed

if __name__ == "__main__":
    from webapp.__main__ import main

    change(OTHERS)
    main()
