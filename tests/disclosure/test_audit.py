"""The audit on small editions by hand: what it finds, what it leaves, and what happens where editions disagree."""

from dataclasses import replace

import pytest

from helpers.disclosure.audit import audited, partaking
from helpers.disclosure.published.harvest import Edition, harvest
from helpers.floor.params.small_numbers import SmallNumbers

LIMITS = SmallNumbers()
HEADLINES = {"elderly_trained", "dashboard_interventions"}
PROMISED = {"VE-1-4": "elderly_trained", "VE-3-3": "dashboard_interventions"}
FIGURES = "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"
SESSIONS = "session,date,status,new_elderly,withheld\n"
REACH = "wijk,value,inhabitants,per_1000,low,high,shrunken_per_1000,withheld\n"
MONTHS = "wijk,wijk_name,2026-08\n"


def edition(folder="2026-Q2/1", *, elderly=None, sessions=(), wijken=(), yearly="2025-Q4", before=None, **more):
    """An edition with the headline of its quarter, sessions (name, day, value or None) and wijken (code, value)."""
    quarter = folder.partition("/")[0]
    tables = {}
    if elderly is not None:
        tables["indicators"] = f"{FIGURES}VE-1-4,{quarter},{elderly},{elderly},,persons,200,achter\n"
    if before:
        rows = "".join(f"VE-1-4,{label},{value},persons,200\n" for label, value in before.items())
        tables["trend_2"] = f"indicator_id,quarter,value,unit,target\n{rows}"
    if sessions:
        rows = (f"{name},{day},gehouden,{n or ''},{'' if n else 'small'}\n" for name, day, n in sessions)
        tables["sessions"] = SESSIONS + "".join(rows)
    if wijken:
        tables["reach_by_wijk"] = REACH + "".join(f"{w},{n or ''},,,,,,{'' if n else 'small'}\n" for w, n in wijken)
    return harvest(Edition(folder, quarter, tables | more, yearly=yearly, promised=PROMISED))


def leaking(*editions):
    found = audited(editions, LIMITS, HEADLINES).leaks
    return sorted({(one.place.table, one.place.row) for one in found if not one.is_rest})


SAFE = [("S1", "2026-01-10", None), ("S2", "2026-02-10", None), ("S3", "2026-03-10", 20)]


def test_hidden_sessions_that_keep_every_small_number_open_are_safe():
    found = audited([edition("2026-Q1/1", elderly=50, sessions=SAFE)], LIMITS, HEADLINES)
    assert (found.hidden, found.leaks, found.apart) == (2, (), ())
    assert found.narrowest >= 9


def test_a_session_that_follows_from_the_growth_of_the_headline_is_named_by_table_row_and_column():
    planted = edition("2026-Q1/1", elderly=24, sessions=[("S1", "2026-01-10", None), ("S3", "2026-03-10", 20)])
    [leak] = audited([planted], LIMITS, HEADLINES).leaks
    assert (leak.place.edition, leak.place.table, leak.place.row) == ("2026-Q1/1", "sessions", "S1")
    assert (leak.place.column, leak.place.split, leak.is_printed) == ("new_elderly", "session", False)


def test_a_count_that_stands_printed_small_is_a_leak_where_it_stands():
    [leak] = audited([edition(wijken=[("WK000001", 4), ("WK000002", 20)])], LIMITS, HEADLINES).leaks
    assert leak.is_printed and (leak.place.table, leak.place.row) == ("reach_by_wijk", "WK000001")


def test_a_second_edition_gives_away_what_the_first_hid():
    """Each is safe by itself: the first tells S1 and S2 together, the second tells S2."""
    first = edition("2026-Q1/1", elderly=47, sessions=SAFE)
    second = edition("2026-Q1/2", sessions=[("S2", "2026-02-10", 25), ("S3", "2026-03-10", 20)])
    assert leaking(first) == leaking(second) == []
    assert leaking(first, second) == [("sessions", "S1")]


def test_another_quarter_gives_away_what_an_earlier_one_hid():
    """The headline of 2025 stands in the report of a later quarter alone."""
    first = edition("2026-Q1/1", wijken=[("WK000001", None), ("WK000002", 20)])
    later = edition("2026-Q2/1", before={"2025-Q4": 24})
    assert leaking(first) == leaking(later) == []
    assert leaking(first, later) == [("reach_by_wijk", "WK000001")]


def test_two_dashboards_of_a_month_give_away_what_each_hides():
    """The first has the month of the whole municipality, the second of two wijken: one is what the other leaves."""
    header = "number,month,area,measure,group,then,today,interventions,word\n"
    rows = "".join(
        f"S{at},2026-07,WK00000{at},monthly_reports,Overig,niets,niets,{n},\n" for at, n in ((1, 10), (2, ""))
    )
    whole = harvest(
        Edition("dashboard/2026-08/1", "2026-Q3", {"monthly_interventions": f"{MONTHS},Hele gemeente,10\n"})
    )
    of_wijken = harvest(Edition("dashboard/2026-08/2", "2026-Q3", {"last_signals": header + rows}, month="2026-08"))
    assert leaking(whole) == leaking(of_wijken) == []
    assert leaking(whole, of_wijken) == [("last_signals", "S2 WK000002")]


def test_a_profile_beside_a_dashboard_is_read_as_well():
    page = "<p>Hoeveel interventies er in 2025 waren, blijft afgeschermd.</p>"
    profile = harvest(Edition("2026-Q3/1", "2026-Q3", {}, {"wijk_profile-WK000001": page}, yearly="2025-Q4"))
    assert audited([profile], LIMITS, HEADLINES).hidden == 1


class TestEditionsThatDisagree:
    first = edition("2026-Q1/1", elderly=50, sessions=SAFE)
    corrected = edition("2026-Q1/2", elderly=70, sessions=[*SAFE[:2], ("S3", "2026-03-10", 40)])
    planted = edition("2026-Q1/3", elderly=24, sessions=[("S1", "2026-01-10", None), ("S3", "2026-03-10", 20)])

    def test_a_correction_is_said_and_each_is_attacked_apart(self):
        found = audited([self.first, self.corrected], LIMITS, HEADLINES)
        assert found.apart == (("2026-Q1/1", "2026-Q1/2"),)
        assert (found.hidden, found.leaks) == (2, ())

    def test_what_one_of_them_gives_away_is_found_still(self):
        found = audited([self.corrected, self.planted], LIMITS, HEADLINES)
        assert found.apart and [leak.place.row for leak in found.leaks if leak.place.edition == "2026-Q1/3"] == ["S1"]

    def test_what_a_later_report_has_of_an_earlier_quarter_may_be_other_than_what_it_counts_now(self):
        """The trend shows what was published; sessions were registered late since."""
        told = edition("2026-Q1/1", elderly=50, sessions=SAFE, before={"2026-Q1": 45})
        found = audited([told], LIMITS, HEADLINES)
        assert found.apart == (("2026-Q1/1", "2026-Q1/1"),) and found.leaks == ()


class TestWhatStopsANewEdition:
    first = edition("2026-Q1/1", elderly=47, sessions=SAFE)
    telling = edition("2026-Q1/2", sessions=[("S2", "2026-02-10", 25), ("S3", "2026-03-10", 20)])
    leaky = edition("2026-Q1/3", wijken=[("WK000001", 4)])
    clean = edition("2026-Q2/1", elderly=80)

    def stops(self, new, standing):
        _, stops, others = partaking([new], standing, LIMITS, HEADLINES)
        return [{one.place.table for one in some} for some in (stops, others)]

    def test_nothing_where_nothing_can_be_found(self):
        assert self.stops(self.clean, [self.first]) == [set(), set()]

    def test_a_leak_that_comes_with_it(self):
        assert self.stops(self.telling, [self.first]) == [{"sessions"}, set()]

    def test_a_leak_of_its_own(self):
        assert self.stops(self.leaky, [self.first]) == [{"reach_by_wijk"}, set()]

    def test_not_what_earlier_editions_tell_among_themselves(self):
        assert self.stops(self.clean, [self.first, self.telling, self.leaky]) == [set(), {"sessions", "reach_by_wijk"}]


def test_nothing_published_hides_nothing():
    found = audited([], LIMITS, HEADLINES)
    assert (found.hidden, found.for_others, found.narrowest, found.leaks, found.apart) == (0, 0, None, (), ())


@pytest.mark.parametrize(("threshold", "expected"), [(10, set()), (20, {"S1", "S2"})])
def test_the_rule_stands_in_params(threshold, expected):
    """17 in two hidden sessions leave each 1 to 16: enough where the rule hides below 10, and not below 20."""
    told = edition("2026-Q1/1", elderly=17, sessions=[("S1", "2026-01-10", None), ("S2", "2026-02-10", None)])
    found = audited([told], SmallNumbers(hidden_below=threshold), HEADLINES)
    assert {one.place.row for one in found.leaks} == expected


def test_what_follows_by_subtraction_is_named_by_the_figures_that_tell_it():
    """30 elderly of whom 23 to 27 live in a wijk: 3 to 7 of whom no wijk is known, and that stands nowhere."""
    told = edition("2025-Q4/1", elderly=30, wijken=[("WK000001", 25)])
    [leak] = audited([told], LIMITS, HEADLINES).leaks
    assert leak.is_rest and (leak.place.table, leak.place.row) == ("reach_by_wijk", "WK000001")


SOLD = "<p>In Telefoons: ongeveer 10 gecontroleerde opkopers. De andere branches tonen we niet.</p>"
FAILED = "<p>Er voldeden ongeveer 15 opkopers niet bij de eerste controle.</p>"
TRADE = {"VE-2-4": "compliant_dealers_percent"}


def dealers(folder, page="", **tables):
    pages = {"dealer_compliance": page} if page else {}
    return harvest(Edition(folder, "2025-Q4", tables, pages, yearly="2025-Q4", promised=TRADE))


def test_a_sentence_that_names_the_sectors_that_are_shown_is_not_taken_for_all_of_them():
    trend = "indicator_id,quarter,value,unit,target\nVE-2-4,2025-Q4,86,percent,50\n"
    found = audited([dealers("2025-Q4/1", SOLD + FAILED, trend_3=trend)], LIMITS, TRADE.values())
    assert (found.apart, found.leaks) == ((), ())


def test_beside_a_table_of_all_sectors_such_a_sentence_hides_none_of_what_follows():
    """Of 35 dealers 10 (10-12) sell telephones and 15 (13-17) cars: the third sector has 6 to 12."""
    figures = f"{FIGURES}VE-2-4,2025-Q4,60,21,35,percent,50,gehaald\n"
    header = "sector,inspected,met,of,percent,shrunken_percent,withheld\n"
    table = f"{header}Telefoons,10,,,,,\nAuto's,15,,,,,\nGoud,,,,,,small\n"
    told = dealers("2025-Q4/1", SOLD), dealers("2025-Q4/2", indicators=figures, sectors=table)
    found = audited(told, LIMITS, TRADE.values())
    [leak] = found.leaks
    assert (leak.place.table, leak.place.row, leak.span) == ("sectors", "Goud", (6, 12))


RAISED = SmallNumbers(rounded_to=7)


def test_a_multiple_of_five_of_before_the_rounding_was_raised_is_no_leak():
    old = edition("2026-Q1/1", elderly=50, sessions=SAFE)
    found = audited([old], RAISED, HEADLINES)
    assert (found.hidden, found.leaks, found.apart) == (2, (), ())


def test_an_edition_is_judged_by_the_limits_that_it_tells():
    old = edition("2026-Q1/1", elderly=50, sessions=SAFE)
    assert audited([replace(old, limits=LIMITS)], RAISED, HEADLINES).leaks == ()
    [leak] = audited([replace(old, limits=RAISED)], LIMITS, HEADLINES).leaks
    assert leak.is_printed and leak.place.row == "S3"
