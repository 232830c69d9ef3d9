"""The profile of a wijk on the sample: what is planted is said of that wijk alone, and what is hidden stays hidden."""

from __future__ import annotations

from dataclasses import replace

import nbformat
import pandas as pd
import pytest

from helpers import displays as show
from helpers.analyses import scan_car_cleanliness, wijk_profile
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly
from helpers.floor.shapes import tables

WIJK, MANY, OTHER = "WK191604", "WK191609", "WK191610"
PIECES = [name for name in show.__all__ if name.startswith("wijk_") and name != "wijk_small_multiples"]


def with_table(delivery, dataset, **columns):
    """The delivery with other values in the rows of one export."""
    table = delivery[dataset].assign(**columns)
    return replace(delivery, tables={**delivery.tables, dataset: table})


def with_crimes(delivery, counts):
    """The delivery in which one wijk has these counts of crimes in all, by year."""
    crimes = delivery["misdrijven"]
    crimes = crimes[~((crimes.area == MANY) | crimes.area.str.startswith(f"BU{MANY[2:]}"))]
    days = [{"period_start": pd.Timestamp(year, 1, 1), "period_end": pd.Timestamp(year, 12, 31)} for year in counts]
    ours = pd.DataFrame(days).assign(crime="0.0.0", area=MANY, crimes=list(counts.values()), borders_year=2025)
    table = pd.concat([crimes, ours], ignore_index=True)
    return replace(delivery, tables={**delivery.tables, "misdrijven": table})


@pytest.fixture(scope="module")
def every(sample):
    """The profile of each wijk of the sample, out of one analysis."""
    made = wijk_profile.disclosure.protected_result(
        wijk_profile.SUBJECT,
        sample,
        (*wijk_profile.COUNTED, *wijk_profile.OF_OTHERS),
        lambda: wijk_profile._exact(sample),
    )
    return {code: wijk_profile.disclosure.of_wijk(made, code) for code in sample.areas.codes}


def texts(result):
    return " ".join(str(getattr(show, name)(result).as_json()) for name in PIECES)


@pytest.mark.parametrize(
    ("share", "headline"), [(97.0, "vaker schoon dan elders"), (30.0, "minder vaak schoon dan elders")]
)
def test_what_residents_of_one_wijk_say_is_its_headline_and_turned_round_it_turns_round(sample, share, headline):
    waves = sample["wijkatlas"]
    is_planted = (waves.wijk == WIJK) & (waves.wave == waves.wave.max())
    planted = with_table(sample, "wijkatlas", clean_percent=waves.clean_percent.mask(is_planted, share))
    result = wijk_profile.analyse(planted, WIJK)
    assert show.answer(result).headline == f"{sample.areas.name(WIJK)}: bewoners noemen de buurt {headline}"
    assert "groter dan toeval" in " ".join(show.wijk_residents(result).sentences)
    assert f"{share:.0f}%" in show.wijk_in_view(result).title


@pytest.mark.parametrize(
    ("planted", "headline"),
    [(lambda n: n * 4, "stegen terwijl ze elders daalden"), (lambda n: n // 4, "daalden meer dan elders")],
)
def test_reports_of_one_wijk_that_multiply_are_its_headline_alone(sample, planted, headline):
    reports = sample["meldingen"]
    is_planted = (reports.wijk == MANY) & (reports.month > pd.Timestamp("2025-09-30"))
    changed = with_table(sample, "meldingen", reports=reports.reports.mask(is_planted, planted(reports.reports)))
    assert f"meldingen over afval {headline}" in show.answer(wijk_profile.analyse(changed, MANY)).headline
    assert "meldingen" not in show.answer(wijk_profile.analyse(changed, OTHER)).headline


@pytest.mark.parametrize(
    ("count", "told"), [(713, "evenveel als in het jaar ervoor."), (710, "ongeveer evenveel als in het jaar ervoor.")]
)
def test_a_count_is_as_large_as_before_where_it_is_and_else_about_as_large(sample, count, told):
    said = show.wijk_police(wijk_profile.analyse(with_crimes(sample, {2024: 713, 2025: count}), MANY)).sentences
    assert said[0].startswith(f"Misdrijven: in 2025 {told}")


def test_chance_is_named_once_a_block_and_none_says_that_there_is_no_difference(every):
    blocks = (show.wijk_residents, show.wijk_street, show.wijk_police)
    for result in every.values():
        judged = tables.rows_of(result.estimates, model="wijk_beside_others", area=result.wijk)
        told = [" ".join(block(result).sentences) for block in blocks]
        assert len(judged) == 5 and all(
            "toeval" in one or "was dat ook zo" in one or "hetzelfde" in one for one in told
        )
        assert max(one.count("toeval zijn") for one in told) == 1
        assert "geen verschil" not in texts(result).lower()


@pytest.mark.parametrize(
    ("share", "others", "told"),
    [
        (74.1, 73.8, "was dat ongeveer hetzelfde: 74%."),
        (74.0, 74.0, "was dat hetzelfde: 74%."),
        (74.0, 71.0, "was dat 71%. Dat verschil kan toeval zijn."),
    ],
)
def test_of_figures_that_are_printed_alike_no_difference_is_told(every, share, others, told):
    result = every[WIJK]
    is_own = (result.estimates.model == "wijk_beside_others") & (result.estimates.measure == "clean_percent")
    planted = result.estimates.assign(
        estimate=result.estimates.estimate.mask(is_own, share), at=result.estimates["at"].mask(is_own, others)
    )
    said = " ".join(show.wijk_residents(replace(result, estimates=planted)).sentences)
    assert f"In de andere wijken samen {told}" in said and said.count("toeval") == told.count("toeval")


def test_a_profile_has_the_rows_of_its_own_wijk_and_the_municipality_alone(every, sample):
    for code, result in every.items():
        assert set(result.measures.area) <= {code, "", sample.settings.municipality.code}
        assert set(result.estimates.area) <= {code, ""}


def test_what_the_chapter_of_the_scan_car_hides_of_the_survey_the_profiles_hide_too(every, analysed):
    chapter = analysed(scan_car_cleanliness).measures
    wanted = tables.rows_of(chapter, measure="clean_percent", area_level="wijk")
    ours = tables.stack(
        *(tables.rows_of(one.measures, measure="clean_percent", area_level="wijk") for one in every.values())
    )
    by = ["area", "period"]
    assert (wanted.withheld == "small").any()
    pd.testing.assert_frame_equal(
        ours.sort_values(by, ignore_index=True), wanted.sort_values(by, ignore_index=True), check_exact=False
    )


def test_few_interventions_are_hidden_and_the_year_is_the_same_all_year(every, sample):
    counted = tables.stack(
        *(tables.rows_of(one.measures, measure="wijk_interventions", area_level="wijk") for one in every.values())
    )
    shown = counted.value.dropna()
    assert ((shown == 0) | (shown >= 10)).all() and (shown % 5 == 0).all() and (counted.withheld == "small").sum() >= 2
    assert set(counted.period) == {"2025-Q4"}
    earlier = wijk_profile.analyse(sample.at(sample.quarter.shift(-2)), WIJK)
    then = tables.rows_of(earlier.measures, measure="wijk_interventions", area=WIJK)
    now = tables.rows_of(counted, area=WIJK)
    assert (
        then[["period", "value", "withheld"]].values.tolist().__repr__()
        == now[["period", "value", "withheld"]].values.tolist().__repr__()
    )


def test_who_lives_there_is_told_with_the_day_and_the_source_in_plain_words(every, sample):
    [people, _] = show.wijk_people(every[WIJK]).pairs
    assert people[1].endswith("in de gemeente (stand 2024; voorbeelddata)")
    table = sample.areas.table.assign(inhabitants_source="CBS Kerncijfers wijken en buurten")
    told = show.wijk_people(replace(every[WIJK], areas=replace(sample.areas, table=table))).pairs[0][1]
    assert told.endswith("(stand 2024; CBS Kerncijfers wijken en buurten)")


def test_the_days_of_a_wijk_stand_under_a_heading_that_says_what_they_are():
    cells = nbformat.read(paths.NOTEBOOKS / "wijk_profile.ipynb", 4).cells
    at = next(i for i, cell in enumerate(cells) if cell.source == "show.wijk_milestones(result)")
    heading, _, told = cells[at - 1].source.partition("\n\n")
    assert heading == "## Veiligheidsscan, bijeenkomst en actieplan" and told.endswith("een plan.")


def test_the_street_block_says_over_which_time_it_goes_where_it_says_anything(every, sample):
    told = show.wijk_street(every[WIJK]).sentences
    assert told[-1] == "Dit gaat over vier kwartalen samen; het dashboard van de gemeente kijkt naar één maand."
    kept = {name: table for name, table in sample.tables.items() if name == "bodycams"}
    nothing = show.wijk_street(wijk_profile.analyse(replace(sample, tables=kept, exports=()), WIJK))
    assert not any("dashboard" in one for one in nothing.sentences)


def test_a_day_of_a_scan_after_the_quarter_is_not_told(sample):
    scans = sample["wijkveiligheidsscans"]
    later = with_table(
        sample,
        "wijkveiligheidsscans",
        action_plan_on=scans.action_plan_on.mask(scans.wijk == WIJK, pd.Timestamp("2026-10-01")),
    )
    pairs = dict(show.wijk_milestones(wijk_profile.analyse(later, WIJK)).pairs)
    assert pairs["Actieplan"] == "er is nog geen plan" and pairs["Veiligheidsscan"] == "klaar op 1 oktober 2025"


def test_the_shopping_centre_is_named_with_its_crimes_and_no_rate_is_given(every):
    with_shops = every["WK191601"]
    said = " ".join(show.wijk_police(with_shops).sentences)
    assert "In een buurt met bijna geen inwoners gebeurden 500 misdrijven" in said and "Daar woont niemand." in said
    areas = replace(with_shops.areas, buurten={"BU19160102": "Leidsenhage"})
    assert "In buurt Leidsenhage gebeurden" in texts(replace(with_shops, areas=areas))
    assert not any("BU1916" in texts(result) for result in every.values())
    why = " ".join(show.wijk_police_counts(with_shops).notes)
    assert "alleen aantallen" in why and "noemen we niet" not in why  # the chapter on the surroundings gives a rate
    assert not any("per_1000" in name for name in with_shops.measures.measure.unique())


def test_a_wijk_that_is_not_there_is_refused_with_the_nearest(sample):
    with pytest.raises(AskedWrongly, match=r"Er is geen wijk “WK191699”. Bedoelde u WK19169?"):
        sample.areas.chosen("WK191699")
    assert sample.areas.chosen("first") == sample.areas.codes[0]


def test_a_delivery_with_nothing_of_the_wijken_gives_a_page_that_says_so(sample):
    bare = replace(
        sample, tables={name: table for name, table in sample.tables.items() if name == "bodycams"}, exports=()
    )
    result = wijk_profile.analyse(bare, WIJK)
    assert show.answer(result).headline == f"Over {sample.areas.name(WIJK)} is te weinig bekend om te vergelijken"
    absent = {name for name in PIECES if type(getattr(show, name)(result)).__name__ == "Absent"}
    assert absent == set(PIECES) - {"wijk_people", "wijk_place", "wijk_not_shown", "wijk_sources"}


def test_of_the_only_wijk_of_a_municipality_nothing_is_compared(sample):
    own = sample.areas.table
    areas = Areas(own[own.wijk == WIJK].reset_index(drop=True))
    kept = {
        name: table[table.wijk == WIJK].reset_index(drop=True) if "wijk" in table else table
        for name, table in sample.tables.items()
    }
    result = wijk_profile.analyse(replace(sample, areas=areas, tables=kept), WIJK)
    assert show.answer(result).headline == "Stompwijk is de enige wijk"
    assert "Er zijn te weinig andere wijken" in texts(result) and "groter dan toeval" not in texts(result)


def test_forty_wijken_with_long_names_have_a_map_and_a_page(sample):
    own = sample.areas.table
    rows = [
        own.iloc[i % 13].to_dict()
        | {"wijk": f"WK1916{i:02}", "name": f"Een wijk met een heel lange naam, nummer {i}"}
        | {"tile_row": i // 8, "tile_column": i % 8}
        for i in range(40)
    ]
    areas = Areas(pd.DataFrame(rows))
    result = wijk_profile.analyse(replace(sample, areas=areas), "WK191639")
    svg = show.wijk_place(result).svg
    assert svg.count("<rect") == 40 and len(svg) < 12_000
    assert len(show.wijk_place(result).alt) <= 600 and "nummer 39" in show.answer(result).headline


def test_interventions_are_guarded_beside_the_headline_of_their_year(sample):
    told = [str(one) for table in wijk_profile._exact(sample).published for one in table.measure]
    assert told == ["dashboard_interventions"]
