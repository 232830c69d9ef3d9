"""Thirteen months per wijk: titles that turn with the data, gaps that stay gaps, and what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.displays.dashboard import panels
from helpers.displays.dashboard.subjects import BY_MEASURE
from helpers.displays.dashboard.wijken import subject_per_month
from helpers.floor.month import Month

REPORTS, SITES, HOURS, DONE = (
    BY_MEASURE[name]
    for name in ("monthly_reports", "monthly_sites_out_of_norm", "monthly_hours", "monthly_interventions")
)


@pytest.fixture
def town(town_of):
    """Without signals, which most of these are not about."""
    return town_of(length=14, is_judged=False)


def drawn(monkeypatch):
    """What is painted: the panels, the grey line and the ends, of each figure in turn."""
    painted, paint = [], panels.paint

    def seen(drawing, *what):
        painted.append(what)
        paint(drawing, *what)

    monkeypatch.setattr(panels, "paint", seen)
    return painted


def test_the_title_says_how_many_and_how_many_a_year_before_and_turns_with_the_data(town):
    town.plant(town.codes[0], 33, town.month.shift(-12))
    assert subject_per_month(town.result, REPORTS).title == (
        "520 meldingen over de openbare ruimte in september 2026, een jaar eerder 533"
    )
    town.plant("", 0, category="Zwerfvuil")
    town.plant("", 0, category="Overig")
    town.plant(town.codes[0], 1)
    assert subject_per_month(town.result, REPORTS).title == (
        "1 melding over de openbare ruimte in september 2026, een jaar eerder 533"
    )
    town.plant(town.codes[0], 0)
    assert subject_per_month(town.result, REPORTS).title.startswith(
        "Geen meldingen over de openbare ruimte in september"
    )


def test_every_wijk_has_a_panel_on_one_scale_with_the_average_in_grey(town, monkeypatch):
    painted = drawn(monkeypatch)
    figure = subject_per_month(town.result, HOURS)
    [(lines, grey, ends)] = painted
    assert [line.name for line in lines] == [town.areas.short_name(code) for code in town.codes]
    assert grey == [10.0] * 13 and ends == ("sep 2025", "sep 2026")
    assert all(name in figure.svg.replace("&#39;", "'") for name in ("Prinsenhof", "Stompwijk"))


def test_months_after_the_last_that_is_known_are_not_drawn_and_are_no_zeros(town, monkeypatch):
    hours = town.tables["scanauto_inzet"]
    town.tables["scanauto_inzet"] = hours[hours.date < pd.Timestamp(town.month.start)]
    painted = drawn(monkeypatch)
    figure = subject_per_month(town.result, HOURS)
    assert [line.values for line in painted[0][0]] == [[10.0] * 12] * 13
    assert figure.title == "130 uur van de scanauto in augustus 2026; van september 2026 nog niet bekend"
    assert figure.columns[-1] == "aug 2026" and figure.rows[0][-1].text == "10"
    assert "van september 2025 tot en met augustus 2026" in figure.subtitle


def test_a_month_without_rows_between_others_is_a_gap(town, monkeypatch):
    reports = town.tables["meldingen"]
    town.tables["meldingen"] = reports[reports.month != pd.Timestamp(town.month.shift(-1).start)]
    painted = drawn(monkeypatch)
    figure = subject_per_month(town.result, REPORTS)
    assert all(pd.isna(line.values[-2]) and line.values[-1] == 40 for line in painted[0][0])
    assert figure.rows[0][-2].text == "geen gegevens"


def registered(town, months):
    """Nuisance of every wijk in these months."""
    rows = [(month.start, month.end, wijk) for month in months for wijk in town.codes]
    frame = pd.DataFrame(rows, columns=["period_start", "period_end", "area"])
    days = {name: pd.to_datetime(frame[name]) for name in ("period_start", "period_end")}
    return frame.assign(**days, kind="Totaal registraties overlast", registrations=7)


def test_figures_of_the_police_are_theirs_and_reach_as_far_as_they_were_given(town, monkeypatch):
    town.tables["overlast"] = registered(town, town.months[:5])
    painted = drawn(monkeypatch)
    figure = subject_per_month(town.result, BY_MEASURE["monthly_nuisance"])
    assert figure.source == "Bron: Geregistreerde overlast; politie; tot en met december 2025; voorbeelddata."
    assert figure.title == "91 registraties van overlast in december 2025; van september 2026 nog niet bekend"
    assert [len(line.values) for line in painted[0][0]] == [4] * 13 and painted[0][2] == ("sep 2025", "dec 2025")
    town.tables["overlast"] = registered(town, town.months[:1])  # before the thirteen months
    told = subject_per_month(town.result, BY_MEASURE["monthly_nuisance"])
    assert told.why == "de export “Geregistreerde overlast” heeft over deze maanden geen cijfers per maand"


def test_a_wijk_that_was_not_looked_at_is_unknown_and_the_others_are_there(town):
    table = town.tables["afvalwaarnemingen"]
    town.tables["afvalwaarnemingen"] = table[table.wijk != town.codes[0]]
    figure = subject_per_month(town.result, SITES)
    assert figure.rows[0][-1].text == "geen gegevens" and figure.rows[1][-1].text == "8"


def test_a_signal_is_marked_in_its_month_and_the_subtitle_names_the_mark(town_of, monkeypatch):
    painted, town = drawn(monkeypatch), town_of()
    town.plant(town.codes[1], 36)
    figure = subject_per_month(town.result, REPORTS)
    assert [line.marked for line in painted[0][0][:3]] == [[], [12], []]
    assert "Een ruit is een maand met een signaal." in figure.subtitle
    assert figure.svg.count("<use ") == 1 and "<use " not in subject_per_month(town.result, HOURS).svg
    assert "ruit" not in subject_per_month(town.result, HOURS).subtitle


def test_interventions_are_told_of_the_municipality_alone(town, monkeypatch):
    painted = drawn(monkeypatch)
    figure = subject_per_month(town.result, DONE)
    assert [line.name for line in painted[0][0]] == ["Hele gemeente"] and painted[0][0][0].values[-1] == 10
    assert all(pd.isna(value) for value in painted[0][1])  # no average of the wijken beside it
    assert "Per wijk staan zij hier niet" in figure.subtitle
    assert [row[0].text for row in figure.rows] == ["Hele gemeente"]
    assert figure.title == "Ongeveer 10 interventies in september 2026, een jaar eerder ongeveer 10"
    assert "Aantallen zijn afgerond op 5 en onder 10 afgeschermd." in figure.subtitle


def test_a_month_with_few_interventions_is_said_to_be_hidden_and_is_a_gap(town):
    done = town.tables["interventies"]
    of_now = done.date >= pd.Timestamp(town.month.start)
    town.tables["interventies"] = pd.concat([done[~of_now], done[of_now].iloc[:3]])
    figure = subject_per_month(town.result, DONE)
    assert figure.title == "Ongeveer 10 interventies in augustus 2026; van september 2026 afgeschermd"
    town.tables["interventies"] = pd.concat([done.iloc[:1], done[of_now].iloc[:3]])
    few = subject_per_month(town.result, DONE)
    assert few.kind == "figure" and "0" in few.rows[0][1].text  # months without any may be told
    town.tables["interventies"] = done.drop_duplicates("date")
    assert subject_per_month(town.result, DONE).why == "het is elke maand klein en blijft afgeschermd"


@pytest.mark.parametrize("subject", [REPORTS, SITES, HOURS, DONE], ids=lambda one: one.measure)
def test_without_its_export_a_subject_is_absent_with_the_reason(town, subject):
    town.leave_out(*subject.datasets)
    told = subject_per_month(town.result, subject)
    assert told.kind == "absent" and "het register was in onderhoud" in told.why


def test_an_export_that_is_there_but_has_no_months_says_so(town, sample):
    town.tables["misdrijven"] = sample["misdrijven"].iloc[:0]
    told = subject_per_month(town.result, BY_MEASURE["monthly_crimes"])
    assert told.why == "de export “Geregistreerde misdrijven” heeft over deze maanden geen cijfers per maand"


def test_months_before_the_first_row_are_absent_and_no_zeros(town_of):
    town = town_of(month=Month(2026, 9), length=3)
    figure = subject_per_month(town.result, HOURS)
    assert [cell.text for cell in figure.rows[0][1:]] == ["geen gegevens"] * 10 + ["10"] * 3
    assert figure.title == "130 uur van de scanauto in september 2026"


def many(sample, count, name="Wijk"):
    table = pd.concat([sample.areas.table] * 4, ignore_index=True).head(count)
    codes = [f"WK1916{at:02}" for at in range(count)]
    return replace(
        sample.areas,
        table=table.assign(
            wijk=codes, name=[f"{name} {code}" for code in codes], short_name=[f"{name[:16]}" for _ in codes]
        ),
    )


@pytest.mark.parametrize(
    ("count", "name"), [(40, "Wijk"), (2, "Zeer lange wijknaam aan de overkant van het kanaal en de spoorlijn")]
)
def test_many_wijken_or_long_names_give_every_piece(town_of, sample, count, name):
    town = town_of(areas=many(sample, count, name))
    town.plant(town.codes[1], 40)
    result = town.result
    assert len(show.hours_beside_signals(result).rows) == count
    figures = [piece for _, [piece] in show.wijken_per_month(result).sections if piece.kind == "figure"]
    told = 4 if count > 2 else 3  # the interventions of so few wijken are few
    assert len(figures) == told and all(40 <= len(figure.alt) <= 600 for figure in figures)
    # Interventions are told of the municipality alone.
    assert {len(figure.rows) for figure in figures} == {count + 1, *([1] if count > 2 else [])}
