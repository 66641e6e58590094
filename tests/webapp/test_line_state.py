"""A frame amid an iteration: what the variables hold, and what an update is about to make."""

from tests.webapp.conftest import Run
from tests.webapp.test_stream import Stream

TABLES = {"X", "y", "l0"}


def test_a_frame_line_by_line_has_the_scope_of_the_listing(run: Run) -> None:
    run.post("step", iterations=3)
    with Stream(run) as stream:
        assert "scope" not in stream.frame()
        for _ in range(10):
            found = run.post("line", lines=1)
            frame = stream.frame()
            assert (frame["iteration"], frame["line"]) == (found["iteration"], found["line"])
            held = {name: value for name, value in found["scope"].items() if name not in TABLES}
            assert frame["scope"] == held
        run.post("line", lines=-10)
        assert stream.frame()["line"] == 1
        run.post("step", iterations=1)
        assert not {"scope", "makes"} & set(stream.frame())


def test_an_update_is_told_before_it_happens(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        run.post("line", lines=5)
        assert stream.frame()["makes"] == {}
        for name in ("syn1", "syn0"):
            run.post("line", lines=1)
            frame = stream.frame()
            assert set(frame["makes"]) == {name}
            assert frame["makes"][name] != frame["scope"][name]
            after = run.post("line", lines=1)["scope"]
            assert stream.frame()["scope"][name] == after[name] == frame["makes"][name]
            run.post("line", lines=-1)
            stream.frame()


def test_edited_amid_an_iteration_it_begins_anew(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        run.post("line", lines=3)
        assert stream.frame()["line"] == 4
        run.patch("weights", **{"layer": 0, "from": 0, "to": 0, "value": 1.0})
        assert stream.next()[0] is None
        frame = stream.frame()
        assert (frame["line"], "scope" in frame) == (1, False)
        run.post("line", lines=-1)
        assert (stream.frame()["line"], run.get()["iteration"]) == (1, 0)
