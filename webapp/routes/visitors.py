"""Whose runs are whose: a cookie that names a browser, and nothing else about anybody."""

import re
import secrets

from flask import Response, after_this_request, request

COOKIE = "visitor"
SECONDS = 400 * 86_400
"""How long browsers keep it, at most."""
_TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


def known_visitor() -> str | None:
    """Who is asking, if that is known."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def visitor() -> str:
    """Who is asking; somebody new is given a name with the answer."""
    token = known_visitor() or secrets.token_urlsafe(16)

    @after_this_request
    def remember(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            token,
            max_age=SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
        return response

    return token
