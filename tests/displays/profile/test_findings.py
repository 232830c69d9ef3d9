"""What the short answer of a profile says of a count is true here and elsewhere."""

from types import SimpleNamespace

import pytest

from helpers.displays.profile import findings
from helpers.floor.shapes import tables


def said(*rows):
    """The answer on a wijk of which these are the comparisons: how it moved, how the others did, and the verdict."""
    names = ("estimate", "at", "verdict")
    made = [
        {"measure": measure, "area": "a"} | dict(zip(names, row, strict=True))
        for measure, row in zip(findings._COUNTS, rows, strict=False)
    ]
    areas = SimpleNamespace(codes=["a", "b"], name=lambda code: "Noord")
    estimates = tables.estimates(made, model="wijk_beside_others", term="others")
    return findings.answer(SimpleNamespace(areas=areas, wijk="a", estimates=estimates))


@pytest.mark.parametrize(
    ("here", "elsewhere", "verdict", "moved"),
    [
        (20, 10, "hoger", "stegen meer dan elders"),
        (5, 30, "lager", "stegen minder dan elders"),
        (-5, -20, "hoger", "daalden minder dan elders"),
        (-30, -5, "lager", "daalden meer dan elders"),
        (5, -10, "hoger", "stegen terwijl ze elders daalden"),
        (-5, 10, "lager", "daalden terwijl ze elders stegen"),
        (5, 0, "hoger", "stegen terwijl ze elders gelijk bleven"),
        (-5, 0.3, "lager", "daalden terwijl ze elders gelijk bleven"),
        (0, 30, "lager", "bleven gelijk terwijl ze elders stegen"),
        (-0.2, -30, "hoger", "bleven gelijk terwijl ze elders daalden"),
        (0.4, 0.1, "hoger", "bleven gelijk, net als elders"),
    ],
)
def test_a_count_that_differs_is_told_as_it_moved_here_and_elsewhere(here, elsewhere, verdict, moved):
    assert said((here, elsewhere, verdict)).headline == f"Noord: meldingen over afval {moved}"


def test_two_counts_that_differ_each_have_their_own_words():
    told = said((20, 10, "hoger"), (-5, 10, "lager")).headline
    assert told == "Noord: meldingen over afval stegen meer dan elders en misdrijven daalden terwijl ze elders stegen"


CHANCE, OPEN = (2, 1, "kan toeval zijn"), (90, 1, "niet beoordeeld")


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([CHANCE] * 3, "Noord: bij de 3 vergeleken cijfers kan elk verschil toeval zijn"),
        ([CHANCE, CHANCE, OPEN], "Noord: bij de 2 vergeleken cijfers kan elk verschil toeval zijn"),
        ([CHANCE, OPEN, OPEN], "Noord: bij het vergeleken cijfer kan het verschil toeval zijn"),
    ],
)
def test_chance_is_said_of_the_figures_that_were_compared_and_of_no_others(rows, headline):
    assert said(*rows).headline == headline


@pytest.mark.parametrize(
    ("rows", "rest"),
    [
        ([CHANCE, CHANCE], ["Bij de 2 andere vergeleken cijfers kan elk verschil toeval zijn."]),
        ([CHANCE, OPEN], ["Bij het andere vergeleken cijfer kan het verschil toeval zijn."]),
        ([OPEN, OPEN], []),
    ],
)
def test_beside_what_differs_chance_is_said_of_the_other_figures_that_were_compared(rows, rest):
    assert said((20, 10, "hoger"), *rows).sentences[:-1] == rest
