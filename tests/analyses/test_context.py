"""What others measured, beside the indicators: with the exports and without them, on the sample."""

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.analyses import cyber_training, data_quality, safety_indicators, surroundings
from helpers.displays.indicators import outcomes
from helpers.floor.quarter import Quarter
from helpers.measures.indicators import safety_survey
from helpers.samples.truth import CRIMES_AMONG_SHOPS, CYBERCRIMES, UNSAFE_PERCENT
from helpers.sources import contracts

CONTEXT = [name for name, contract in contracts().items() if contract.is_optional]


@pytest.fixture(scope="module")
def bare(sample):
    """The sample as a municipality without public sources delivers it: nothing, and no reason."""
    tables = {name: table for name, table in sample.tables.items() if name not in CONTEXT}
    exports = tuple(export for export in sample.exports if export.dataset not in CONTEXT)
    return replace(sample, tables=tables, exports=exports)


@pytest.fixture(scope="module")
def with_context(analysed):
    return analysed(safety_indicators)


@pytest.fixture(scope="module")
def around(analysed):
    return analysed(surroundings)


@pytest.fixture(scope="module")
def without_context(bare, computed):
    return computed(safety_indicators, bare)


def safety(result):
    return outcomes.safety(result, result.settings.indicators).sentences


def test_the_outcome_of_the_interventions_stands_beside_them_with_margin_year_and_break(with_context):
    first, country, before, *_, broken, not_caused = safety(with_context)
    assert first.startswith("De uitkomst bij VE-3-3: 15,4% (13,0 tot 17,8%) van de inwoners voelde zich in 2025")
    assert "15,3%" in country and "2023" in before and "16,2%" in before
    assert "2021" in broken and "bijdroegen" in not_caused
    said = " ".join(safety(with_context))
    assert not [year for year in (2017, 2019) if str(year) in said]
    assert f"{UNSAFE_PERCENT[2019]['GM']}".replace(".", ",") not in said


def test_a_survey_of_a_year_that_is_not_over_is_not_told(sample):
    said = safety_survey.residents_say(sample["veiligheidsmonitor"], "GM1916", Quarter(2025, 3))
    assert set(said.period) == {"2017", "2019", "2021", "2023"}


def test_without_the_survey_the_outcome_is_not_measured(without_context):
    [said] = safety(without_context)
    assert said.startswith("De uitkomst bij VE-3-3 is niet bekend") and said.endswith("(niet geleverd).")


def test_crime_stands_beside_the_training_as_counts_a_year(analysed, computed, bare):
    table = show.registered_crime(analysed(cyber_training))
    assert [row[1].text for row in table.rows] == [str(count) for count in CYBERCRIMES]
    said = " ".join(table.notes)
    assert "niet te zien" in said and "aangifte" in said and "grenzen van 2025" in said
    absent = show.registered_crime(computed(cyber_training, bare))
    assert absent.why == "de export “Geregistreerde misdrijven” is niet geleverd"


def test_the_buurt_without_inhabitants_is_left_out_in_words(around, computed, bare):
    table = show.neighbourhoods(around)
    [said] = [note for note in table.notes if "telt niet mee per 1.000 inwoners" in note]
    assert f"{CRIMES_AMONG_SHOPS} misdrijven en geen inwoners" in said and "BU19" not in said
    named = replace(around, areas=replace(around.areas, buurten={"BU19160102": "Leidsenhage"}))
    assert "Buurt Leidsenhage in De Zijde telt niet mee" in " ".join(show.neighbourhoods(named).notes)
    rates = [float(row[2].text.replace(",", ".")) for row in table.rows]
    assert max(rates) < 60  # with the shops the first wijk would have 132
    unrated = around.measures[around.measures.measure != "wijk_crimes_per_1000"]
    uncounted = show.neighbourhoods(replace(around, measures=unrated))
    assert {row[2].text for row in uncounted.rows} == {"–"}
    assert any("winkelgebied" in note for note in uncounted.notes)
    assert "niet geleverd" in show.neighbourhoods(computed(surroundings, bare)).why


def test_what_is_in_no_kind_of_crime_is_said_and_no_total_is_corrected(around):
    said = " ".join(show.neighbourhoods(around).notes)
    assert "staan er 40 bij geen soort" in said and "zedenmisdrijven" not in said


def test_the_page_of_data_quality_says_delivered_or_that_it_may_be_absent(analysed, computed, bare):
    with_, without = analysed(data_quality), computed(data_quality, bare)

    def files(result):
        return {row[0].text: row[1].text for row in show.exports_read(result).rows}

    titles = [contracts()[name].title for name in CONTEXT]
    assert {files(without)[title] for title in titles} == {"niet geleverd (mag)"}
    assert {files(with_)[title].rpartition(".")[2] for title in titles} == {"csv"}
    assert "Geen export is weggelaten." in show.answer(without).sentences


def test_no_context_export_changes_an_indicator_or_its_judgement(with_context, without_context):
    ours = [one.measure for one in with_context.settings.indicators]
    for found in (with_context, without_context):
        assert set(ours) <= set(found.measures.measure)
    judged, figures = (
        [
            (
                rows[rows.model == "status"][["measure", "verdict", "rule"]]
                if "model" in rows
                else rows[["measure", "value"]]
            )
            for rows in (getattr(one, part) for one in (with_context, without_context))
        ]
        for part in ("estimates", "measures")
    )
    assert judged[0].values.tolist() == judged[1].values.tolist()
    with_, without_ = ([row for row in rows.fillna(-1).values.tolist() if row[0] in ours] for rows in figures)
    assert with_ == without_
