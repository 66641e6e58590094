"""`python -m webapp.cluster`: a scheduler and two workers on this machine, until it is stopped."""

import signal
import threading

from distributed import LocalCluster

PORT = 8786


def main() -> None:
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        scheduler_port=PORT,
        dashboard_address=None,
    ) as cluster:
        address = cluster.scheduler_address
        print(f"Two workers at {address}. Now: make run CLUSTER={address}", flush=True)
        stopped.wait()


if __name__ == "__main__":
    main()
