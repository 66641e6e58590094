"""Hidden layers, learning rate, seed; and every lesson."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def sets(lab: Laboratory, name: str, value: str) -> None:
    lab.field(name).fill(value)
    lab.field(name).press("Enter")


def shape(lab: Laboratory) -> list[int]:
    weights = lab.state()["weights"]
    return [len(matrix) for matrix in weights] + [len(weights[-1][0])]


def a_seed_always_gives_the_same_weights(lab: Laboratory) -> None:
    first = lab.state()["weights"]
    lab.button("New weights").click()
    expect(lab.field("Seed")).to_have_value("2")
    assert lab.agrees()["weights"] != first
    sets(lab, "Seed", "1")
    lab.until(lambda: lab.state()["weights"] == first)
    lab.agrees()


def the_learning_rate_keeps_what_was_learnt(lab: Laboratory) -> None:
    lab.button("Step").click()
    lab.is_at(1)
    weights = lab.state()["weights"]
    sets(lab, "Learning rate", "0,5")
    expect(lab.field("Learning rate")).to_have_value("0.5")
    state = lab.agrees()
    assert state["experiment"]["learning_rate"] == 0.5
    assert (state["iteration"], state["weights"]) == (1, weights)


def hidden_layers_come_and_go(lab: Laboratory) -> None:
    for text, hidden in (("8, 3", [8, 3]), ("", []), ("2;2 2", [2, 2, 2])):
        sets(lab, "Hidden layers", text)
        lab.until(lambda hidden=hidden: shape(lab) == [3, *hidden, 1])
        expect(lab.neurons()).to_have_count(sum(hidden) + 1)
        lab.agrees()
    lab.button("More neurons").click()
    expect(lab.field("Hidden layers")).to_have_value("2, 2, 3")
    for left in ("2, 2, 2", "2, 2, 1", "2, 2"):
        lab.button("Fewer neurons").click()
        expect(lab.field("Hidden layers")).to_have_value(left)
    assert shape(lab) == [3, 2, 2, 1]


def test_settings_are_set_and_agree(lab: Laboratory) -> None:
    """One after the other on one page, which each leaves as the next can use it."""
    lab.open()
    a_seed_always_gives_the_same_weights(lab)
    the_learning_rate_keeps_what_was_learnt(lab)
    hidden_layers_come_and_go(lab)


def test_a_lesson_has_an_address(lab: Laboratory) -> None:
    lab.open("seven-segment")
    expect(lab.lessons()).to_have_value("seven-segment")
    assert lab.agrees()["lesson"] == "seven-segment"
