"""What is an input, what the target, what is left out, and why."""

import pytest

from tests.webapp.own_tables import proposal, ready, roles

# What is left out, and why.


def test_a_column_of_words_that_never_repeat_is_names() -> None:
    found = ready("name,height,likes\nA,1.5,1\nB,1.6,0\nC,1.8,1\nD,1.7,0\n")
    assert [use.role for use in found.uses] == ["leave out", "input", "target"]
    assert "names" in found.uses[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "a,b,rain\n0,0,no\n0,1,no\n1,0,yes\n1,1,yes\n1,1,yes\n",
        "code,kind\n1,red\n2,blue\n1,red\n2,blue\n1,red\n",
        "weather,play\nsun,yes\nrain,no\nsun,yes\nrain,no\nsun,yes\n",
    ],
)
def test_the_column_that_gives_the_answer_is_an_input(text: str) -> None:
    assert roles(text) == ["input"] * (text.split("\n")[0].count(",")) + ["target"]


@pytest.mark.parametrize(
    "column, reason",
    [
        (["7"] * 6, "always the same"),
        (["x"] * 6, "always the same"),
        ([""] * 6, "nothing is in it"),
        (["1", "2", "3", "4", "5", "6"], "only counts the rows"),
        (["ab", "cd", "ef", "gh", "ij", "kl"], "names"),
    ],
)
def test_whatever_is_left_out_says_why(column: list[str], reason: str) -> None:
    rows = zip(column, (3, 1, 4, 1, 5, 9), (0, 1, 1, 0, 1, 0), strict=True)
    text = "a,b,y\n" + "".join(f"{a},{b},{y}\n" for a, b, y in rows)
    found = ready(text)
    assert found.uses[0].role == "leave out" and reason in found.uses[0].reason
    chosen = proposal(text, roles={0: "input"})
    assert (chosen.uses[0].role, chosen.uses[0].reason) == ("input", "")


def test_numbers_without_end_are_no_names() -> None:
    left = proposal("a,b,y\ninf,3,0\n2,1,1\n-Infinity,4,1\n").uses[0]
    assert left.reason == "“inf” is read as no number, and no two are alike"


def test_what_no_number_can_hold_is_too_large() -> None:
    found = proposal("a,b,y\n1,3,0\n1e400,x,1\n4,4,1\n-1e999,5,0\n")
    assert [(fault.row, fault.message) for fault in found.faulty_cells if fault.place == 0] == [
        (3, "is too large a number, “1e400”"),
        (5, "is too large a number, “-1e999”"),
    ]


def test_many_words_and_many_columns_say_why_they_are_left_out() -> None:
    words = "".join(f"w{row % 40},{row % 7},{row % 2}\n" for row in range(80))
    assert "40 different words" in ready("a,b,y\n" + words).uses[0].reason
    wide = ",".join(f"c{place}" for place in range(70)) + ",y\n"
    wide += "".join(
        ",".join(str((row * place) % 5) for place in range(71)) + "\n" for row in (1, 3, 2)
    )
    left = [use for use in proposal(wide).uses if use.role == "leave out"]
    assert left and "at most 64 inputs" in left[-1].reason


def test_a_number_that_only_counts_is_kept_where_nothing_else_is() -> None:
    assert roles("x,y\n1,0\n2,0\n3,1\n4,1\n5,1\n") == ["input", "target"]
    assert roles("x,y\nred,0\nblue,1\ngreen,1\n") == ["input", "target"]


def test_choosing_a_role_guesses_the_others_anew() -> None:
    text = "a,b,kind\n1,0,x\n2,1,z\n4,1,x\n3,0,z\n"
    assert roles(text) == ["input", "input", "target"]
    assert roles(text, roles={1: "target"}) == ["input", "target", "input"]
    assert roles(text, roles={2: "leave out"}) == ["input", "target", "leave out"]
    assert roles(text, roles={2: "input"}) == ["input", "target", "input"]


# The target.


@pytest.mark.parametrize(
    "text, target",
    [
        ("Survived,Age,Embarked\n0,22,S\n1,38,C\n1,26,S\n", "Survived"),
        ("Sex,Length,Height,Rings\nM,0.4,0.1,15\nF,0.5,0.2,7\nI,0.3,0.1,9\nM,0.2,0.1,8\n", "Rings"),
        ("Sex,a,b\nM,0.4,0.15\nF,0.5,0.27\nM,0.3,0.19\n", "b"),
        ("party,a,b\nred,y,n\nblue,n,y\nred,y,y\n", "party"),
        ("won,age,fare\n0,22,7.25\n1,38,71.5\n1,26,8.1\n", "won"),
        ("lived,age,fare\n0,22,7.25\n1,38,71.5\n1,26,8.1\n", "lived"),
        ("kind,a,b\nx,2.5,3.25\nz,1.5,4.5\nx,2.25,0.5\n", "kind"),
        ("colour,size,price\nred,3,9.5\nblue,4,7.25\nred,5,8.5\n", "price"),
        ("height,weight,class\n1,2,a\n2,1,b\n3,1,a\n", "class"),
        ("diagnosis,radius,area\nM,17.9,1001\nB,13.5,566\nM,20.5,1326\n", "diagnosis"),
        ("a,b,spots,is_spam\n1,2,3,0\n2,1,5,1\n3,3,8,0\n", "is_spam"),
    ],
)
def test_the_target_is_found_by_name_place_and_kind(text: str, target: str) -> None:
    assert [use.column.name for use in proposal(text).uses if use.role == "target"] == [target]


def test_without_names_the_only_words_are_the_target() -> None:
    assert roles("842302,M,17.5,10.25\n842517,M,20.5,17.75\n84300903,B,9.5,21\n")[1] == "target"
    assert roles("M,0.455,0.365,15\nF,0.53,0.42,7\nI,0.33,0.255,8\nM,0.44,0.3,9\n")[3] == "target"


def test_without_names_classes_in_front_are_the_target() -> None:
    wine = "".join(f"{row % 3 + 1},{row * 1.37 + 10:.2f},{row * 31 + 700}\n" for row in range(9))
    assert roles(wine) == ["target", "input", "input"]


@pytest.mark.parametrize(
    "names, found",
    [
        ("x,y,class", "input input target"),
        ("X;Y;Ziel", "input input target"),
        ("x,y,color", "input input target"),
        ("x,y,z", "input input target"),
        ("x,y,z,class", "input input input target"),
        ("label,x,y", "target input input"),
        ("x,y,a,b", "input input target target"),
        ("a,x,y", "input input target"),
        ("x,y", "input target"),
        ("x,y1,y2", "input target target"),
    ],
)
def test_coordinates_of_a_point_are_inputs(names: str, found: str) -> None:
    mark = ";" if ";" in names else ","
    rows = ["0 0 1 0", "0 1 0 1", "1 0 0 1", "1 1 1 0", "1 0 0 1", "0 0 1 0"]
    cut = [row.split()[: len(found.split())] for row in rows]
    assert roles("\n".join([names, *map(mark.join, cut)]) + "\n") == found.split()
