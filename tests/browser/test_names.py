"""What scripts, lessons and screen readers find things by: each name leads to one thing."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory

NAMES = {
    "button": (
        *("Run", "Step", "Back", "Reset", "New weights", "Undo", "Redo"),
        *("Add example", "Add input", "Remove example 1"),
    ),
    "slider": ("Speed", "Iteration"),
    "combobox": ("Lesson",),
    "textbox": (
        *("Example 1, input 1", "Example 1, target 1", "New situation 1, input 1"),
        *("Learning rate", "Seed"),
    ),
    "status": (
        *("Iteration number", "Mean error", "Example 1, answer 1"),
        "New situation 1, answer 1",
    ),
    "group": ("Network", "Sigmoid curve", "Error descent"),
    "table": ("Training set",),
}


def test_each_name_leads_to_one_thing(lab: Laboratory) -> None:
    """Also for those who look for a part of the name, as most tools do."""
    lab.open()
    for role, names in NAMES.items():
        for name in names:
            expect(lab.page.get_by_role(role, name=name)).to_have_count(1)
            expect(lab.page.get_by_role(role, name=name)).to_be_visible()
    lab.button("Run").click()
    expect(lab.page.get_by_role("button", name="Pause")).to_have_count(1)
    expect(lab.page.get_by_role("button", name="Run")).to_have_count(0)
