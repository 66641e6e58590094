"""Any table and any choices are answered: shown and usable, or with what keeps them from it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.own_tables import PRESENT
from webapp.incoming.faults import Invalid
from webapp.incoming.own_data.dialog import Source, shown

WRITTEN = """
0 1 2 0,5 0.5 1,250 1.250 950 –3 80% 5€ NA ? - + none red Red RED TRUE false 1e5 1e999 12.05.2026
"1,250" "open [1 2] =1+1 # x y class
"""
CELLS = st.sampled_from([*WRITTEN.split(), "", " ", "1'250", "a b", '"two\nlines"'])
FIELDS = {
    "role": ["input", "target", "leave out"],
    "treatment": ["as it is", "scaled", "classes"],
    "decimal": [".", ","],
    "absent": ["missing", "a class"],
}
OF_A_COLUMN = st.tuples(st.sampled_from(list(FIELDS)), st.integers(0, 4), st.integers(0, 2))
OF_THE_TABLE = {
    "parted_by": st.sampled_from(["commas", "tabs", "spaces", "wide spaces", "bars", "nothing"]),
    "header.suggested": st.sampled_from(["yes", "no"]),
    "header": st.just("yes"),
    "leave_out_faulty": st.just("yes"),
    "held_out": st.sampled_from(["10", "50", "x"]),
    "learning_rate": st.sampled_from(["0,5", "1,000", "x"]),
    "hidden": st.sampled_from(["", "3, 2", "99"]),
}


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|", "  ", " "]),
    st.lists(OF_A_COLUMN, max_size=3),
    st.fixed_dictionaries({}, optional=OF_THE_TABLE),
)
def test_any_table_is_understood_or_says_why_not(
    rows: list[list[str]],
    separator: str,
    columns: list[tuple[str, int, int]],
    fields: dict[str, str],
) -> None:
    text = "\n".join(separator.join(row) for row in rows)
    chosen = {f"{kind}.{place}": (FIELDS[kind] * 2)[which] for kind, place, which in columns}
    source = Source({"text": text, **chosen, **fields}, "", b"")
    told = shown(source, PRESENT)
    try:
        experiment = source.experiment(PRESENT)
    except Invalid:
        assert told["problems"]
    else:
        assert not told["problems"]
        assert len(experiment.inputs) == told["train"]
        assert experiment.shape[0] == told["inputs"]
