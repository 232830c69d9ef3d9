"""What was laid down: in words, with its fingerprint; and said so when nothing was."""

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays.scan_car.preregistration import laid_down_said
from helpers.floor.params.preregistration import Preregistration


def with_plan(result, fingerprint="51b2b2d3e98e", **plan):
    settings = result.settings.model_copy(
        update={"preregistration": Preregistration(**plan), "preregistered": fingerprint}
    )
    return replace(result, settings=settings)


def said(table):
    return {row[0].text: row[1].text for row in table.rows}


def test_codes_become_words(scan_car):
    rows = said(show.preregistration(with_plan(scan_car)))
    assert rows["Uitkomst"] == "Het aandeel bewoners dat de buurt schoon noemt"
    assert rows["Uren die bij een meting horen"].startswith("Het laatste hele kwartaal dat eindigde vóór")
    assert rows["Weging"] == "Een meting met meer respondenten telt zwaarder"
    assert (
        rows["Controles die rond nul horen te liggen"] == "Tevreden over straatverlichting en de uren van na de meting"
    )
    assert not any("_" in text for pair in rows.items() for text in pair)


def test_the_thresholds_are_those_of_the_plan(scan_car):
    rows = said(
        show.preregistration(
            with_plan(scan_car, least_wijken=9, least_cr2_df=4.5, largest_detectable=6, level=0.9, design_effect=1.4)
        )
    )
    assert rows["Minste aantal wijken"] == "9"
    assert rows["Minste aantal vrijheidsgraden (CR2)"] == "4,5"
    assert rows["Verband dat we in 8 van de 10 keer vinden, hooguit"] == "6,0 procentpunt per 10 uur"
    assert rows["Zekerheid van elk interval"] == "90%"
    assert rows["Ontwerpeffect van de enquête (een aanname)"] == "1,4"


def test_the_question_the_day_and_the_fingerprint_are_shown(scan_car):
    plan = {"question": "Gaat dit samen?", "estimand": "Het verschil.", "registered_on": "2026-01-05"}
    table = show.preregistration(with_plan(scan_car, **plan))
    assert said(table)["Vraag"] == "Gaat dit samen?" and said(table)["Wat we schatten"] == "Het verschil."
    assert table.source == ("Bron: preregistration.yml, vastgelegd op 5 januari 2026; vingerafdruk 51b2b2d3e98e.")


@pytest.mark.parametrize(
    ("day", "said", "not_said"),
    [
        ("2018-04-30", "vastgelegd op 30 april 2018, vóór de eerste meting.", "bekend zijn geweest"),
        ("2026-04-30", "vóór het veldwerk van de meting 2026. De uitkomst van eerdere metingen", "laatste meting"),
        ("2026-05-20", "tijdens het veldwerk van de meting 2026. De uitkomst kan toen al bekend", "laatste meting"),
        ("2026-11-29", "na de laatste meting. De uitkomst kan toen al bekend zijn geweest.", "vóór de"),
        ("", "Wanneer dit is vastgelegd, is niet bekend.", "vóór"),
    ],
)
def test_whether_it_stood_before_the_waves_follows_from_the_day(scan_car, day, said, not_said):
    text = " ".join(laid_down_said(with_plan(scan_car, registered_on=day)))
    assert said in text and not_said not in text
    assert text in " ".join(show.preregistration(with_plan(scan_car, registered_on=day)).notes)


def test_a_change_has_its_day_and_reason(scan_car):
    plan = {"registered_on": "2026-11-29", "changes": {"2026-11-29": "De grens is strenger."}}
    notes = show.preregistration(with_plan(scan_car, **plan)).notes
    assert "Gewijzigd op 29 november 2026. De grens is strenger." in notes
    assert not any("Gewijzigd" in note for note in show.preregistration(with_plan(scan_car)).notes)


def test_nothing_laid_down_is_said_and_no_question_is_made_up(scan_car):
    table = show.preregistration(with_plan(scan_car, fingerprint=""))
    assert table.caption.startswith("Vooraf is niets vastgelegd")
    assert "Er is vooraf niets vastgelegd." in table.notes[0] and "vastgelegd op" not in table.source
    assert "Vraag" not in said(table) and said(table)["Minste aantal wijken"] == "8"


def test_the_day_may_be_left_out(scan_car):
    assert "zonder dag van vastlegging" in show.preregistration(with_plan(scan_car)).source
