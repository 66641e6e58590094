"""What the server tells those who watch over it."""

from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.webapp.conftest import Run
from webapp.live.pace import SLICE


def measured(app: Flask) -> dict[str, float]:
    """All samples by name and labels."""
    answer = app.test_client().get("/metrics")
    assert answer.status_code == 200 and answer.content_type.startswith("text/plain")
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_it_tells_what_goes_on(app: Flask, run: Run) -> None:
    before = measured(app)
    run.post("step", iterations=1_000)
    stream = run.client.get(f"{run.path}/stream")
    after = measured(app)
    stream.close()
    assert after["iterations_total"] - before["iterations_total"] == 1_000
    assert after["runs_in_memory"] == after["runs_kept"] == 1
    assert after["runs_in_memory_bytes"] > 1_000
    assert (after["streams socket"], after["streams wsgi"]) == (0, 1)
    assert after["runs_being_kept"] == 1
    assert after["commit_seconds_count"] > before["commit_seconds_count"]
    assert after["request_seconds_count"] - before["request_seconds_count"] == 3
    assert after["request_seconds_bucket +Inf"] == after["request_seconds_count"]


def test_frames_of_playing_runs_are_counted_with_how_late_they_are(app: Flask, run: Run) -> None:
    stream = run.client.get(f"{run.path}/stream")
    messages = iter(stream.response)
    before = measured(app)
    run.post("run", speed=100)
    for _ in range(6):
        next(messages)
    run.post("pause")
    stream.close()
    after = measured(app)
    frames = after["frame_lateness_seconds_count"] - before["frame_lateness_seconds_count"]
    assert frames >= 3
    late = after["frame_lateness_seconds_sum"] - before["frame_lateness_seconds_sum"]
    assert 0 <= late < 60 * SLICE * frames
