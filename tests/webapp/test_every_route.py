"""Every address there is, asked in every way: the answer is never a fault of the server's."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.length import examples
from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.test_fuzz import junk
from webapp import close_app, create_app
from webapp.incoming.schema import FIELDS

APP = create_app({"TESTING": False, "PROPAGATE_EXCEPTIONS": False, "MAX_RUNS": 50})
ENDLESS = ("stream",)
COUNTED = ("iterations", "iteration", "until", "lines", "seeds")
"""Whole numbers under these names are kept small, so that no example takes long."""


@pytest.fixture(scope="module")
def known() -> Iterator[dict[str, str]]:
    """What stands for the variables of addresses, now and then; the clock has started."""
    run = Run(APP.test_client(), lesson="and")
    run.post("run")
    other = {"run": run.id, "experiment": {"bias": True}}
    race = run.client.post("/races", json=other, headers=JSON).get_json()["race"]
    names = {"id": run.id, "view": run.get()["view"], "ids": race}
    yield {**names, "digest": "0", "path": "js/main.js"}
    close_app(APP)


ROUTES: list[tuple[Rule, str]] = [
    (rule, method)
    for rule in APP.url_map.iter_rules()
    for method in sorted(rule.methods or ())
    if not rule.rule.endswith(ENDLESS)
]


texts = st.text(st.characters(exclude_characters="/?#\\", exclude_categories=("Cs",)), min_size=1)
bodies = st.dictionaries(st.sampled_from(sorted(FIELDS)) | st.text(max_size=5), junk, max_size=4)
queries = st.dictionaries(
    st.sampled_from(
        [
            "lesson",
            "run",
            "walk",
            "stop",
            "answer",
            "panels",
            "view",
            "dialect",
            "revision",
            "unasked",
        ]
    ),
    st.sampled_from(["", "1", "-1", "and", "nine-lines", "eNoDAAAAAAE", "code,table"]) | texts,
    max_size=3,
)


def tamed(body: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value % 200 if name in COUNTED and isinstance(value, int) else value
        for name, value in body.items()
    }


@settings(max_examples=examples(250))
@given(data=st.data(), body=bodies, query=queries)
def test_no_answer_is_a_fault(
    known: dict[str, str], data: st.DataObject, body: dict[str, Any], query: dict[str, str]
) -> None:
    rule, method = data.draw(st.sampled_from(ROUTES))
    parts = {
        name: data.draw(st.sampled_from([known.get(name, "1")]) | texts) for name in rule.arguments
    }
    with APP.test_request_context():
        built = rule.build({**parts, "command": "pause", "name": "x"}, append_unknown=False)
    if built is None:
        return
    as_form = data.draw(st.booleans())
    sent: dict[str, Any] = (
        {"data": {str(name): str(value) for name, value in body.items()}}
        if as_form
        else {"data": json.dumps(tamed(body)), "content_type": "application/json"}
    )
    headers = data.draw(st.sampled_from([JSON, BROWSER, HTMX]))
    answer = APP.test_client().open(
        built[1], method=method, query_string=query, headers=headers, **sent
    )
    assert answer.status_code < 500 or answer.status_code == 503, (method, built[1], answer.text)
