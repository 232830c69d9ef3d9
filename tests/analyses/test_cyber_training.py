import pandas as pd
import pytest

from helpers.analyses import cyber_training
from helpers.disclosure.linked import leaks
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import participants


def test_the_forecast_starts_at_what_was_counted_and_never_falls_below_it(analysed):
    result = analysed(cyber_training)
    persons = tables.the(result.measures, measure="elderly_trained", period="2026-Q3").value
    assert (tables.rows_of(result.estimates, term=["year_end", "path"]).low >= persons).all()


def test_the_session_count_adds_up_to_the_headline_before_protection(sample):
    year = cyber_training.year_of(sample)
    headline = participants.elderly_trained(year).value.item()
    assert participants.new_elderly_per_session(year).value.sum() == headline


def test_no_group_below_ten_persons_leaves_the_analysis(analysed):
    shown = analysed(cyber_training, Quarter(2025, 4)).measures
    groups = shown[(shown.counted == "person") & ((shown.area_level == "wijk") | (shown.split != ""))]
    assert not groups.value.between(1, 9).any()


def test_a_year_without_a_target_has_no_chance_of_reaching_it(analysed):
    estimates = analysed(cyber_training, Quarter(2025, 2)).estimates
    assert "reach_target" not in set(estimates.term)
    assert "year_end" in set(estimates.term)


@pytest.mark.parametrize("dataset", cyber_training.SOURCES)
def test_without_one_of_its_exports_the_chapter_is_empty(sample, without, dataset):
    result = cyber_training.analyse(without(sample, dataset))
    assert result.measures.empty
    assert result.estimates.empty


def test_participants_per_wijk_are_those_of_one_quarter_a_year_and_stay_the_same_until_the_next(analysed):
    def shown(year, quarter):
        measures = analysed(cyber_training, Quarter(year, quarter)).measures
        return measures[measures.area_level == "wijk"].reset_index(drop=True)

    assert [set(shown(2025, q).period) - {"2024"} for q in (1, 2, 3, 4)] == [{"2024-Q4"}] * 3 + [{"2025-Q4"}]
    pd.testing.assert_frame_equal(shown(2025, 1), shown(2025, 3))


@pytest.mark.parametrize("quarter", [Quarter(2025, 1), Quarter(2025, 4), Quarter(2026, 2), Quarter(2026, 3)])
def test_no_reader_finds_a_hidden_count_of_the_chapter(analysed, sample, quarter):
    """By the growth of the exact headline, the sums of the wijken, of the marks and of who came."""
    shown = analysed(cyber_training, quarter).measures
    assert tables.rows_of(shown, measure="new_elderly").withheld.eq("small").any()
    settings = sample.settings
    assert leaks(shown, settings.municipality.small_numbers, settings.by_measure) == {}


def test_a_session_told_beside_a_hidden_one_is_found(analysed, sample):
    shown = analysed(cyber_training, Quarter(2026, 3)).measures
    of_june = shown.period.isin(["S2026-08", "S2026-10"])
    told = shown.assign(withheld=shown.withheld.mask(of_june, ""), value=shown.value.mask(of_june, 15))
    settings = sample.settings
    found = leaks(told, settings.municipality.small_numbers, settings.by_measure)
    assert list(found) == ["new_elderly, session gehouden, S2026-09"]
