"""What became of the numbers: two moments compared, every weight's history, the list of edits."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def flat(matrix: list[list[float]]) -> list[float]:
    return [value for row in matrix for value in row]


def shown(lab: Laboratory, name: str) -> list[float]:
    """The numbers of one of the compared matrices."""
    figure = lab.page.get_by_role("figure", name=name, exact=True)
    return [float(text) for text in figure.get_by_role("cell").all_inner_texts()]


def test_two_moments_are_compared(lab: Laboratory) -> None:
    lab.open()
    for iteration in (1, 2):
        lab.button("Step").click()
        lab.is_at(iteration)
    then = lab.state()
    lab.button("Pin this moment").click()
    lab.button("Step").click()
    lab.is_at(3)
    expect(lab.page.get_by_text("Iteration 2 beside iteration 3.")).to_be_visible()
    lab.page.get_by_role("combobox", name="Matrix").select_option("syn1")
    now = lab.state()
    before, after = flat(then["weights"][1]), flat(now["weights"][1])
    assert shown(lab, "pinned") == [round(value, 8) for value in before]
    assert shown(lab, "now") == [round(value, 8) for value in after]
    moved = [new - old for old, new in zip(before, after, strict=True)]
    assert shown(lab, "difference") == [round(value, 8) for value in moved]

    lab.page.reload()
    expect(lab.page.get_by_text("Iteration 2 beside iteration 3.")).to_be_visible()
    lab.button("Remove pin").click()
    expect(lab.page.get_by_role("figure", name="pinned", exact=True)).to_be_hidden()

    for _ in range(9):
        lab.button("Pin this moment").click()
    expect(
        lab.page.get_by_role("combobox", name="with", exact=True).locator("option")
    ).to_have_count(8)


def test_every_weight_has_a_history(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    weights = lab.page.request.get(f"{lab.page.url}/weights").json()
    before, after = (matrix[2][0] for matrix in weights["weights"][1])
    lab.page.get_by_text("Weight history").click()
    lab.page.get_by_role("button", name="syn1[2, 0]").click()
    words = lab.page.get_by_text("syn1[2, 0] began at")
    first, last = (f"{value:.2f}".replace("-", "−") for value in (before, after))
    expect(words).to_contain_text(f"began at {first} and is {last} at iteration 1.")
    expect(lab.page.get_by_role("img", name="Value over time")).to_be_visible()


def test_the_list_of_edits_goes_back_and_forth(lab: Laboratory) -> None:
    lab.open()
    begun = lab.state()
    edited = begun
    for name, value in (("Seed", "7"), ("Learning rate", "2"), ("Example 1, target 1", "1")):
        before = edited["experiment"]
        lab.field(name).fill(value)
        lab.field(name).press("Enter")
        lab.until(lambda before=before: lab.state()["experiment"] != before)
        edited = lab.state()
    lab.button("History").click()
    lines = lab.page.get_by_role("dialog", name="What you changed").get_by_role("listitem")
    expect(lines).to_have_count(4)
    expect(lines.nth(3).get_by_role("button")).to_have_attribute("aria-current", "step")

    lines.nth(1).get_by_role("button").click()
    expect(lines.nth(1).get_by_role("button")).to_have_attribute("aria-current", "step")
    lab.until(lambda: lab.state()["experiment"]["learning_rate"] == 1)
    assert lab.state()["experiment"]["seed"] == 7
    lines.nth(0).get_by_role("button").click()
    lab.until(lambda: lab.state() == begun)
    lines.nth(3).get_by_role("button").click()
    lab.until(lambda: lab.state() == edited)
