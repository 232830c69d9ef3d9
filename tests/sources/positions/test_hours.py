"""Hours from a log, against a count second by second and against days whose hours are known."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpers.floor.faults import BadInput
from helpers.sources.positions import file as large_file
from helpers.sources.positions import log as one_log

from .conftest import AWAY, HERE, THERE

ZONE = ZoneInfo("Europe/Amsterdam")
PURPOSES = {"A": "afval", "P": "parkeren"}
WIJKEN = {HERE: "WK990001", THERE: "WK990002"}
MOMENT = datetime(2026, 7, 1, 12, tzinfo=UTC)


def row(moment, car="SA-1", point=HERE, code="A"):
    """A row of a log; the moment with Z, or as it is given."""
    moment = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else moment
    return (moment, car, *(str(part) for part in point), code)


def drive(start, minutes, step=60, **what):
    """A position every `step` seconds, the last one after `minutes`."""
    return [row(start + timedelta(seconds=at), **what) for at in range(0, minutes * 60 + 1, step)]


def second_by_second(positions, gap):
    """Hours of (moment, car, point, code) by day, wijk, car and purpose: each second is counted by itself."""
    seconds = defaultdict(int)
    by_car = defaultdict(list)
    for moment, car, point, code in positions:
        by_car[car].append((moment, point, code))
    for car, own in by_car.items():
        own = sorted(set(own))
        for (moment, point, code), (later, *_) in zip(own, own[1:], strict=False):
            lasts = int((later - moment).total_seconds())
            if lasts <= gap and point in WIJKEN:
                for second in range(lasts):
                    day = (moment + timedelta(seconds=second)).astimezone(ZONE).date().isoformat()
                    seconds[day, WIJKEN[point], car, PURPOSES[code]] += 1
    return {key: count / 3600 for key, count in seconds.items()}


def random_positions(seed, count=400):
    """Drives of three cars around a midnight of the Dutch clock, near a change of that clock for some seeds."""
    chance = random.Random(seed)
    night = [datetime(2026, 3, 28, 22), datetime(2026, 10, 24, 21), datetime(2026, 7, 1, 21)][seed % 3]
    found = {}
    for car in ("SA-1", "SA-2", "SA-3"):
        moment = night.replace(tzinfo=UTC)
        for _ in range(count // 3):
            moment += timedelta(seconds=chance.choice([1, 7, 40, 60, 299, 300, 301, 900]))
            found[moment, car] = chance.choice([HERE, THERE, AWAY, (0, 0)]), chance.choice("AP")
    rows = [(moment, car, point, code) for (moment, car), (point, code) in found.items()]
    return rows, chance


@pytest.mark.parametrize("name", ["log.csv", "log.parquet"])
@pytest.mark.parametrize("order", ["moment", "car", "none", "doubled"])
@pytest.mark.parametrize("seed", range(6))
def test_hours_are_those_of_a_count_second_by_second(read, told, monkeypatch, seed, order, name):
    monkeypatch.setattr(large_file, "_ROWS_AT_ONCE", 37)
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 900)
    positions, chance = random_positions(seed)
    expected = second_by_second(positions, 300)
    if order == "moment":
        positions.sort(key=lambda one: one[0])
    elif order == "none":
        chance.shuffle(positions)
    elif order == "doubled":
        positions = positions + chance.sample(positions, 50)
    found = told(read([row(*one) for one in positions], name))
    assert found == pytest.approx(expected, abs=1e-6) and len(found) > 10


def test_a_planted_week_is_found_within_a_hundredth(read, told):
    chance, rows, planted = random.Random(1), [], defaultdict(float)
    for day in range(7):
        for car, (point, code), hours in (("SA-1", (HERE, "A"), 4), ("SA-2", (THERE, "P"), 2.5)):
            moment = datetime(2026, 6, 1 + day, 7, tzinfo=UTC)
            end = moment + timedelta(hours=hours)
            while moment < end:
                rows.append(row(moment, car, point, code))
                moment += timedelta(seconds=chance.randint(2, 40))
            planted[car] += hours
    found = defaultdict(float)
    for (_, _, car, _), hours in told(read(rows)).items():
        found[car] += hours
    assert found == pytest.approx(planted, rel=0.01)


def test_csv_in_every_form_gives_the_same_sheet_as_parquet(read):
    rows = drive(MOMENT, 30) + drive(MOMENT, 30, car="SA-2", point=THERE, code="P")
    dutch = [(moment, car, x.replace(".", ","), y.replace(".", ","), code) for moment, car, x, y, code in rows]
    sheets = [
        read(rows, "a.csv"), read(rows, "b.parquet"), read(rows, "c.csv", delimiter=";"),
        read(dutch, "d.csv", delimiter=";"), read(dutch, "e.txt", delimiter="\t"),
    ]  # fmt: skip
    assert all(sheet.rows == sheets[0].rows for sheet in sheets)
    assert len(sheets[0].rows) == 3


def test_a_gap_above_the_limit_counts_nowhere_and_one_at_the_limit_does(read, told):
    for seconds, hours in ((300, 300 / 3600), (301, None)):
        rows = [row(MOMENT), row(MOMENT + timedelta(seconds=seconds))]
        assert told(read(rows)) == pytest.approx({_key(): hours} if hours else {}, abs=1e-6)


def _key(day="2026-07-01", wijk="WK990001", car="SA-1", purpose="afval"):
    return (day, wijk, car, purpose)


def test_the_time_to_the_next_position_goes_to_the_wijk_and_the_purpose_of_the_first(read, told):
    rows = [row(MOMENT), row(MOMENT + timedelta(minutes=3), point=THERE, code="P"), row(MOMENT + timedelta(minutes=5))]
    found = told(read(rows))
    assert found == pytest.approx({_key(): 3 / 60, _key(wijk="WK990002", purpose="parkeren"): 2 / 60}, abs=1e-6)


def test_cars_that_drive_at_the_same_time_count_apart(read, told):
    rows = [one for pair in zip(drive(MOMENT, 60), drive(MOMENT, 60, car="SA-2"), strict=True) for one in pair]
    assert told(read(rows)) == pytest.approx({_key(): 1, _key(car="SA-2"): 1})


def test_midnight_of_the_dutch_clock_splits_a_stay(read, told):
    # 22:00 UTC is midnight in summer.
    rows = drive(datetime(2026, 7, 1, 21, 58, tzinfo=UTC), 4, step=240)
    found = told(read(rows))
    assert found == pytest.approx({_key(): 2 / 60, _key("2026-07-02"): 2 / 60}, abs=1e-6)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 24), ("2026-07-01", 24)])
def test_a_day_of_the_changing_clock_has_its_own_hours_and_never_more_than_24(read, told, day, hours):
    start = datetime.fromisoformat(day).replace(tzinfo=ZONE).astimezone(UTC)
    sheet = read(drive(start - timedelta(hours=1), 60 * 27))
    assert told(sheet)[_key(day)] == pytest.approx(hours)
    is_long = any("dag van 25 uur" in note.message for note in sheet.notes)
    assert is_long == (day == "2026-10-25")


@pytest.mark.parametrize(("day", "utc_hours"), [((2026, 3, 29), 1), ((2026, 10, 25), 3)])
def test_hours_over_the_change_of_the_clock_are_real_hours(read, told, day, utc_hours):
    # From 01:30 to 03:30 on the clock: one hour in spring, three in autumn.
    start = datetime(*day, 1, 30, tzinfo=ZONE).astimezone(UTC)
    rows = drive(start, 60 * utc_hours)
    expected = {_key(f"{datetime(*day):%Y-%m-%d}"): utc_hours}
    assert told(read(rows)) == pytest.approx(expected)
    with_offset = [row(_at(one[0]).astimezone(ZONE).isoformat(), *_rest(one)) for one in rows]
    assert told(read(with_offset)) == pytest.approx(expected)


def _at(text):
    return datetime.fromisoformat(text)


def _rest(one):
    return one[1], (one[2], one[3]), one[4]


def test_moments_without_a_zone_are_of_the_dutch_clock(read, told):
    # 21:30 to 22:30 UTC would be two days in summer; on the clock it is one.
    rows = [
        (f"2026-07-01 {at // 60:02}:{at % 60:02}:00", *one[1:])
        for at, one in zip(range(1290, 1351), drive(MOMENT, 60), strict=True)
    ]
    assert told(read(rows)) == pytest.approx({_key(): 1})


def test_a_clock_without_a_zone_that_is_set_forward_skips_no_time_of_a_drive(read, told):
    # 01:30 to 01:59 and 03:00 to 03:30 on the clock are one hour.
    shown = [f"2026-03-29 {at // 60:02}:{at % 60:02}:00" for at in (*range(90, 120), *range(180, 211))]
    assert told(read([row(one) for one in shown])) == pytest.approx({_key("2026-03-29"): 1})


def test_moments_that_the_clock_shows_twice_or_not_at_all_are_told(read):
    for day, hour in (("2026-03-29", "02"), ("2026-10-25", "02")):
        sheet = read([row(f"{day} {hour}:{at:02}:00") for at in range(30)])
        assert any("30 momenten vallen in het uur dat de klok verspringt" in note.message for note in sheet.notes)
    later = read([row(f"2026-10-25 03:{at:02}:00") for at in range(30)])
    assert not any("de klok verspringt" in note.message for note in later.notes)


def test_positions_are_counted_once_over_all_parts_of_a_log(read, monkeypatch):
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 200)
    sheet = read([*drive(MOMENT, 99), *drive(MOMENT, 99, car="SA-2", point=(4.41, 52.005))])
    said = " ".join(note.message for note in sheet.notes)
    assert "200 posities van 2 voertuigen" in said and "100 posities lagen op een grens" in said


def test_a_doubled_log_has_the_hours_of_one(read, told):
    rows = drive(MOMENT, 30)
    sheet = read(rows + rows)
    assert told(sheet) == told(read(rows))
    assert any(
        note.message.startswith("31 rijen hebben hetzelfde moment en dezelfde wijk als een andere rij")
        for note in sheet.notes
    )


def test_scans_in_one_wijk_at_one_second_are_not_called_doubled_rows(read):
    rows = [row(MOMENT, point=(4.405 + at / 10_000, 52.005)) for at in range(3)]
    said = " ".join(note.message for note in read(rows + drive(MOMENT, 30)).notes)
    assert "hebben hetzelfde moment" in said and "dubbel" not in said


def test_a_position_without_a_place_counts_in_no_wijk_and_is_told(read, told):
    lost = [("", ""), ("0", "0"), ("4.405", "91"), ("999", "999"), ("NULL", "52.005"), ("geen", "fix")]
    rows = drive(MOMENT, 40)
    rows = rows[:10] + [row(_at(rows[10 + at][0]), point=point) for at, point in enumerate(lost)] + rows[16:]
    sheet = read(rows)
    assert told(sheet) == pytest.approx({_key(): 34 / 60}, abs=1e-6)
    said = next(note for note in sheet.notes if "geen plaats" in note.message)
    assert said.message == "6 posities hebben geen plaats (14,6%). Dat is 0,1 uur, in geen wijk geteld."
    assert "Dat is veel" in said.hint
    few = read([*drive(MOMENT, 40), row(MOMENT + timedelta(minutes=41), point=("", ""))])
    assert not any(note.hint for note in few.notes)


def test_a_log_without_any_place_is_refused(read):
    with pytest.raises(BadInput, match="Geen enkele positie heeft een plaats"):
        read(drive(MOMENT, 10, point=("", "")))


def test_positions_outside_and_on_a_border_are_counted_and_told(read, told):
    border = (4.41, 52.005)
    rows = drive(MOMENT, 30, point=AWAY) + drive(MOMENT + timedelta(hours=1), 60, point=border)
    sheet = read(rows)
    assert told(sheet) == pytest.approx({_key(): 1})
    said = " ".join(note.message for note in sheet.notes)
    assert "31 posities lagen buiten de gemeente. Dat is 0,5 uur, 33,3% van de tijd; het telt niet mee." in said
    assert "61 posities lagen op een grens van wijken. Dat telt mee in de eerste van die wijken." in said
    mostly = read(drive(MOMENT, 50, point=AWAY) + drive(MOMENT + timedelta(hours=1), 20))
    assert any("Dat is veel: controleer de grenzen" in note.hint for note in mostly.notes)


def test_swapped_columns_are_refused(read):
    with pytest.raises(BadInput, match="met x en y verwisseld liggen ze erin"):
        read(drive(MOMENT, 10, point=HERE[::-1]))


def test_one_swapped_position_at_the_end_of_a_log_is_outside(read, told, monkeypatch):
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 200)
    rows = [*drive(MOMENT, 60), row(MOMENT + timedelta(minutes=61), point=HERE[::-1])]
    assert told(read(rows)) == pytest.approx({_key(): 61 / 60}, abs=1e-6)


def test_only_chosen_rows_count_and_a_constant_stands_for_what_the_log_lacks(read, told):
    rows = drive(MOMENT, 10) + drive(MOMENT, 10, code="X", point=THERE)
    rules = {"selected": {"Code": ["a"]}, "constants": {"Doel": "beide"}, "values": {}}
    rules["headers"] = {"Datum": "Tijdstip", "Voertuig": "Auto", "Wijkcode": ["Lengte", "Breedte"]}
    sheet = read(rows, **rules)
    assert told(sheet) == pytest.approx({_key(purpose="beide"): 10 / 60}, abs=1e-6)
    assert any("11 rijen zijn niet gekozen" in note.message for note in sheet.notes)
    rules = {
        "constants": {"Voertuig": "7"},
        "headers": {"Datum": "Tijdstip", "Wijkcode": ["Lengte", "Breedte"], "Doel": "Code"},
    }
    assert told(read(drive(MOMENT, 60), **rules)) == pytest.approx({_key(car="7"): 1})


def test_a_wijk_may_be_named_in_place_of_a_point(read, told):
    rows = [(one[0], one[1], "Oost" if at % 2 else "west", "", "A") for at, one in enumerate(drive(MOMENT, 60))]
    headers = {"Datum": "Tijdstip", "Voertuig": "Auto", "Wijkcode": "Lengte", "Doel": "Code"}
    found = told(read(rows, **_named(headers)))
    assert found == pytest.approx({_key(): 0.5, _key(wijk="WK990002"): 0.5})
    with pytest.raises(BadInput, match=r"rij 3, kolom Lengte"):
        read([rows[0], (*rows[1][:2], "Nergens", "", "A"), *rows[2:]], **_named(headers))


def _named(headers):
    return {"headers": headers, "area": {"Wijkcode": "name"}}


def test_a_purpose_that_is_not_known_or_absent_stops_the_log_with_its_first_row(read):
    rows = drive(MOMENT, 10)
    rows[4], rows[6] = (*rows[4][:4], "Z"), (*rows[6][:4], "Z")
    with pytest.raises(BadInput, match=r"rij 6, kolom Code: “Z” is geen van.* Dat is zo in 2 rijen"):
        read(rows)
    rows[4] = rows[6] = (*rows[4][:4], "")
    with pytest.raises(BadInput, match=r"rij 6, kolom Code: Het doel ontbreekt"):
        read(rows)


def test_few_unreadable_rows_are_told_and_many_stop_the_log(read, told):
    rows = drive(MOMENT, 2000)
    few = read([*rows, ("gisteren", *rows[0][1:]), ("", *rows[0][1:])])
    assert told(few) == told(read(rows))
    assert any("2 rijen zijn niet te lezen (0,1%)" in note.message for note in few.notes)
    with pytest.raises(BadInput, match="3 rijen zijn niet te lezen"):
        read([*rows, *[(rows[0][0], "", *rows[0][2:])] * 3])


def test_unreadable_rows_count_once_where_the_log_is_read_twice(read, monkeypatch):
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 20_000)
    sheet = read([("gisteren", *row(MOMENT)[1:]), *drive(MOMENT, 2000)[::-1]])
    assert any("1 rij is niet te lezen" in note.message for note in sheet.notes)


def test_a_line_that_is_cut_off_is_told(read, tmp_path):
    read(drive(MOMENT, 2000))
    with (tmp_path / "log.csv").open("a") as file:
        file.write("2026-07-01T")
    sheet = read.of_file(tmp_path / "log.csv")
    assert any("1 rij is niet te lezen" in note.message for note in sheet.notes)


def test_a_missing_column_and_a_file_that_is_no_log_are_refused(read, tmp_path):
    with pytest.raises(BadInput, match=r"De kolom “Code” ontbreekt\. Bedoelde u Cod\?"):
        read(drive(MOMENT, 10), own=("Tijdstip", "Auto", "Lengte", "Breedte", "Cod"))
    for content in (b"PK\x03\x04rest", b"PAR1 and no more", b"\xff\xfe\x00", b"a"):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(BadInput):
            read.of_file(tmp_path / "x")


def test_title_rows_and_other_columns_do_not_matter(read, told, tmp_path):
    lines = [",".join((*one, "Jan de Vries")) for one in drive(MOMENT, 60)]
    text = "Export van 1 juli\n\nTijdstip,auto,LENGTE,Breedte,Code,Chauffeur\n" + "\n".join(lines)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "log.csv").write_text(text, encoding)
        assert told(read.of_file(tmp_path / "log.csv")) == pytest.approx({_key(): 1})


def test_scans_of_number_plates_are_not_taken_for_cars(read):
    rows = [row(MOMENT + timedelta(seconds=at), car=f"XX-{at:03}-X") for at in range(300)]
    with pytest.raises(BadInput, match="meer dan 200 verschillende voertuigen") as caught:
        read(rows)
    assert "XX-" not in str(caught.value)


def test_a_log_out_of_order_that_is_too_long_must_be_sorted(read, monkeypatch):
    monkeypatch.setattr(one_log, "MOST_OUT_OF_ORDER", 20)
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 300)
    assert read(drive(MOMENT, 30))
    with pytest.raises(BadInput, match="Sorteer het op voertuig en moment"):
        read(drive(MOMENT, 30)[15:] + drive(MOMENT, 30)[:15])


def test_no_point_and_no_moment_comes_out_of_a_log(read):
    point = (4.4077123, 52.0033987)
    rows = drive(datetime(2026, 7, 1, 12, 34, 56, tzinfo=UTC), 90, point=point)
    rows += [row(MOMENT, point=("4.4077123", "")), row(MOMENT, point=AWAY)]
    sheet = read(rows, "log.csv")
    everything = repr(sheet)
    for canary in ("077123", "033987", "12:34", "14:34", ":56", "17827"):
        assert canary not in everything
    with pytest.raises(BadInput) as caught:
        read([(f"{one[0]}x", *one[1:]) for one in rows], "log.csv")
    assert not any(canary in str(caught.value) for canary in ("077123", "033987", "12:34", "12:00"))


def test_positions_of_a_run_that_does_not_count_are_passed_over(read, told):
    positions = [*drive(MOMENT, 30), *drive(MOMENT + timedelta(hours=2), 30, code="TST")]
    found = told(read(positions, "log.csv", not_rows={"Code": ["TST"]}))
    assert sum(found.values()) == pytest.approx(0.5)


def test_moments_with_a_slash_are_refused_for_their_month_may_come_first(read):
    shown = [row(f"{moment:%m/%d/%Y %H:%M:%S}") for moment in (MOMENT + timedelta(minutes=at) for at in range(40))]
    for name in ("log.csv", "log.parquet"):
        with pytest.raises(
            BadInput, match="40 momenten staan er met een / en kunnen dag-maand of maand-dag zijn"
        ) as caught:
            read(shown, name)
    assert "2026-03-29T14:05:10Z" in str(caught.value)
    assert read([row(one[0].replace("/", "-"), *one[1:2]) for one in shown])


@pytest.mark.parametrize("form", ["%Y-%m-%dT%H:%M:%S", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M"])
def test_moments_with_and_without_a_zone_in_one_log_are_refused(read, monkeypatch, form):
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 900)
    clock = [row(f"{MOMENT + timedelta(minutes=at):{form}}") for at in range(30)]
    assert read(clock)
    for mixed in (
        clock + drive(MOMENT, 60),
        [one for pair in zip(clock, drive(MOMENT, 29), strict=True) for one in pair],
    ):
        with pytest.raises(BadInput, match=r"momenten hebben een tijdzone, 30 andere niet\."):
            read(mixed)


@pytest.mark.parametrize("block", [2_000_000, 700])
def test_moments_with_two_purposes_are_told_and_many_are_refused(read, told, monkeypatch, block):
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", block)
    rows = drive(MOMENT, 400)
    few = sorted([*rows, row(MOMENT + timedelta(minutes=9), code="P")])
    sheet = read(few)
    assert any("1 keer heeft een voertuig op één moment twee doelen." in note.message for note in sheet.notes)
    assert sum(told(sheet).values()) == pytest.approx(400 / 60)
    with pytest.raises(BadInput, match="401 keer heeft een voertuig op één moment twee doelen"):
        read(sorted(rows + drive(MOMENT, 400, code="P")))
    assert not any(
        "twee doelen" in note.message for note in read(rows + drive(MOMENT, 400, code="P", car="SA-2")).notes
    )


@pytest.mark.parametrize(
    ("cars", "kind"),
    [
        (["Jan Canarie", "Piet Canarie"], "naam"), (["mevr. Canarie"], "naam"), (["12-ABC-3"], "kenteken"),
        (["AB-123-C", "SA-1"], "kenteken"), (["jan@canarie.nl"], "e-mailadres"),
    ],
)  # fmt: skip
def test_cars_that_are_persons_or_plates_are_refused_and_not_repeated(read, cars, kind):
    with pytest.raises(BadInput, match=f"Een voertuig lijkt een {kind} te zijn") as caught:
        read([one for car in cars for one in drive(MOMENT, 10, car=car)])
    assert not any(car in repr(caught.value.faults) for car in cars if car != "SA-1")


@pytest.mark.parametrize("car", ["SA-1", "Scanauto 1", "scanauto noord", "1", "VTG001", "SCAN01", "Auto A", "Segway-2"])
def test_the_name_of_a_car_is_no_person_and_no_plate(read, car):
    assert read([*drive(MOMENT, 10, car=car), *drive(MOMENT, 10, car=f"{car}2")])


@pytest.mark.parametrize("name", ["log.csv", "log.parquet"])
def test_a_word_that_chooses_no_position_is_told(read, monkeypatch, name):
    monkeypatch.setattr(large_file, "_BLOCK_BYTES", 900)
    rows = drive(MOMENT, 30) + drive(MOMENT + timedelta(hours=2), 30, code="TST")
    told_of = [note.message for note in read(rows, name, not_rows={"Code": ["TST", "TSST"]}).notes]
    assert "Geen enkele rij heeft Code “TSST”." in told_of
    assert not any("Geen enkele" in note.message for note in read(rows, name, not_rows={"Code": ["tst"]}).notes)
