"""Reach per wijk: what the table, the funnel and the gaps say, and that turning the data round turns them round."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.disclosure import protect
from helpers.displays.training.reach_funnel import funnel_title
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent
from helpers.models.training import reach, reach_gap

AXES = ["age_band", "venue_distance"]
YEARLY = Quarter(2026, 4)


@pytest.fixture
def nothing(training):
    """The chapter without any row."""

    def _nothing(**more):
        return replace(training, measures=tables.measures(), estimates=tables.estimates(), **more)

    return _nothing


@pytest.fixture
def made(nothing):
    """A protected result with these counts per wijk, a kilometre more for each next one."""

    def _made(counts, *, total=None, places=None, series="aged_61_plus", quarter=YEARLY, inhabitants=None):
        base = nothing(quarter=quarter)
        codes, about = (base.areas.codes, {"measure": "elderly_trained", "counted": "person", "unit": "persons"})
        rows = [{"area_level": "wijk", "area": a, "value": n} for a, n in zip(codes, counts, strict=True)]
        rows.append({"area_level": "municipality", "value": sum(counts) if total is None else total})
        measured = tables.measures(rows, period=quarter.label, **about)
        people = inhabitants or [1000 + 50 * i for i in range(len(codes))]
        rows = [
            {"area_level": "wijk", "area": a, "value": n, "series": series} for a, n in zip(codes, people, strict=True)
        ]
        rows.append({"area_level": "municipality", "value": sum(people)})
        population = tables.measures(rows, measure="elderly_population", period="2022", counted="inhabitant")
        rows = [
            {"area_level": "wijk", "area": a, "value": v}
            for a, v in zip(codes, places or range(len(codes)), strict=True)
        ]
        distance = tables.measures(rows, measure="venue_distance", counted="km")
        shown, _ = protect(measured, tables.estimates(), base.settings.municipality.small_numbers)
        reached = reach.per_wijk(shown, population, quarter.label)
        estimates = tables.stack(
            reached,
            reach.typical_limit(reached),
            reach_gap.of_axes(reach.cells(shown, population), {"venue_distance": distance}, AXES, quarter.label),
        )
        return replace(base, measures=tables.stack(shown, population, distance), estimates=estimates)

    return _made


EVEN = [40 + 2 * i for i in range(13)]
LOWER = [*EVEN[:4], 12, *EVEN[5:]]
HIGHER = [*EVEN[:4], 140, *EVEN[5:]]


def test_the_title_counts_the_wijken_that_lie_clearly_outside(made):
    assert show.reach_funnel(made(LOWER)).title.startswith("In 1 van de 13 wijken is het bereik duidelijk lager")
    assert show.reach_funnel(made(HIGHER)).title.startswith("In 1 van de 13 wijken is het bereik duidelijk hoger")
    assert show.reach_funnel(made(EVEN)).title.startswith("In geen van de 13 wijken")


def test_only_a_wijk_outside_the_limits_is_named_in_the_drawing(made):
    result = made(LOWER)
    names = [result.areas.short_name(code) for code in result.areas.codes]
    svg = show.reach_funnel(result).svg
    assert [name for name in names if name.replace("'", "&#39;") in svg or name in svg] == [names[4]]


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        (
            ["duidelijk lager", "duidelijk hoger", "duidelijk hoger", "past bij toeval"],
            "In 1 van de 4 wijken is het bereik duidelijk lager en in 2 duidelijk hoger dan gemiddeld; "
            "bij de andere past het verschil bij toeval",
        ),
        (["duidelijk hoger"] * 2, "In 2 van de 2 wijken is het bereik duidelijk hoger dan gemiddeld"),
    ],
)
def test_both_ways_and_all_wijken_are_said_right(verdicts, title):
    assert funnel_title(verdicts) == title


def test_hidden_wijken_are_in_no_figure_table_or_csv(made):
    result = made([4, 7, *EVEN[2:]])
    funnel, table = show.reach_funnel(result), show.reach_by_wijk(result)
    hidden = set(result.areas.codes[:2])
    assert not hidden & {row[0] for row in funnel.data.rows}
    assert [row[-1].text for row in funnel.rows[:2]] == ["afgeschermd"] * 2
    assert [row[1].text for row in table.rows[:2]] == ["afgeschermd"] * 2
    assert [row[1:-1] for row in table.data.rows[:2]] == [[None] * 6] * 2
    assert "2 wijken zijn afgeschermd" in funnel.alt


def test_wijken_stand_in_code_order_whatever_their_reach(made):
    for counts in (EVEN, EVEN[::-1]):
        result = made(counts)
        assert [row[0] for row in show.reach_by_wijk(result).data.rows] == result.areas.codes
        assert [row[0] for row in show.reach_funnel(result).data.rows] == result.areas.codes


def test_an_estimate_of_inhabitants_is_called_one_everywhere_and_a_published_figure_is_not(made):
    for series, is_said in (("aged_61_plus", True), ("", False)):
        result = made(EVEN, series=series)
        funnel, table, gaps = show.reach_funnel(result), show.reach_by_wijk(result), show.reach_gaps(result)
        said = [funnel.subtitle, funnel.source, " ".join(table.columns), " ".join(table.notes), " ".join(gaps.notes)]
        assert [("schatting" in text) for text in said] == [is_said] * 5


def test_the_sources_of_the_inhabitants_are_named_with_their_years(made):
    result = made(EVEN)
    population = pd.DataFrame({"source": ["a", "a", "b"], "year": [2020, 2020, 2022]})
    result = replace(result, areas=replace(result.areas, population=population))
    said = "Bron van de inwoners: a (2020) en b (2022)."
    assert said in show.reach_funnel(result).source and said in show.reach_by_wijk(result).notes


def test_without_inhabitants_there_are_counts_and_no_rates_and_it_is_said(made):
    result = made(EVEN)
    result = replace(
        result, measures=result.measures[result.measures.measure == "elderly_trained"], estimates=tables.estimates()
    )
    table = show.reach_by_wijk(result)
    assert table.columns == ["Wijk", "Ouderen"]
    assert any("niet bekend" in note for note in table.notes)
    for display in (show.reach_funnel, show.reach_gaps):
        assert isinstance(display(result), Absent) and "niet bekend" in display(result).why


def test_a_wijk_with_few_inhabitants_has_a_count_and_no_rate(made):
    people = [1000] * 12 + [150]
    result = made([40] * 13, inhabitants=people)
    assert [cell.text for cell in show.reach_by_wijk(result).rows[-1][1:]] == ["40", "–", "–", "–", "–"]
    assert show.reach_funnel(result).rows[-1][-1].text == "te weinig inwoners"


def test_turning_the_distances_round_turns_the_sentence_round(made):
    near = [90] * 5 + [60] * 3 + [25] * 5
    assert "deden minder ouderen mee" in show.reach_gaps(made(near)).caption
    assert "deden meer ouderen mee" in show.reach_gaps(made(near[::-1])).caption
    unseen = show.reach_gaps(made([50] * 13, inhabitants=[1000] * 13))
    assert "is niet te zien" in unseen.caption and "onopgemerkt" in " ".join(unseen.notes)
    assert "onopgemerkt" not in " ".join(show.reach_gaps(made(near)).notes)


def test_axes_that_were_declared_and_not_measured_are_named(made):
    notes = " ".join(show.reach_gaps(made(EVEN)).notes)
    assert "Naar leeftijd is niet gemeten" in notes
    assert "Herkomst" in notes and "discriminatie" not in notes.lower()


def test_what_is_not_compared_has_short_reasons_that_run_on_in_one_line(made):
    nowhere = show.reach_gaps(made([60] * 4 + [4] * 9))
    assert isinstance(nowhere, Absent)
    assert nowhere.why.split("; ") == [
        "naar leeftijd is niet gemeten: inwoners per leeftijdsklasse zijn niet bekend",
        "van 4 wijken is het bereik bekend, nodig: 8",
    ]


def test_hidden_wijken_are_counted_out_of_the_gap_in_singular_and_plural(made):
    one, two = (made([*few, *EVEN[len(few) :]], total=10_000) for few in ([4], [4, 5]))
    assert "1 afgeschermde wijk telt niet mee" in " ".join(show.reach_gaps(one).notes)
    assert "2 afgeschermde wijken tellen niet mee" in " ".join(show.reach_gaps(two).notes)
    none = " ".join(show.reach_gaps(made(EVEN)).notes)
    assert "afgeschermd" not in none


def test_in_another_quarter_the_table_says_of_which_year_it_tells(made):
    yearly = made(EVEN)
    assert not any("één keer per jaar" in note for note in show.reach_by_wijk(yearly).notes)
    later = replace(yearly, quarter=yearly.quarter.next)
    told = f"Ze gaan over het jaar tot en met 31 december {yearly.quarter.year}."
    assert told in " ".join(show.reach_by_wijk(later).notes)
    assert told in " ".join(show.reach_gaps(later).notes)


@pytest.mark.parametrize("display", [show.reach_by_wijk, show.reach_funnel, show.reach_gaps])
def test_a_missing_export_is_named_with_its_reason(nothing, display):
    result = nothing(missing={"cybertraining_deelnemers": "systeem vervangen"})
    assert "systeem vervangen" in " ".join(display(result).sentences)


def test_the_funnel_says_how_often_chance_alone_puts_a_wijk_outside_its_bands(made):
    figure = show.reach_funnel(made(EVEN))
    # By hand: 13 x .05 = .65; 1 / (1 - .998 ** 13) = 38.9.
    inner = "Ook door toeval alleen liggen gemiddeld 0,7 van de 13 wijken buiten de binnenste band."
    outer = "Ook door toeval alleen valt ongeveer eens in de 39 keer een wijk buiten de buitenste band."
    for told in (figure.subtitle, figure.alt):
        assert inner in told and outer in told


def test_elderly_without_a_home_are_said_beside_the_wijken_and_few_as_few(made):
    about = {"measure": "elderly_home_unknown", "split": "unknown", "area_level": "municipality"}
    for row, said in (({"value": 15}, "Van ongeveer 15 ouderen"), ({"withheld": "small"}, "Van minder dan 10 ouderen")):
        result = made(EVEN)
        found = replace(result, measures=tables.stack(result.measures, tables.measures([about | row])))
        assert any(note.startswith(f"{said} is de woonwijk niet bekend") for note in show.reach_by_wijk(found).notes)
        assert not any("woonwijk niet" in note for note in show.reach_by_wijk(result).notes)


def leaving_out(result, split):
    own = result.settings.municipality.model_copy(update={"splits_left_out": [split]})
    return replace(result, settings=result.settings.model_copy(update={"municipality": own}))


def test_a_split_that_is_withdrawn_is_one_line_that_says_why(made):
    result = made(EVEN)
    is_wijk = (result.measures.area_level == "wijk") & (result.measures.measure == "elderly_trained")
    gone = result.measures.assign(
        value=result.measures.value.mask(is_wijk), withheld=result.measures.withheld.mask(is_wijk, "withdrawn")
    )
    withdrawn = replace(result, measures=gone, estimates=result.estimates.head(0))
    for given, why in (
        (withdrawn, "naast het totaal was een klein aantal te berekenen"),
        (leaving_out(withdrawn, "wijk"), "de gemeente laat deze uitsplitsing weg"),
    ):
        table = show.reach_by_wijk(given)
        assert isinstance(table, Absent) and table.why == why and table.name == "reach_by_wijk"
    for silent in (show.reach_funnel(withdrawn), show.reach_gaps(withdrawn)):
        assert isinstance(silent, Absent) and silent.why == "de aantallen per wijk zijn niet gepubliceerd"


def test_the_counts_of_a_year_are_said_to_be_of_the_year(made):
    result = made(EVEN)
    for said in (show.reach_by_wijk(result).caption, show.reach_funnel(result).subtitle):
        assert "1 januari tot en met 31 december 2026" in said and "vierde kwartaal" not in said


def test_sessions_say_of_each_mark_that_stands_there_why_and_nothing_of_others(training):
    first = "De tabel telt de deelnemers die nog niet eerder dit jaar meededen."
    is_session = training.measures.measure == "new_elderly"
    n_first = is_session.cumsum().eq(1) & is_session
    for gone, notes in ((n_first, {"De aantallen zijn afgerond op 5.", first}), (is_session, set())):
        marked = training.measures.assign(
            value=training.measures.value.mask(gone), withheld=training.measures.withheld.mask(gone, "withdrawn")
        )
        result = replace(training, measures=marked)
        said = set(show.sessions(result).notes)
        assert said >= notes and (first in said) == bool(notes)
        assert "Niet gepubliceerd: naast het totaal was een klein aantal te berekenen." in said
        said = show.sessions(leaving_out(result, "session")).notes
        assert "Niet gepubliceerd: de gemeente laat deze uitsplitsing weg." in said
