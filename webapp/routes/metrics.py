"""What goes on in the server, as Prometheus reads it."""

from collections.abc import Iterator
from contextlib import suppress

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from webapp.kept.store import Unreachable
from webapp.live.tally import BOUNDS, COMMITS, ITERATIONS, LATENESS, REQUESTS, Tally
from webapp.routes.services import runs, streams

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus text."""
    registry = CollectorRegistry()
    registry.register(_Present())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Present(Collector):
    def collect(self) -> Iterator[Metric]:
        residents, writer = runs().residents, runs().writer
        yield GaugeMetricFamily("runs_in_memory", "Runs in memory.", value=len(residents))
        yield GaugeMetricFamily(
            "runs_in_memory_bytes", "About how much memory they take.", value=residents.nbytes
        )
        with suppress(Unreachable):
            yield GaugeMetricFamily("runs_kept", "Runs in the store.", value=writer.store.count())
        yield GaugeMetricFamily(
            "runs_being_kept", "1 while the store takes what is written.", value=not writer.fault
        )
        yield self._streams()
        yield CounterMetricFamily("iterations", "Iterations trained.", value=ITERATIONS.value)
        yield _histogram("frame_lateness_seconds", "How late frames of playing runs are.", LATENESS)
        yield _histogram("commit_seconds", "What commits to the store take.", COMMITS)
        yield _histogram("request_seconds", "What answers take.", REQUESTS)

    def _streams(self) -> Metric:
        family = GaugeMetricFamily(
            "streams", "Open streams, by the way their frames go.", labels=["way"]
        )
        on_wire, through_server = streams().ways()
        family.add_metric(["socket"], on_wire)
        family.add_metric(["wsgi"], through_server)
        return family


def _histogram(name: str, meaning: str, tally: Tally) -> Metric:
    buckets, total = [], 0
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), tally.counts, strict=True):
        total += count
        buckets.append((bound, total))
    return HistogramMetricFamily(name, meaning, buckets=buckets, sum_value=tally.seconds)
