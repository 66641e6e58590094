"""Races in the list of runs, taken away and back, and looked at by others."""

from flask.testing import FlaskClient

from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.test_races import ADAM, Track, numbers


def test_a_race_stands_in_the_list_of_runs_in_the_place_of_its_ways(
    client: FlaskClient, run: Run
) -> None:
    run.post("step")
    race = Track(client, run)
    race.add(**ADAM)
    before = race.post("step", iterations=4)
    assert [each["id"] for each in client.get("/runs", headers=JSON).get_json()] == [run.id]
    page = client.get("/runs", headers=BROWSER).text
    title = "Plain descent, learning rate 1 against Momentum 0.9 against Adam, learning rate 0.05"
    assert f"<h2>Race: {title}</h2>" in page
    assert page.count('<li class="my-run') == 2 and f'href="{race.path}"' in page
    assert f"A {before['lanes'][0]['error']:.4f}, B {before['lanes'][1]['error']:.4f}" in page
    opened = client.post(f"/runs/{before['lanes'][1]['id']}/copy", headers=JSON).get_json()
    assert [each["id"] for each in client.get("/runs", headers=JSON).get_json()] == [
        opened["id"],
        run.id,
    ]
    removed = client.delete(race.path, headers=HTMX)
    assert f"{race.path}/restore" in removed.text
    assert client.get(race.path, headers=JSON).status_code == 404
    assert "my-race" not in client.get("/runs", headers=BROWSER).text
    assert title in client.post(f"{race.path}/restore", headers=HTMX).text
    assert race.get() == before


def test_others_look_at_a_race_and_make_a_copy(client: FlaskClient, run: Run) -> None:
    race = Track(client, run)
    before = race.post("step", iterations=4)
    views = ".".join(lane["view"] for lane in before["lanes"])
    path = f"/watch/races/{views}"
    watched = client.get(path, headers=JSON).get_json()
    assert [numbers(lane) for lane in watched["lanes"]] == [numbers(x) for x in before["lanes"]]
    for text in (client.get(path, headers=JSON).text, client.get(path, headers=BROWSER).text):
        assert not any(lane["id"] in text for lane in before["lanes"])
    for command in ("step", "run", "reset", "lanes"):
        assert client.post(f"{path}/{command}", headers=JSON).status_code in (404, 405)
    copied = client.post(f"{path}/copy", headers=JSON)
    assert copied.status_code == 201 and copied.headers["Location"] != race.path
    own = copied.get_json()
    assert [numbers(lane) for lane in own["lanes"]] == [numbers(x) for x in before["lanes"]]
    client.post(f"{copied.headers['Location']}/step", headers=JSON)
    assert race.get() == before
