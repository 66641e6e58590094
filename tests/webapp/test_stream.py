"""The stream's bytes, and what becomes of it when its client leaves."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.conftest import JSON, Run
from webapp import close_app
from webapp.live import streams as streams_module


class Stream:
    """An open stream of a run, message by message."""

    def __init__(self, run: Run, query: str = "") -> None:
        self.response = run.client.get(f"{run.path}/stream{query}")
        assert self.response.mimetype == "text/event-stream"
        self.chunks: Iterator[bytes] = iter(self.response.iter_encoded())

    def next(self) -> tuple[str | None, str]:
        """Name and data of the next message; comments and settings have the name "comment"."""
        text = next(self.chunks).decode()
        assert text.endswith("\n\n")
        lines = text[:-2].split("\n")
        if not lines[-1].startswith("data: "):
            return "comment", text
        name = lines.pop(0).removeprefix("event: ") if lines[0].startswith("event") else None
        return name, "\n".join(line.removeprefix("data: ") for line in lines)

    def frame(self) -> dict[str, Any]:
        """The next frame; nothing else may come before it but comments."""
        name, data = self.next()
        while name == "comment":
            name, data = self.next()
        assert name == "nn:frame"
        frame: dict[str, Any] = json.loads(data)
        return frame

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *error: object) -> None:
        self.response.close()


def without_experiment(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "experiment"}


def test_first_bytes(run: Run) -> None:
    state = run.get()
    with Stream(run) as stream:
        assert stream.response.headers["Cache-Control"] == "no-cache"
        assert stream.response.headers["X-Accel-Buffering"] == "no"
        assert next(stream.chunks) == b"retry: 1000\n\n"
        message = next(stream.chunks)
        assert message.startswith(b'event: nn:frame\ndata: {"id":') and message.count(b"\n") == 3
        frame = json.loads(message.split(b"data: ")[1])
        assert frame == without_experiment(state) and list(frame) == list(without_experiment(state))


def test_every_command_shows_as_a_frame(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        for command, body in (
            ("step", {"iterations": 3}),
            ("seek", {"iteration": 1}),
            ("reset", {}),
        ):
            state = run.post(command, **body)
            assert stream.frame() == without_experiment(state)


def test_two_viewers_get_the_same_bytes(run: Run) -> None:
    with Stream(run) as one, Stream(run) as other:
        for stream in (one, other):
            stream.frame()
        run.post("step")
        assert next(one.chunks) == next(other.chunks)


def test_a_slow_reader_gets_the_newest_frame_only(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        for _ in range(5):
            state = run.post("step")
        assert stream.frame() == without_experiment(state)


def test_after_an_edit_only_the_new_numbers(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        run.post("step")
        state = run.patch(targets=[[1], [1], [1], [1]])
        assert stream.next()[0] is None
        assert stream.frame() == without_experiment(state)


def test_html_goes_before_the_frame_when_more_than_numbers_changed(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        run.patch(hidden=[5])
        name, html = stream.next()
        assert name is None and "<hx-partial" in html and "3 × 5" in html
        assert np.shape(stream.frame()["weights"][0]) == (3, 5)
        run.post("step")
        assert stream.frame()["iteration"] == 1


def test_a_page_that_comes_back_gets_what_it_missed(run: Run) -> None:
    page = run.client.get(run.path, headers={"Accept": "text/html"}).text
    revision = page.split('data-revision="')[1].split('"')[0]
    with Stream(run, f"?revision={revision}") as stream:
        stream.frame()
    run.patch(seed=5)
    with Stream(run, f"?revision={revision}") as stream:
        stream.next()
        assert stream.next()[0] is None
        stream.frame()
    with Stream(run, "?revision=x") as stream:
        stream.frame()


def test_a_running_run_sends_frame_after_frame(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        run.post("run", speed=1_000, until=500)
        frames = [stream.frame()]
        while frames[-1]["status"] == "running":
            frames.append(stream.frame())
    iterations = [frame["iteration"] for frame in frames]
    assert iterations == sorted(iterations) and iterations[-1] == 500
    assert len(frames) >= 5


def test_a_large_frame_keeps_six_digits(client: FlaskClient) -> None:
    random = np.random.default_rng(1)
    run = Run(
        client,
        experiment={
            "inputs": random.uniform(-1e-6, 1e6, (300, 8)).tolist(),
            "targets": random.uniform(0, 1, (300, 2)).tolist(),
            "hidden": [8],
        },
    )
    state = run.post("step", iterations=2)
    with Stream(run) as stream:
        frame = stream.frame()
    for kind in ("weights", "layers", "deltas"):
        for short, whole in zip(frame[kind], state[kind], strict=True):
            np.testing.assert_allclose(short, whole, rtol=1e-6, atol=0)


def test_silence_is_broken_by_comments(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert streams_module.PING <= 15
    monkeypatch.setattr(streams_module, "PING", 0.01)
    with Stream(run) as stream:
        stream.frame()
        assert next(stream.chunks) == b": ping\n\n"


def test_a_client_that_leaves_ends_its_stream(app: Flask, run: Run) -> None:
    streams = app.extensions["streams"]
    stream = Stream(run)
    stream.frame()
    assert len(streams) == 1
    stream.response.close()
    assert len(streams) == 0
    with pytest.raises(StopIteration):
        next(stream.chunks)


def test_a_client_that_leaves_at_once_ends_its_stream_too(app: Flask, run: Run) -> None:
    run.client.get(run.path + "/stream").close()
    assert len(app.extensions["streams"]) == 0


def test_closing_the_server_ends_the_streams(app: Flask, run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        close_app(app)
        with pytest.raises(StopIteration):
            while True:
                stream.next()
    assert run.client.get(run.path + "/stream", headers=JSON).status_code == 503


def test_the_next_frame_can_be_had_beforehand_letter_by_letter(run: Run) -> None:
    with Stream(run) as stream:
        stream.frame()
        for _ in range(3):
            state = run.get()
            foreseen = run.client.get(f"{run.path}/next", headers=JSON)
            assert run.get() == state
            run.post("step")
            assert stream.next() == ("nn:frame", foreseen.text)


def test_there_is_no_next_frame_where_only_doing_it_can_tell(client: FlaskClient) -> None:
    run = Run(client)

    def foreseen() -> int:
        return client.get(f"{run.path}/next", headers=JSON).status_code

    run.post("step", iterations=5)
    run.patch(learning_rate=2)
    run.post("seek", iteration=4)
    assert foreseen() == 204  # the edit stands at its end
    run.post("seek", iteration=9)
    assert foreseen() == 200
    run.post("line", lines=1)
    assert foreseen() == 204
    run.post("seek", iteration=9)
    run.post("run", speed=1)
    assert foreseen() == 204
