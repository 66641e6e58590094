"""The articles on the page: who wrote them, where they are, the second one's line numbers."""

import re

import pytest
from flask.testing import FlaskClient

from engine import LESSONS, Experiment, Timeline
from tests.webapp.conftest import BROWSER, Run
from webapp.live.code import Code
from webapp.views.articles import ARTICLES
from webapp.views.code_card import code_card

PART_ONE = [
    ("import numpy as np", "01"),
    ("l0 = X", "28"),
    ("l1 = nonlin(np.dot(l0, syn0))", "29"),
    ("l1_error = y - l1", "32"),
    ("l1_delta = l1_error * nonlin(l1, True)", "36"),
    ("syn0 += np.dot(l0.T, l1_delta)", "39"),
]
ELEVEN_LINES = [
    ("l2 = nonlin(np.dot(l1, syn1))", "07"),
    ("l2_delta = l2_error * nonlin(l2, True)", "08"),
    ("l1_error = np.dot(l2_delta, syn1.T)", "09"),
    ("syn1 += np.dot(l1.T, l2_delta)", "10"),
    ("syn0 += np.dot(l0.T, l1_delta)", "11"),
]


def places(experiment: Experiment) -> dict[str, str]:
    """The article's numbers of the lines that a reader of the article sees."""
    card = {each["name"]: each for each in code_card(Code(Timeline(experiment)), 10)}["article"]
    return {line["source"]: line["place"] for line in (*card["before"], *card["loop"])}


@pytest.mark.parametrize(
    ("lesson", "lines"), [("two-layers", PART_ONE), ("eleven-lines", ELEVEN_LINES)]
)
def test_the_second_articles_lines_can_be_found(lesson: str, lines: list[tuple[str, str]]) -> None:
    found = places(LESSONS[lesson].experiment)
    assert [(source, found.get(source)) for source, _ in lines] == lines


@pytest.mark.parametrize("changes", [{"hidden": (4, 3)}, {"optimizer": "momentum"}])
def test_another_network_is_nowhere_in_the_article(changes: dict[str, object]) -> None:
    other = LESSONS["eleven-lines"].experiment.replace(**changes)
    assert not any(places(other).values())


@pytest.mark.parametrize("path", ["/proof", "/lessons", "/walks"])
def test_every_page_names_the_articles(client: FlaskClient, path: str) -> None:
    assert_named(client.get(path, headers=BROWSER).text)


def test_the_page_of_a_run_names_them_and_the_lesson_its_own(run: Run) -> None:
    page = run.client.get(run.path, headers=BROWSER).text
    assert_named(page)
    [link] = re.findall(r'<a class="article-link" href="([^"]+)"[^>]* aria-label="([^"]+)"', page)
    assert link == (ARTICLES[1].address, "The article, by Andrew Trask")
    run.patch(lesson="and")
    assert 'class="article-link"' not in run.client.get(run.path, headers=BROWSER).text


def assert_named(page: str) -> None:
    for article in ARTICLES:
        assert article.title in page and article.author in page
        assert f'href="{article.address}" target="_blank" rel="noopener noreferrer"' in page
