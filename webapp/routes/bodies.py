"""The body of a request as fields, from JSON or from a form."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from webapp.incoming import forms

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def is_form() -> bool:
    """Whether the fields come from a form."""
    return request.mimetype in _FORMS


def fields() -> Mapping[str, Any]:
    """The fields of a JSON object or a form; none when there is no body.

    Raises BadRequest when it is neither, UnsupportedMediaType when it does not say which.
    """
    if is_form():
        return forms.values(texts())
    body = request.get_data()
    if not body.strip():
        return {}
    if not request.is_json:
        raise UnsupportedMediaType("Send a form, or JSON as application/json.")
    value = _loads(body)
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object.")
    return value


def texts() -> dict[str, str]:
    """The fields of a form as they were sent. Raises BadRequest when they cannot be told apart."""
    if request.mimetype == "multipart/form-data" and not request.mimetype_params.get("boundary"):
        raise BadRequest("The form does not say what parts its fields (boundary).")
    return request.form.to_dict()


def _loads(body: bytes) -> Any:
    """JSON. What is no JSON number but looks like one (NaN, 1e999, a thousand digits) comes through
    as Python reads it, for the field that holds it to be named later."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(body)
    except RecursionError:
        raise BadRequest("The body is nested too deeply to be read.") from None
    except ValueError as error:
        raise BadRequest(f"The body is not JSON: {_place(error)}.") from None


def _place(error: ValueError) -> str:
    """Where it ends to be JSON."""
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno} is not as JSON has it"
    return "its text is no UTF-8, or a number in it has too many digits"
