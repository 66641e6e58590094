"""What is compiled once for all applications of a process, and not for each: templates, routes."""

from types import MethodType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class Compiled(BytecodeCache):
    """The templates, as they were compiled for the first application."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


class Route(Rule):
    """A route that knows what was compiled for the first application: that takes the most of making
    one."""

    _compiled: dict[tuple[str, str], "Route"] = {}

    def compile(self) -> None:
        first = self._compiled.setdefault((self.rule, str(self.defaults)), self)
        if first is self:
            return super().compile()
        for name in ("_parts", "_trace", "_converters", "arguments"):
            setattr(self, name, getattr(first, name))
        for name in ("_build", "_build_unknown"):
            setattr(self, name, MethodType(getattr(first, name).__func__, self))


def keep() -> None:
    """From now on."""
    Flask.jinja_options = {"bytecode_cache": Compiled()}
    Flask.url_rule_class = Route
