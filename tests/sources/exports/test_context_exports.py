"""The traps of public statistics, each on a made-up twin and, where they are there, on the real bytes."""

import csv
import json
import shutil

import pandas as pd
import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.floor.regions import by_wijk, of_municipality
from helpers.floor.spans import per_year
from helpers.measures.indicators import neighbourhoods, safety_survey
from helpers.measures.training import registered_crime
from helpers.models.indicators import safety_outcome
from helpers.sources.cells import statline
from helpers.sources.cells.cell_parser import Unreadable
from helpers.sources.delivery import inhabitants
from helpers.sources.mapping import exports_file

REAL = paths.ROOT.parent / "shared" / "data" / "real"
QUARTER = Quarter(2026, 3)
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real bytes are only on a machine of the builders")


@pytest.fixture
def mapped(tmp_path, monkeypatch):
    """Other rules in params/exports.yml; without a text those of the project."""

    def _mapped(text):
        params = shutil.copytree(paths.PARAMS, tmp_path / "params")
        (params / "exports.yml").write_text(text, "utf-8")
        monkeypatch.setattr(paths, "PARAMS", params)

    return _mapped


@pytest.fixture
def check(tmp_path):
    """The table of one export and what is said of it; records as a service gives them, or a text as it is."""

    def _check(dataset, given, name=""):
        if isinstance(given, str):
            file = tmp_path / (name or f"{dataset}.csv")
            file.write_text(given, "utf-8")
        else:
            file = tmp_path / f"{dataset}.json"
            half = len(given) // 2  # in two pages
            file.write_text(
                json.dumps([{"odata.metadata": "", "value": page} for page in (given[:half], given[half:])])
            )
        table, faults = sources.check_file(dataset, file)
        assert [str(fault) for fault in faults if fault.level == "error"] == []
        return table, [fault.message for fault in faults]

    return _check


def crime(area, count, kind="0.0.0 ", period="2025JJ00", suffix="_1"):
    """A record as the police serve it; a zero comes without a name."""
    named = {"Gemeentenaam_2": "Elders".ljust(30), "SoortRegio_3": "Buurt   "}
    blank = {"Gemeentenaam_2": " " * 30, "SoortRegio_3": " " * 8}
    record = {"ID": 1, "SoortMisdrijf": kind, "WijkenEnBuurten": area.ljust(10), "Perioden": period}
    return record | {f"GeregistreerdeMisdrijven{suffix}": count} | (named if count else blank)


OURS = Areas.load().codes
FIRST, SECOND = OURS[:2]


def buurt(wijk, number):
    return f"BU{wijk[2:]}{number:02}"


def real_rows(file):
    with (REAL / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def real_crimes(check):
    rows = real_rows("politie/47018NED_2023_totaal_buurten_gm1916.csv")
    count = "GeregistreerdeMisdrijven_1"
    return check("misdrijven", [row | {count: int(row[count])} for row in rows])


@pytest.fixture
def real_people(check):
    rows = real_rows("cbs/85984NED_inwoners_2024_buurten_gm1916.csv")
    people = [{"WijkenEnBuurten": row["nhood_id"], "AantalInwoners_5": int(row["population"])} for row in rows]
    return check("bevolking", people)[0]


# --- keys, names and zeros ------------------------------------------------------------------------------------


def test_padded_keys_become_codes_and_a_zero_without_a_name_is_a_zero_of_its_own_wijk(check):
    records = [crime(buurt(FIRST, 0), 7), crime(buurt(FIRST, 1), 0), crime("BU99999999", 5), crime("NL00", 9)]
    table, said = check("misdrijven", records)
    assert table.area.tolist() == [buurt(FIRST, 0), buurt(FIRST, 1), "BU99999999", "NL00"]
    assert table.crime.tolist() == ["0.0.0"] * 4
    assert by_wijk(table, "crimes", [FIRST]).tolist() == [7]
    assert "1 rij gaat over een ander gebied en telt niet mee." in said


def test_a_municipality_that_params_name_is_no_other_area_and_its_wijken_are(check, tmp_path, monkeypatch):
    params = shutil.copytree(paths.PARAMS, tmp_path / "named")
    file = params / "municipality.yml"
    named = "comparable_municipalities: [{code: GM9901, name: Voorbeeldgemeente}]"
    file.write_text(file.read_text("utf-8").replace("comparable_municipalities: []", named), "utf-8")
    records = [crime(buurt(FIRST, 0), 7), crime("GM9901", 5), crime("WK990101", 3), crime("GM9902", 3)]
    _, before = check("misdrijven", records)
    monkeypatch.setattr(paths, "PARAMS", params)
    _, after = check("misdrijven", records)
    assert "3 rijen gaan over een ander gebied en tellen niet mee." in before
    assert "2 rijen gaan over een ander gebied en tellen niet mee." in after
    assert not [one for one in check("misdrijven", records[:2])[1] if "ander gebied" in one]


@needs_real
def test_the_real_crimes_are_those_of_the_municipality_by_code(real_crimes):
    table, said = real_crimes
    ours = table[of_municipality(table.area, OURS)]
    assert (len(table), len(ours), ours.crimes.sum()) == (45, 43, 3762)
    assert table.set_index("area").crimes["BU16800309"] == 0
    assert "2 rijen gaan over een ander gebied en tellen niet mee." in said


def test_a_name_of_a_region_is_refused_and_the_hint_says_why():
    with pytest.raises(Unreadable) as refused:
        statline.region.read("De Zijde / Duivenvoorde / Park Veursehou")
    assert "StatLine kort namen in" in refused.value.hint


@needs_real
def test_every_real_key_is_read_and_every_real_title_refused():
    rows = real_rows("politie/47018NED_WijkenEnBuurten_gm1916.csv")
    assert [statline.region.read(row["Key"]) for row in rows] == [row["Key"].strip() for row in rows]
    assert any(row["Title"].endswith("Park Veursehou") for row in rows)
    for row in rows:
        with pytest.raises(Unreadable):
            statline.region.read(row["Title"])
    kinds = real_rows("politie/47018NED_SoortMisdrijf.csv")
    assert [statline.crime.read(row["Key"]) for row in kinds] == [statline.crime.read(row["Title"]) for row in kinds]


@pytest.mark.parametrize("suffix", ["_1", "_12", ""])
def test_the_number_behind_a_key_may_change_from_edition_to_edition(check, suffix):
    assert check("misdrijven", [crime(FIRST, 7, suffix=suffix), crime(SECOND, 8, suffix=suffix)])[0].crimes.sum() == 15


def test_where_no_row_is_of_this_municipality_and_where_borders_differ_it_is_said(check):
    assert "Geen enkele rij gaat over deze gemeente." in check("misdrijven", [crime("WK999901", 7)])[1]
    other = f"{FIRST[:6]}99"
    _, said = check("misdrijven", [crime(FIRST, 7), crime(other, 3)])
    assert f"Deze codes staan niet in data/reference/wijken.csv: {other}." in said


# --- totals, levels and periods -------------------------------------------------------------------------------


def test_the_total_is_taken_as_given_and_what_is_in_no_kind_is_said(check):
    counts = {"0.0.0 ": 100, "1.1.1 ": 30, "2.2.1 ": 55}
    municipality = f"GM{FIRST[2:6]}"
    records = [
        crime(municipality, count, kind, f"{year}JJ00") for kind, count in counts.items() for year in (2023, 2024)
    ]
    table, said = check("misdrijven", records)
    assert not [text for text in said if "som" in text or "totaal" in text.casefold()]
    found = neighbourhoods.crimes(table, None, OURS, QUARTER)
    assert found[["measure", "value", "denominator"]].values.tolist() == [["crimes_without_kind", 15, 100]]


def test_a_kind_that_is_known_in_part_counts_as_far_as_it_is_known(check):
    table, _ = check("misdrijven", [crime(wijk, 40) for wijk in OURS])
    kind = table.assign(crime="1.1.1", crimes=pd.array([10, *[None] * (len(OURS) - 1)], "Int64"))
    found = neighbourhoods.crimes(pd.concat([table, kind]), None, OURS, QUARTER).query("measure.str.contains('kind')")
    assert found[["value", "denominator"]].values.tolist() == [[40 * len(OURS) - 10, 40 * len(OURS)]]


def test_the_last_year_is_that_of_our_wijken(check):
    records = [crime(FIRST, 9, period="2024JJ00"), crime(buurt(SECOND, 0), 7, period="2024JJ00")]
    elsewhere = [crime("NL00", 800_000, period="2025JJ00"), crime(f"GM{FIRST[2:6]}", 90, period="2025JJ00")]
    table, _ = check("misdrijven", [*records, *elsewhere])
    found = neighbourhoods.crimes(table, None, OURS, QUARTER)
    assert found[["area", "period", "value"]].values.tolist() == [[FIRST, "2024", 9], [SECOND, "2024", 7]]


def test_a_score_of_others_makes_no_last_year_of_ours():
    days = {2022: ("2022-01-01", "2022-12-31"), 2024: ("2024-01-01", "2024-12-31")}
    scores = pd.DataFrame(
        [(FIRST, 6, *days[2022]), (f"GM{FIRST[2:6]}", 8, *days[2024])],
        columns=["area", "score_class", "period_start", "period_end"],
    ).astype({"period_start": "datetime64[us]", "period_end": "datetime64[us]"})
    found = neighbourhoods.liveability(scores, OURS, QUARTER)
    assert found[["area", "period", "value"]].values.tolist() == [[FIRST, "2022", 6], [FIRST, "2022", 6]]


def test_a_rate_takes_the_inhabitants_of_the_year_in_which_the_buurten_are_known(check):
    table, _ = check("misdrijven", [crime(buurt(FIRST, 0), 50, period="2025JJ00")])
    people = pd.DataFrame(
        {"area": [buurt(FIRST, 0), f"GM{FIRST[2:6]}"], "inhabitants": [1000, 78_000], "source": "CBS"}
    ).assign(
        period_start=pd.to_datetime(["2024-01-01", "2025-01-01"]),
        period_end=pd.to_datetime(["2024-12-31", "2025-12-31"]),
    )
    found = neighbourhoods.crimes(table, people, OURS, QUARTER).query("unit == 'per_1000'")
    assert found[["value", "start"]].values.tolist() == [[50.0, pd.Timestamp("2024-01-01")]]


def test_buurten_are_added_up_by_code_and_never_beside_their_wijk(check):
    records = [crime(FIRST, 9), crime(buurt(FIRST, 0), 4), crime(buurt(FIRST, 1), 5), crime(buurt(SECOND, 0), 6)]
    table, _ = check("misdrijven", records)
    assert by_wijk(table, "crimes", OURS).head(2).tolist() == [9, 6]


def months(count, year=2025, code="MM"):
    return [crime(FIRST, count, period=f"{year}{code}{at:02}") for at in range(1, {"MM": 13, "KW": 5}[code])]


@pytest.mark.parametrize(
    ("records", "counted"),
    [
        ([*months(2), crime(FIRST, 25)], 25),
        (months(2), 24),
        (months(6, code="KW"), 24),
        ([*months(2), *months(6, code="KW")], 24),
    ],
)
def test_a_year_its_months_and_its_quarters_are_never_counted_twice(check, records, counted):
    table, _ = check("misdrijven", records)
    assert per_year(table, ["area"], "crimes").values.tolist() == [[FIRST, 2025, counted]]


def test_a_year_that_lacks_a_month_is_no_year(check):
    assert per_year(check("misdrijven", months(2)[:-1])[0], ["area"], "crimes").empty


@needs_real
def test_every_real_period_is_a_year():
    read = [statline.period.read(row["Key"]) for row in real_rows("politie/47018NED_Perioden.csv")]
    assert [(first.month, last.month, last.year - first.year) for first, last in read] == [(1, 12, 0)] * 12


# --- downloads of StatLine ------------------------------------------------------------------------------------

STATLINE = (
    "misdrijven: {headers: {Wijken en buurten: Regio's, Geregistreerde misdrijven: Geregistreerde misdrijven (aantal)}}"
)


def test_a_download_of_statline_is_read_with_its_titles_its_points_and_its_stars(check, mapped):
    mapped(STATLINE)
    lines = ['"Soort misdrijf";"Perioden";"Regio\'s";"Geregistreerde misdrijven (aantal)"']
    lines += ['"Totaal misdrijven";"2023";"Nederland";1078439', '"3.7.4 Cybercrime";"2023 december*";"NL01";.']
    table, _ = check("misdrijven", "\ufeff" + "\n".join(lines), "download.csv")
    assert table.crime.tolist() == ["0.0.0", "3.7.4"]
    assert table.crimes.fillna(-1).tolist() == [1078439, -1]
    assert table.period_end.dt.strftime("%Y-%m-%d").tolist() == ["2023-12-31", "2023-12-31"]


@needs_real
def test_the_real_download_of_crimes_gives_the_country(check, mapped):
    header = "Geregisteerde misdrijven (aantal)"  # so misspelt by the source
    mapped(
        f"misdrijven:\n  headers: {{Wijken en buurten: Regio's, Geregistreerde misdrijven: {header}}}\n"
        "  rows: {Regio's: [Nederland]}\n"
    )
    table, said = check("misdrijven", (REAL / "cbs/47013NED_misdrijven_provincies_statline.csv").read_text("utf-8"))
    total = table[table.crime == "0.0.0"].set_index("period_start").crimes
    assert total["2013-01-01"] == 1078439 and set(table.area) == {"NL00"}
    assert "Geen enkele rij gaat over deze gemeente." in said


# --- the Veiligheidsmonitor -----------------------------------------------------------------------------------


def survey(*years):
    municipality = f"GM{FIRST[2:6]}"
    margins = {"MW00000": 0, "MOG0095": -2, "MBG0095": 2}
    return [
        {"ID": 1, "Marges": key, "RegioS": area.ljust(6), "Perioden": f"{year}JJ00"}
        | {"VoeltZichWeleensOnveiligInBuurt_50": 15.2 + side, "RapportcijferLeefbaarheidWoonbuurt_18": None}
        for year in years
        for area in (municipality, "NL01")
        for key, side in margins.items()
    ]


def test_the_survey_has_its_margins_and_nothing_is_compared_across_2021(check):
    table, _ = check("veiligheidsmonitor", survey(2017, 2019, 2021, 2023))
    said = safety_survey.residents_say(table, f"GM{FIRST[2:6]}", QUARTER)
    assert said.groupby("period").series.unique().map(list).to_dict() == {
        "2017": ["before 2021"],
        "2019": ["before 2021"],
        "2021": ["since 2021"],
        "2023": ["since 2021"],
    }
    found = safety_outcome.outcomes(said)
    assert set(found.period) == {"2021", "2023"}
    assert found[["estimate", "low", "high"]].drop_duplicates().values.tolist() == [[15.2, 13.2, 17.2]]


def test_a_survey_of_before_2021_alone_says_that_it_is_and_not_that_it_is_left_out(check):
    table, _ = check("veiligheidsmonitor", survey(2017, 2019))
    found = safety_outcome.outcomes(safety_survey.residents_say(table, f"GM{FIRST[2:6]}", QUARTER))
    assert set(found.rule) == {"Deze cijfers zijn van vóór 2021. Toen veranderde de manier van vragen."}


@needs_real
def test_the_real_download_of_the_survey_lies_before_the_break(check, mapped):
    path = "(On)veiligheidsbeleving /Buurt/Onveiligheidsgevoelens/Voelt zich wel eens onveilig in buurt (%)"
    mapped(
        f'veiligheidsmonitor:\n  headers: {{Voelt zich weleens onveilig in buurt: "{path}"}}\n'
        "  rows: {Regio's: [Nederland]}\n"
    )
    file = REAL / "cbs/81877NED_veiligheidsbeleving_provincies_statline.csv"
    table, _ = check("veiligheidsmonitor", file.read_text("utf-8"))
    said = safety_survey.residents_say(table, f"GM{FIRST[2:6]}", QUARTER)
    assert said[["period", "value"]].values.tolist()[0] == ["2013", 18.8]
    assert set(said.series) == {"before 2021"}


# --- the Leefbaarometer ---------------------------------------------------------------------------------------


def test_the_year_of_a_score_is_that_of_its_row_whatever_the_layer_is_called(check):
    records = [
        {"id": FIRST, "name": "De Zijde", "year": year, "kscore": score, "afw": 0.0571, "won": -0.04}
        for year, score in (("2022", 6), ("2024", 7))
    ]
    features = [
        {"type": "Feature", "id": f"wijkscore{row['year'][2:]}.1", "geometry": None, "properties": row}
        for row in records
    ]
    table, _ = check(
        "leefbaarometer", json.dumps({"type": "FeatureCollection", "features": features}), "leefbaarometer.json"
    )
    assert table.score_class.tolist() == [6, 7] and table.deviation.tolist() == [0.0571, 0.0571]
    found = neighbourhoods.liveability(table, OURS, QUARTER)
    assert found[["area", "period", "value"]].values.tolist() == [[FIRST, "2024", 7], [FIRST, "2024", 7]]


@needs_real
def test_the_real_scores_give_a_wijk_its_lowest_and_highest_buurt(check, mapped):
    mapped(
        "leefbaarometer: {headers: {Gebiedscode: code, Jaar: raw.year, Klasse: raw.kscore, Afwijking: raw.afw}, "
        "not_read: [naam]}"
    )
    text = (REAL / "leefbaarometer/lbm3_2024_buurten_gm1916.geojson").read_text("utf-8")
    table, _ = check("leefbaarometer", text, "buurten.geojson")
    found = neighbourhoods.liveability(table, OURS, QUARTER)
    of_first = found[found.area == "WK191612"].value.tolist()
    assert of_first == [9, 9] and set(found.period) == {"2024"}


# --- inhabitants, and who lives where crimes happen -----------------------------------------------------------


def people(*counts):
    return pd.DataFrame(counts, columns=["area", "inhabitants"]).assign(
        period_start=pd.Timestamp("2024-01-01"), period_end=pd.Timestamp("2024-12-31")
    )


@pytest.mark.parametrize("wijk", ["WK000101", "WK987602"])
def test_a_buurt_where_nobody_lives_is_left_out_of_the_rate_in_any_municipality(wijk):
    counts = pd.DataFrame({"crime": "0.0.0", "area": [buurt(wijk, 1), buurt(wijk, 2)], "crimes": [300, 20]}).assign(
        period_start=pd.Timestamp("2024-01-01"), period_end=pd.Timestamp("2024-12-31"), borders_year=2024
    )
    found = neighbourhoods.crimes(counts, people((buurt(wijk, 1), 0), (buurt(wijk, 2), 1000)), [wijk], QUARTER)
    assert found[["measure", "split", "group", "value"]].values.tolist() == [
        ["wijk_crimes", "", "", 320],
        ["wijk_crimes", "buurt", buurt(wijk, 1), 300],
        ["wijk_crimes_per_1000", "", "", 20],
    ]
    of_wijk = counts.assign(area=[wijk, f"{wijk[:-2]}99"])
    blind = neighbourhoods.crimes(of_wijk, people((wijk, 1000)), [wijk], QUARTER)
    assert set(blind.measure) == {"wijk_crimes"}  # no buurten: nobody can tell, so no rate


@needs_real
def test_the_real_shopping_centre_does_not_blame_the_residents_of_its_wijk(real_crimes, real_people):
    found = neighbourhoods.crimes(real_crimes[0], real_people, OURS, QUARTER)
    rates = found[found.measure == "wijk_crimes_per_1000"].set_index("area").value
    counts = found[(found.measure == "wijk_crimes") & (found.split == "")].set_index("area").value
    assert counts["WK191601"] == 701 and round(rates["WK191601"], 1) == round(191 / 5375 * 1000, 1)
    left_out = found[found.split == "buurt"]
    assert left_out[["group", "value", "denominator"]].values.tolist() == [["BU19160103", 510, 0]]


@needs_real
def test_the_real_inhabitants_take_the_place_of_the_fixed_table(real_people):
    reference = Areas.load()
    areas = inhabitants.with_delivered(reference, {"bevolking": real_people}, 2026)
    assert areas.table.inhabitants.tolist() == reference.table.inhabitants.tolist()
    assert set(areas.table.inhabitants_source) == {"CBS Kerncijfers wijken en buurten 2024"}
    assert areas.population is reference.population  # without 65+ per wijk the table of ages stays


def test_delivered_inhabitants_are_those_of_the_last_year_up_to_the_quarter_with_their_source(check):
    rows = [
        f"{buurt(wijk, part)};{year};{count};{count // 4};CBS {year}"
        for wijk in OURS
        for part in (0, 1)
        for year, count in ((2023, 400), (2025, 500))
    ]
    text = "\n".join(["Wijken en buurten;Perioden;Aantal inwoners;65 jaar of ouder;Bron", *rows])
    table, _ = check("bevolking", text)
    for until, count, year in ((2026, 1000, 2025), (2024, 800, 2023)):
        areas = inhabitants.with_delivered(Areas.load(), {"bevolking": table}, until)
        assert set(areas.table.inhabitants) == {count} and set(areas.table.inhabitants_year) == {year}
        assert areas.population.aged_65_plus.tolist() == [*[count // 4] * len(OURS), count // 4 * len(OURS)]
        assert set(areas.population.source) == {f"CBS {year}"}
    assert inhabitants.with_delivered(Areas.load(), {"bevolking": table}, 2022).table.equals(Areas.load().table)


# --- beside the training, and the rules of the project --------------------------------------------------------


def test_crime_beside_the_training_is_of_whole_years_and_of_the_municipality(check):
    records = [crime(wijk, 3, "3.7.4 ", f"{year}JJ00") for wijk in OURS for year in (2024, 2025, 2026)]
    records += [crime(OURS[0], 8, "3.9.2 "), crime(f"GM{FIRST[2:6]}", 90, "3.9.1 ")]
    table, _ = check("misdrijven", records)
    found = registered_crime.online_crime(table, OURS, QUARTER)
    assert found[["group", "period", "value"]].values.tolist() == [
        ["3.7.4", "2024", 3.0 * len(OURS)],
        ["3.7.4", "2025", 3.0 * len(OURS)],
        ["3.9.1", "2025", 90.0],
    ]
    assert "2026" in set(registered_crime.online_crime(table, OURS, Quarter(2026, 4)).period)


def test_the_project_has_rules_for_each_public_source_and_they_fit_their_contracts():
    optional = {name for name, contract in sources.contracts().items() if contract.is_optional}
    assert set(exports_file.own_contracts(paths.PARAMS)) == optional
