"""Items, sectors and what came after a failure: on a large made-up register every part shows something."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers import displays as show
from helpers.analyses import dealer_compliance
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent, Figure, Table
from helpers.measures.dealers.inspections import ITEMS

YEAR_END = Quarter(2026, 4)
ONE_TEST = "Eén toets zegt of er ergens verschil is, niet waar."
SECTORS = ("Antiek", "Fietsen", "Goud", "Telefoons")
PIECES = ("answer", "compliance", "selection", "items", "sectors", "reinspections", "time_to_compliance")


def inspections(rows) -> pd.DataFrame:
    """(date, dealer, reason, items not met by place) as a validated export."""
    found = pd.DataFrame(
        [
            [f"C{i:04}", date, dealer, reason, *("nee" if j in missed else "ja" for j in range(len(ITEMS)))]
            for i, (date, dealer, reason, missed) in enumerate(rows)
        ],
        columns=["inspection", "date", "dealer", "reason", *ITEMS],
    )
    return found.assign(date=pd.to_datetime(found.date))


def register(sectors) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "dealer": [f"o{i:03}" for i in range(len(sectors))],
            "sector": sectors,
            "wijk": "",
            "registered_on": pd.Timestamp("2020-01-01"),
            "deregistered_on": pd.NaT,
        }
    ).astype({"deregistered_on": "datetime64[us]"})


@pytest.fixture
def given(sample):
    """A delivery at the end of the year with other inspections and another register."""

    def made(rows, sectors, quarter=YEAR_END):
        own = {"opkoper_controles": inspections(rows), "opkopers": register(sectors)}
        return replace(sample, tables={**sample.tables, **own}, quarter=quarter)

    return made


def large(per_sector=15, inspected=45, fails=lambda i: i % 2, mended=lambda i: i % 3, sectors=SECTORS):
    """Dealers dealt over the sectors; those that fail are inspected again after 10 to 69 days."""
    named = [sectors[i % len(sectors)] for i in range(per_sector * len(sectors))]
    rows = []
    for i in range(inspected):
        failed = (0, 1, 2, 3)[: 1 + i % 4] if fails(i) else ()
        rows.append((f"2026-0{1 + i % 3}-15", f"o{i:03}", "steekproef" if i % 5 else "melding", failed))
        if failed:
            day = pd.Timestamp(rows[-1][0]) + pd.Timedelta(days=10 + i % 60)
            rows.append((str(day.date()), f"o{i:03}", "hercontrole", () if mended(i) else failed))
    return rows, named


@pytest.fixture
def wide(given):
    """160 dealers, 40 a sector, all inspected."""
    return given(*large(40, 160, fails=lambda i: (i // 4) % 2 if i % 4 else (i // 4) % 3 == 0, mended=lambda i: False))


def pieces(delivery):
    result = dealer_compliance.analyse(delivery)
    return {name: getattr(show, name)(result) for name in PIECES}


def published(delivery) -> str:
    return json.dumps({name: one.as_json() for name, one in pieces(delivery).items()}, default=str)


def sentences(piece) -> list[str]:
    return [*getattr(piece, "sentences", []), *getattr(piece, "notes", [])]


def test_sixty_dealers_give_counts_per_sector_and_no_percentage(given):
    table = show.sectors(dealer_compliance.analyse(given(*large())))
    assert isinstance(table, Table) and table.columns == ["Branche", "Gecontroleerd"]
    # 45 over four sectors: 12, 11, 11 and 11, all rounded to 10.
    assert [[cell.text for cell in row] for row in table.rows] == [[name, "10"] for name in SECTORS]
    assert "Een aandeel tonen we pas vanaf 30 gecontroleerde opkopers." in table.notes
    assert "Voor een vergelijking zijn de branches te klein." in table.notes and ONE_TEST not in table.notes


def test_large_sectors_have_shares_a_test_and_shrunken_shares_between_share_and_mean(wide):
    result = dealer_compliance.analyse(wide)
    table = show.sectors(result)
    assert table.columns[-1] == "Geschat" and len(table.rows) == 4
    assert {"De branches staan op alfabet, zonder rangorde.", ONE_TEST} <= set(table.notes)
    shares = tables.rows_of(result.measures, measure="sector_compliance_percent", split="sector", withheld="")
    assert len(shares) == 4 and (shares.numerator % 5 == 0).all()
    test = tables.the(result.estimates, term="any_difference")
    chi2 = stats.chi2_contingency(np.column_stack([shares.numerator, shares.denominator - shares.numerator]))
    assert test.p == pytest.approx(chi2.pvalue, abs=0.05)  # exact beside the chi-square of the same table
    mean = 100 * shares.numerator.sum() / shares.denominator.sum()
    guesses = tables.rows_of(result.estimates, term="shrunken_share").estimate.to_numpy()
    assert (np.abs(guesses - mean) <= np.abs(shares.value.to_numpy() - mean) + 1e-9).all()


def test_sectors_stand_by_alphabet_and_those_without_come_last(given):
    rows, named = large(60, 120, sectors=("zadels", "Auto's", None, "fietsen"))
    names = [row[0].text for row in show.sectors(dealer_compliance.analyse(given(rows, named))).rows]
    assert names == ["Auto's", "fietsen", "zadels", "Branche niet bekend"]


@pytest.mark.parametrize(
    ("sectors", "first"),
    [
        (SECTORS, "in een of meer branches zijn minder dan 10 opkopers gecontroleerd"),
        ((None,), "van geen enkele gecontroleerde opkoper is de branche bekend"),
    ],
)
def test_where_nothing_may_be_shown_a_sentence_says_why(given, sectors, first):
    found = show.sectors(dealer_compliance.analyse(given(*large(6, 20, sectors=sectors))))
    assert isinstance(found, Absent) and found.why == first


def test_with_most_sectors_hidden_the_shown_one_gets_a_sentence(given):
    rows, named = large(6, 60, sectors=(*["Goud"] * 6, *"ABCD"))
    found = show.sectors(dealer_compliance.analyse(given(rows, named)))
    assert found.sentences[:2] == [
        "In Goud: ongeveer 35 gecontroleerde opkopers.",
        "De andere branches tonen we niet: de aantallen zijn te klein.",
    ]


def test_no_table_holds_more_hidden_cells_than_shown_ones(sample, given, wide):
    deliveries = [sample.at(Quarter(y, q)) for y in (2024, 2025, 2026) for q in (1, 3)]
    for delivery in [*deliveries, given(*large()), wide]:
        for piece in pieces(delivery).values():
            cells = [cell.text for row in getattr(piece, "rows", []) for cell in row[1:]]
            hidden = cells.count("afgeschermd") + cells.count("niet gepubliceerd")
            assert 2 * hidden <= len(cells), piece.name


def test_items_have_the_exact_interval_of_their_rounded_counts(wide):
    figure = show.items(dealer_compliance.analyse(wide))
    assert isinstance(figure, Figure)
    for _, value, k, n, low, high in figure.data.rows:
        exact = stats.binomtest(int(k), int(n)).proportion_ci(0.95, "exact")
        assert (low, high) == pytest.approx((100 * exact.low, 100 * exact.high))
        assert low < value < high


def test_hidden_items_are_counted_not_named(given):
    rows, named = large(40, 80, mended=lambda i: False)
    rows = [row for row in rows if row[2] != "hercontrole"]
    figure = show.items(dealer_compliance.analyse(given(rows, named)))
    # Items 4, 5 and 6 were always met: nothing of them may be shown.
    assert len(figure.rows) == 4
    assert "Afgeschermd blijven 3 onderdelen: daar zijn de aantallen te klein." in figure.alt
    assert figure.title == (
        "Van de getoonde onderdelen zijn aansluiting op het register en aanmelding bij de gemeente "
        "het vaakst niet in orde"
    )
    assert "Bewaartermijn" not in figure.alt


def test_what_came_after_a_failure_is_counted_and_turns_with_the_data(given):
    # 40 of 80 fail; of those i % 3 decides: one in three fails again.
    rows, named = large(20, 80)
    said = show.reinspections(dealer_compliance.analyse(given(rows, named))).sentences
    assert (
        said[0]
        == "Van 1 januari tot en met 31 december 2026 voldeden ongeveer 40 opkopers niet bij de eerste controle."
    )
    assert "Ongeveer 25 van hen voldeden wel bij de volgende controle." in said
    assert "Ongeveer 15 van hen voldeden ook bij de volgende controle niet." in said
    turned, _ = large(20, 80, mended=lambda i: i % 3 == 0)
    other = show.reinspections(dealer_compliance.analyse(given(turned, named))).sentences
    assert "Ongeveer 15 van hen voldeden wel bij de volgende controle." in other
    share = next(one for one in said if one.startswith("Ongeveer 6"))
    exact = stats.binomtest(25, 40).proportion_ci(0.95, "exact")
    low, high = math.floor(100 * exact.low), math.ceil(100 * exact.high)
    assert share == f"Ongeveer 63% voldeed toen. Bij herhaling is dat {low} tot {high}%."


@pytest.mark.parametrize(
    ("fails", "says"),
    [
        (lambda i: False, "bleek bij geen enkele eerste controle een tekortkoming"),
        (lambda i: i < 9, "Over hercontroles kunnen we hier niets laten zien"),
        (lambda i: i < 30, "voldeden ongeveer 30 opkopers niet bij de eerste controle"),
    ],
)
def test_few_failures_are_not_counted(given, fails, says):
    said = show.reinspections(dealer_compliance.analyse(given(*large(fails=fails)))).sentences
    assert says in said[0]
    assert not any(re.search(r"\b[1-9] (van hen|opkopers)", one) for one in said)


def test_when_all_that_failed_fared_alike_nothing_of_it_is_said(given):
    for mended in (lambda i: True, lambda i: False):
        said = show.reinspections(dealer_compliance.analyse(given(*large(20, 80, mended=mended)))).sentences
        assert re.search("schermen we af|blijft afgeschermd", said[1])
        assert not any("voldeed toen" in one for one in said)


def test_the_curve_says_by_when_half_complied(given):
    result = dealer_compliance.analyse(given(*large(40, 160, mended=lambda i: i % 10)))
    figure = show.time_to_compliance(result)
    assert isinstance(figure, Figure)
    curve = tables.rows_of(result.estimates, term="still_failing")
    assert (curve.estimate.diff().dropna() < 0).all() and (curve.n % 5 == 0).all()
    # Days 10 to 69, even over the days: about half is mended by day 40, so by 60 in steps of 30.
    assert figure.title == "Minstens de helft was binnen 60 dagen in orde"


def test_without_enough_failures_there_is_a_reason_and_no_curve(given):
    found = show.time_to_compliance(dealer_compliance.analyse(given(*large(fails=lambda i: i < 9))))
    assert isinstance(found, Absent)
    assert found.why == "in alle jaren samen hadden minder dan 10 opkopers een tekortkoming: te weinig voor een verloop"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_between_two_years_sectors_and_failures_stay_the_same(analysed, number):
    yearly = ("dealers_after_failure", "inspected_dealers", "sector_compliance_percent")

    def shown(quarter):
        result = analysed(dealer_compliance, quarter)
        rows = tables.rows_of(result.measures, measure=yearly).reset_index(drop=True)
        told = tables.rows_of(result.estimates, model=["survival", "contingency"]).reset_index(drop=True)
        return rows, told

    for one, other in zip(shown(Quarter(2025, 4)), shown(Quarter(2026, number)), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_dealers_of_hidden_sectors_exchanged_change_no_published_byte(sample):
    listed = sample["opkopers"].copy()
    seen = set(sample["opkoper_controles"].dealer[sample["opkoper_controles"].date.dt.year == 2025])
    sizes = listed[listed.dealer.isin(seen)].sector.value_counts()
    small = [name for name, size in sizes.items() if size < 10]
    one, other = (listed[(listed.sector == name) & listed.dealer.isin(seen)].index[0] for name in small[:2])
    moved = listed.copy()
    moved.loc[[one, other], "sector"] = listed.loc[[other, one], "sector"].to_list()
    # One more goes over: the sizes of two hidden sectors change too.
    again = listed[(listed.sector == small[0]) & listed.dealer.isin(seen)].index[-1]
    moved.loc[again, "sector"] = small[1]
    assert not listed.equals(moved)
    other_delivery = replace(sample, tables={**sample.tables, "opkopers": moved})
    assert published(other_delivery) == published(sample)


def test_whom_the_next_inspection_found_in_order_tells_nothing_where_it_is_hidden(sample):
    """Two failed dealers, one never seen again, one again not in order: they change places."""
    once = sample.at(Quarter(2025, 4))
    shown = dealer_compliance.analyse(once).measures
    hidden = tables.rows_of(shown, measure="dealers_after_failure", withheld=["small", "withdrawn"])
    assert {"again_failed", "not_again"} <= set(hidden.group)
    table = once["opkoper_controles"]
    year = table[table.date.dt.year == 2025].sort_values("date")
    again = year[year.reason == "hercontrole"]
    worse = again[(again[list(ITEMS)] == "nee").any(axis=1)]
    failed = year[(year.reason != "hercontrole") & (year[list(ITEMS)] == "nee").any(axis=1)]
    waits = next(one for one in failed.dealer if (year.dealer == one).sum() == 1)
    moved = table.copy()
    moved.loc[worse.index[-1], "dealer"] = waits
    before, after = (
        show.reinspections(dealer_compliance.analyse(one)).sentences
        for one in (once, replace(once, tables={**once.tables, "opkoper_controles": moved}))
    )
    assert before == after


def test_the_lot_is_hidden_where_the_other_dealers_are_few(given):
    def told(n_others):
        rows, named = [], [SECTORS[i % 4] for i in range(100)]
        for i in range(60):
            rows.append(("2026-02-01", f"o{i:03}", "steekproef", (0,) if i % 2 else ()))
        for i in range(60, 60 + n_others):
            rows.append(("2026-03-01", f"o{i:03}", "risico", (0,) if i % 2 else ()))
        result = dealer_compliance.analyse(given(rows, named))
        return tables.the(result.estimates, term="all_dealers_random").withheld

    # The headline less the lot tells of a few others; nobody else looks the same as a few. Of 20 others 10 comply: 8 to
    # 12, as far as rounding goes.
    assert [told(n) for n in (0, 3, 9, 20, 40)] == ["small", "small", "small", "small", ""]


def test_where_all_dealers_have_one_reason_the_headline_stays_and_the_split_is_withdrawn(given):
    """Who complies is in the headline alone, and so is what it says of all dealers."""

    def told(n_met):
        rows = [("2026-02-01", f"o{i:03}", "risico", () if i < n_met else (0,)) for i in range(10)]
        return dealer_compliance.analyse(given(rows, [SECTORS[i % 4] for i in range(40)]))

    for met in (5, 6):
        shown = tables.rows_of(told(met).measures, measure="compliant_dealers_percent").set_index("split")
        assert shown.numerator[""] == met and shown.withheld.to_dict() == {"": "", "reason": "withdrawn"}


def test_every_sentence_is_short_and_no_word_stands_for_a_cause(sample, given, wide):
    for delivery in (sample, given(*large()), wide):
        for piece in pieces(delivery).values():
            for text in [
                *sentences(piece),
                getattr(piece, "title", ""),
                *re.split(r"(?<=\.) (?=[A-Z])", getattr(piece, "alt", "")),
            ]:
                for part in re.split(r"(?<=[.?!]) (?=[A-Z“])", text):
                    assert len(part.split()) <= 20, part
                assert not re.search(r"significant|geen effect|dankzij|doordat", text)


def test_why_reasons_are_told_apart_is_said_only_beside_what_is_told_apart(analysed):
    nothing = show.selection(analysed(dealer_compliance))
    assert "Per aanleiding zijn de aantallen te klein om te tonen." in nothing.sentences
    assert not any("apart" in said for said in nothing.sentences)
