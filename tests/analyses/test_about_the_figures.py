"""Over de cijfers: what stands behind all chapters, counted from what they show."""

import pytest

from helpers import displays as show
from helpers.analyses import about_the_figures, cyber_training, scan_car_cleanliness
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Text
from helpers.floor.shapes.words import HARMLESS


@pytest.fixture(scope="module")
def result(analysed):
    return analysed(about_the_figures)


def test_hidden_figures_are_those_that_the_chapter_marks_as_small(result, analysed):
    measures = analysed(cyber_training).measures
    is_headline = (measures.measure == "elderly_trained") & (measures.area_level != "wijk") & (measures.split == "")
    of_persons = measures[~measures.counted.isin(HARMLESS) & ~is_headline & (measures.withheld != "withdrawn")]
    told = tables.the(result.measures, measure="hidden_figures", group="cyber_training")
    assert told.value == (of_persons.withheld == "small").sum() > 0
    assert told.denominator == len(of_persons)


def test_the_hidden_figures_of_the_survey_are_those_of_its_chapter(result, analysed):
    measures = analysed(scan_car_cleanliness).measures
    told = tables.the(result.measures, measure="hidden_figures", group="scan_car_cleanliness")
    assert told.value == (measures.withheld[measures.counted == "respondent"] == "small").sum() > 0


def test_the_answer_counts_exports_and_names_the_newest_day(result):
    answer = show.answer(result)
    assert answer.headline == f"De cijfers komen uit {len(result.exports)} exports"
    assert answer.sentences[0] == "Peildatum van dit rapport: 30 september 2026."


def test_a_missing_export_stands_in_the_headline_and_its_chapter_leaves_the_table(sample, without):
    result = about_the_figures.analyse(without(sample, "opkoper_controles"))
    assert show.answer(result).headline.endswith("exports; 1 export ontbreekt")
    assert "Opkopersregister" not in [row[0].text for row in show.hidden_figures(result).rows]


def test_without_groups_the_table_is_a_sentence(result):
    from dataclasses import replace

    none = replace(result, measures=result.measures[result.measures.measure != "hidden_figures"])
    assert isinstance(show.hidden_figures(none), Text)


def test_the_rules_carry_the_thresholds_that_hold(result):
    from dataclasses import replace

    municipality = result.settings.municipality
    stricter = municipality.model_copy(
        update={"small_numbers": municipality.small_numbers.model_copy(update={"hidden_below": 20})}
    )
    told = dict(
        show.ground_rules(replace(result, settings=result.settings.model_copy(update={"municipality": stricter}))).pairs
    )
    exempt = "De uitkomst van de 17 indicatoren voor de hele gemeente tonen we altijd."
    assert "onder 20 " in told["Kleine aantallen"] and exempt in told["Kleine aantallen"]
    assert exempt in show.hidden_figures(result).notes
    assert result.settings.preregistered in told["Vooraf vastgelegd"]


def test_a_promise_that_can_be_read_otherwise_gets_that_number_too(result, sample):
    told = dict(show.definitions(result).pairs)["BR-1-2 Actuele crisisprotocollen"]
    protocols = sample["crisisprotocollen"]
    end = "2026-09-30"
    done = ((protocols.updated_on <= end) & (protocols.laid_down_on <= end)).sum()
    assert told.endswith(f"({done} van {len(protocols)}).")


def test_without_the_export_the_other_reading_has_no_number(sample, without):
    told = dict(show.definitions(about_the_figures.analyse(without(sample, "crisisprotocollen"))).pairs)
    assert told["BR-1-2 Actuele crisisprotocollen"].endswith("ongeacht het jaar.")
