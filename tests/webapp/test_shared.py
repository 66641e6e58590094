"""Several servers and one Valkey: the same runs at every one of them."""

from collections.abc import Callable, Iterator

import pytest

from tests.valkey import Valkey
from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.sharing import Server, be_quick
from tests.webapp.test_live import eventually
from tests.webapp.test_stream import Stream, without_experiment

Start = Callable[[], Server]


@pytest.fixture
def start(shared: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts one more server."""
    be_quick(monkeypatch)
    servers: list[Server] = []

    def one_more() -> Server:
        servers.append(Server(shared))
        return servers[-1]

    yield one_more
    for server in servers:
        server.close()


def test_every_server_answers_for_every_run(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    same = there.of(run)
    assert same.get() == run.get()
    assert same.post("step", iterations=5) == run.get()
    assert run.patch(learning_rate=0.5) == same.get()
    assert same.post("undo") == run.get()
    assert here.has(run.id) and not there.has(run.id)


def test_pages_and_faults_are_the_same_everywhere(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    page = there.client.get(run.path, headers={**BROWSER, "Accept-Encoding": "gzip"})
    assert page.status_code == 200 and page.headers["Content-Encoding"] == "gzip"
    wrong = {"learning_rate": "x"}
    refused = there.client.patch(f"{run.path}/experiment", data=wrong, headers=HTMX)
    assert refused.status_code == 422 and "settings-problem" in refused.text
    view = run.get()["view"]
    watched = there.client.get(f"/watch/{view}", headers=JSON).get_json()
    assert "id" not in watched and watched["iteration"] == 0
    assert there.client.get("/runs/none", headers=JSON).status_code == 404


def test_whose_runs_are_whose_is_known_everywhere(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    same = there.of(run)
    cookie = here.client.get_cookie("visitor")
    assert cookie
    there.client.set_cookie("visitor", cookie.value)
    same.post("step")
    assert there.client.patch(run.path, json={"title": "Monday"}, headers=JSON).status_code == 200
    copied = there.client.post(f"{run.path}/copy", headers=JSON).get_json()
    for server in (here, there):
        listed = server.client.get("/runs", headers=JSON).get_json()
        assert [each["id"] for each in listed] == [copied["id"], run.id]
        assert listed[1]["title"] == "Monday"
    assert there.client.delete(run.path, headers=JSON).status_code == 204
    assert here.client.get(run.path, headers=JSON).status_code == 404
    assert here.client.post(f"{run.path}/restore", headers=JSON).status_code == 200
    assert same.get()["iteration"] == 1


def test_a_race_gathers_its_runs_at_one_server(start: Start) -> None:
    here, there, beyond = start(), start(), start()
    one, other = Run(here.client), Run(there.client)
    other.patch(optimizer="momentum")
    other.post("step", iterations=3)
    path = f"/races/{one.id}.{other.id}"
    for server, at in ((beyond, 4), (there, 5), (here, 6)):
        told = server.client.post(f"{path}/step", headers=JSON).get_json()
        assert [lane["iteration"] for lane in told["lanes"]] == [at, at]
    assert here.has(one.id) and here.has(other.id) and not there.has(other.id)
    assert there.of(other).post("step")["iteration"] == 7
    assert other.get()["experiment"]["optimizer"] == "momentum"


def test_a_stream_shows_everywhere_what_is_done_anywhere(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    same = there.of(run)
    with Stream(run) as near, Stream(same) as far:
        assert far.frame() == near.frame() == without_experiment(run.get())
        for told in (run, same):
            state = told.post("step", iterations=3)
            while (frame := far.frame()) != without_experiment(state):
                assert frame["iteration"] < state["iteration"]
        run.patch(hidden=[2])
        name, html = far.next()
        assert name is None and "experiment" in html
        assert far.frame() == without_experiment(run.get())


def test_a_run_that_rests_goes_where_it_is_watched(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    run.patch(learning_rate=0.5)
    run.post("step", iterations=7)
    with Stream(there.of(run)) as stream:
        assert stream.frame() == without_experiment(run.get())
        assert there.has(run.id) and not here.has(run.id)
        state = run.post("undo")
        assert stream.next()[0] is None
        assert stream.frame() == without_experiment(state)


def test_runs_of_a_race_are_gathered(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    body = {"run": run.id, "experiment": {"optimizer": "momentum"}}
    race = there.client.post("/races", json=body, headers=JSON).headers["Location"]
    second = Run.__new__(Run)
    second.client, second.id = there.client, race.rsplit(".", 1)[1]
    second.path = f"/runs/{second.id}"
    with Stream(second):
        assert there.has(second.id) and not here.has(second.id)
        for iterations, server in enumerate((here, there, here), 1):
            told = server.client.post(f"{race}/step", json={}, headers=JSON)
            assert told.status_code == 200, told.text
            assert second.get()["iteration"] == iterations
        assert here.has(second.id) and not there.has(second.id)


def test_a_stream_ends_when_its_server_is_gone_and_goes_on_at_another(start: Start) -> None:
    here, there, third = start(), start(), start()
    run = Run(here.client)
    run.post("run", speed=1)
    with Stream(there.of(run)) as stream:
        assert here.has(run.id) and not there.has(run.id)
        reached = stream.frame()["iteration"]
        eventually(lambda: here.store.client.scard(f"playing:{here.store.name}") == 1)
        here.die()
        for _ in stream.chunks:
            pass
    eventually(lambda: there.has(run.id) or third.has(run.id))
    with Stream(third.of(run)) as stream:
        frame = stream.frame()
        assert frame["status"] == "running" and frame["iteration"] >= reached - 1


def test_two_servers_that_both_believe_to_have_a_run_do_no_harm(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    same = there.of(run)
    run.post("step", iterations=3)
    here.store.client.hdel(f"run:{run.id}", "holder")
    same.patch(learning_rate=0.5)
    assert here.has(run.id) and there.has(run.id)
    state = run.post("step", iterations=2)
    assert (state["iteration"], state["experiment"]["learning_rate"]) == (5, 0.5)
    assert state == same.get()
    assert not here.has(run.id)


def test_a_server_that_was_taken_for_dead_lets_go(start: Start) -> None:
    here, there = start(), start()
    run = Run(here.client)
    run.post("run", speed=1)
    eventually(lambda: here.store.client.scard(f"playing:{here.store.name}") == 1)
    here.stand_still()
    assert here.client.get(run.path, headers=JSON).status_code == 503
    eventually(lambda: here.client.get(run.path, headers=JSON).status_code == 200)
    assert there.of(run).get()["status"] == "running"
    assert here.of(run).post("pause") == there.of(run).get()


def test_a_stream_that_valkey_keeps_from_opening_says_so_at_once(
    start: Start, valkey: Valkey
) -> None:
    """Before the server has found out by itself."""
    here, there = start(), start()
    run = Run(here.client)
    valkey.kill()
    there.app.extensions["runs"].writer.say(None)
    try:
        answer = there.client.get(f"{run.path}/stream", headers=JSON)
        assert answer.status_code == 503 and answer.headers["X-Not-Kept"]
    finally:
        valkey.start()


@pytest.mark.parametrize("how", ["held up", "killed", "full"])
def test_without_valkey_one_is_told_and_it_goes_on_by_itself(
    start: Start, valkey: Valkey, how: str
) -> None:
    server = start()
    run = Run(server.client)
    state = run.post("step", iterations=4)
    {"held up": valkey.hold, "killed": valkey.kill, "full": valkey.fill}[how]()
    try:
        answer = server.client.post(f"{run.path}/step", headers=JSON)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] and answer.headers["X-Not-Kept"]
        says = "is full" if how == "full" else "does not answer"
        assert says in answer.get_json()["detail"]
    finally:
        {"held up": valkey.go_on, "killed": valkey.start, "full": valkey.empty}[how]()
    client = server.client
    eventually(lambda: client.get(run.path, headers=JSON).status_code == 200)
    assert run.get()["iteration"] in (state["iteration"], state["iteration"] + 1)
    eventually(lambda: "X-Not-Kept" not in client.get("/health").headers)
