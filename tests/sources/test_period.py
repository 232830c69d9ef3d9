import pandas as pd
import pytest

from helpers import sources
from helpers.floor.faults import AskedWrongly
from helpers.sources import contracts, period


def test_the_newest_complete_quarter_ends_with_the_delivery(folder):
    assert sources.open_delivery(str(folder)).quarter.label == "2026-Q3"


def test_a_monthly_export_that_lacks_the_last_month_makes_the_quarter_incomplete(folder, change):
    change("meldingen", "2026-09", "2026-06")
    change("bestuursdwang", "2026-09", "2026-06")
    change("scanauto_inzet", "02-07-2026", "02-06-2026")
    change("afvalwaarnemingen", "2026-09-28", "2026-06-28")
    change("rolbewustzijn", "21-09-2026", "21-06-2026")
    assert sources.open_delivery(str(folder)).quarter.label == "2026-Q2"


def test_a_quarterly_export_without_a_count_makes_the_quarter_incomplete(folder, change):
    change("rolbewustzijn", "21-09-2026", "21-12-2025")
    with pytest.raises(AskedWrongly, match="Geen enkel kwartaal is compleet"):
        sources.open_delivery(str(folder))


def test_a_quarter_after_the_delivery_is_refused_with_the_day_it_reaches(folder):
    with pytest.raises(AskedWrongly, match=r"nog niet compleet: “.*” loopt tot en met .* september 2026") as caught:
        sources.open_delivery(str(folder), "2026-Q4")
    assert caught.value.hint == "Het nieuwste volledige kwartaal is 2026-Q3."


def test_a_quarter_before_any_data_is_refused_with_the_day_they_begin(folder):
    with pytest.raises(AskedWrongly, match="beginnen op 30 juni 2026"):
        sources.open_delivery(str(folder), "2026-Q1")


def test_a_quarter_between_may_be_asked_for(folder):
    assert sources.open_delivery(str(folder), "2026-Q2").quarter.label == "2026-Q2"


def test_a_month_counts_to_its_end_and_a_planned_session_not_at_all(folder):
    days = {
        export.dataset: (str(export.first), str(export.last)) for export in sources.open_delivery(str(folder)).exports
    }
    assert days["meldingen"] == ("2026-08-01", "2026-09-30")
    assert days["cybertraining_bijeenkomsten"] == ("2026-09-13", "2026-09-13")


def test_a_quarter_held_back_by_one_export_is_said_with_that_export():
    sample = sources.open_delivery("sample")
    whole = sample.tables
    assert period.lag(whole, sample.settings) == ""
    late = {**whole, "bodycams": whole["bodycams"].query("counted_on < '2026-07-01'")}
    assert period.lag(late, sample.settings) == (
        "Het derde kwartaal van 2026 is nog niet compleet: “Bodycams” loopt tot en met 30 juni 2026. "
        "Daarom gaat het over 2026-Q2."
    )


@pytest.mark.parametrize(
    ("dataset", "column", "days", "gaps"),
    [
        ("meldingen", "month", ["2025-11-01", "2025-12-01", "2026-01-01"], ()),
        ("meldingen", "month", ["2026-03-01", "2026-01-01"], ("februari 2026",)),
        ("scanauto_inzet", "date", ["2025-01-31", "2025-03-01", "2025-06-30"],
         ("februari 2025", "april 2025 tot en met mei 2025")),
        ("bodycams", "counted_on", ["2025-03-31", "2025-06-30"], ()),
        ("bodycams", "counted_on", ["2025-03-31", "2025-09-30", "2026-12-31"],
         ("het tweede kwartaal van 2025",
          "het vierde kwartaal van 2025 tot en met het derde kwartaal van 2026")),
        ("bodycams", "counted_on", [], ()),
        ("interventies", "date", ["2020-01-01", "2026-01-01"], ()),
    ],
)  # fmt: skip
def test_gaps_are_the_periods_without_rows_between_the_first_and_the_last(dataset, column, days, gaps):
    table = pd.DataFrame({column: pd.Series(days, dtype="datetime64[us]")})
    assert period.gaps(contracts()[dataset], table) == gaps


def test_an_export_says_its_gaps_and_the_rows_it_left_out(folder, change):
    change("meldingen", "2026-08", "2026-06")
    change("bodycams", "30-06-2026;18;16", "30-09-2025;18;16")
    exports = {export.dataset: export for export in sources.open_delivery(str(folder)).exports}
    assert exports["meldingen"].gaps == ("juli 2026 tot en met augustus 2026",)
    assert exports["bodycams"].gaps == ("het vierde kwartaal van 2025 tot en met het tweede kwartaal van 2026",)
    assert exports["scanauto_inzet"].gaps == ()
    assert exports["scanauto_inzet"].left_out == 0


def test_a_total_row_counts_as_left_out():
    exports = {export.dataset: export for export in sources.open_delivery("sample").exports}
    assert (exports["wijkatlas"].left_out, exports["wijkatlas"].rows) == (1, 65)


def test_a_month_is_looked_at_from_the_quarter_that_it_falls_in_though_that_is_not_over(folder, change):
    for dataset, old, new in (
        ("meldingen", "2026-09", "2026-07"),
        ("bestuursdwang", "2026-09", "2026-07"),
        ("scanauto_inzet", "02-07-2026", "02-08-2026"),
        ("afvalwaarnemingen", "2026-09-28", "2026-08-28"),
        ("rolbewustzijn", "21-09-2026", "21-12-2025"),
    ):
        change(dataset, old, new)
    change("bestuursdwang", "2026-07", "2026-08")
    seen = sources.open_month(str(folder))
    assert (seen.month.label, seen.quarter.label, seen.newest) == ("2026-08", "2026-Q3", None)


@pytest.mark.parametrize(
    ("month", "message", "hint"),
    [
        ("2026-13", "“2026-13” is geen maand.", "Schrijf het jaar, een streepje en de maand, zoals 2026-08."),
        ("2026-10", "De maand oktober 2026 is nog niet compleet: “", "De nieuwste volledige maand is 2026-09."),
        ("2026-03", "Over maart 2026 zijn geen gegevens: de exports beginnen op", "Kies een maand van 2026-0"),
    ],
)
def test_a_month_that_cannot_be_reported_is_refused_with_one_that_can(folder, month, message, hint):
    with pytest.raises(AskedWrongly) as caught:
        sources.open_month(str(folder), month)
    assert caught.value.message.startswith(message)
    assert caught.value.hint.startswith(hint)


def test_one_monthly_export_that_lags_holds_the_newest_month_back():
    sample = sources.open_delivery("sample")
    late = {**sample.tables, "meldingen": sample.tables["meldingen"].query("month < '2026-08-01'")}
    assert period.newest_month(sample.tables, sample.settings).label == "2026-09"
    assert period.newest_month(late, sample.settings).label == "2026-07"


def test_a_month_in_the_middle_in_which_nothing_was_counted_is_refused():
    sample = sources.open_delivery("sample")
    monthly = {name: table for name, table in sample.tables.items() if contracts()[name].cadence == "month"}
    gone = {
        name: table[table[contracts()[name].days[0]].dt.strftime("%Y-%m") != "2026-05"]
        for name, table in monthly.items()
    }
    with pytest.raises(AskedWrongly, match="Over mei 2026 zijn geen gegevens: geen export heeft er een rij in"):
        period.choose_month("2026-05", gone, sample.settings)
    assert period.choose_month("2026-05", {**gone, "meldingen": monthly["meldingen"]}, sample.settings).number == 5
