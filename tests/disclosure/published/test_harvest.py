"""Published tables and sentences as measure rows, and the refusal of what nobody declared."""

import pytest

from helpers.disclosure.published.harvest import Edition, Unknown, harvest

MEASURES = {"VE-1-4": "elderly_trained", "VE-2-4": "compliant_dealers_percent"}
OTHERWISE = {"VE-1-4": "", "VE-2-4": "first_inspection_percent"}
FIGURES = "indicator_id,quarter,value,numerator,denominator,unit,target"


def edition(tables=None, pages=None, **more):
    about = {"yearly": "2025-Q4", "promised": MEASURES, "otherwise": OTHERWISE} | more
    return Edition("2026-Q3/1", "2026-Q3", tables or {}, pages or {}, **about)


def rows(*columns, **given):
    found = harvest(edition(**given)).rows
    return [tuple("" if one != one else one for one in row) for row in found[list(columns)].itertuples(index=False)]


def test_a_headline_has_the_measure_of_its_indicator():
    table = f"{FIGURES},status\nVE-2-4,2026-Q3,85,17,20,percent,50,gehaald\n"
    assert rows("measure", "counted", "period", "numerator", "denominator", tables={"indicators": table}) == [
        ("compliant_dealers_percent", "dealer", "2026-Q3", 17, 20)
    ]


def test_an_indicator_that_is_no_promise_any_more_has_no_row():
    table = f"{FIGURES},status\nVE-9-9,2026-Q3,4,,,count,5,achter\n"
    assert rows("measure", tables={"indicators": table}) == []


def test_the_other_reading_is_a_row_of_its_own_of_which_nothing_is_claimed_where_it_is_empty():
    table = f"{FIGURES},status,other_value\nVE-2-4,2026-Q3,85,17,20,percent,50,gehaald,\n"
    assert rows("measure", "value", "withheld", tables={"goal_3": table}) == [
        ("compliant_dealers_percent", 85, ""),
        ("first_inspection_percent", "", "withdrawn"),
    ]


def test_a_headline_of_an_earlier_quarter_is_told_as_an_earlier_report_had_it():
    table = "indicator_id,quarter,value,unit,target\nVE-1-4,2026-Q2,76,persons,200\n"
    found = harvest(edition(tables={"trend_2": table}))
    assert found.rows[["measure", "period", "value"]].values.tolist() == [["elderly_trained", "2026-Q2", 76]]
    assert [place.is_earlier for place in found.places] == [True]


def test_a_session_is_a_row_with_its_day_and_why_it_is_withheld():
    table = (
        "session,date,status,new_elderly,withheld\n"
        "S1,2026-03-01,gehouden,15,\nS2,2026-04-01,gehouden,,small\nS3,2026-10-01,gepland,,missing\n"
    )
    assert rows("group", "period", "value", "withheld", tables={"sessions": table}) == [
        ("gehouden", "S1", 15, ""),
        ("gehouden", "S2", "", "small"),
        ("gepland", "S3", "", "missing"),
    ]


def test_a_wijk_belongs_to_the_quarter_whose_small_splits_are_shown():
    table = "wijk,value,inhabitants,per_1000,low,high,shrunken_per_1000,withheld\nWK000001,,,,,,,small\n"
    assert rows("measure", "area_level", "area", "period", "withheld", tables={"reach_by_wijk": table}) == [
        ("elderly_trained", "wijk", "WK000001", "2025-Q4", "small")
    ]


def test_a_month_of_interventions_is_a_row_and_an_empty_one_is_hidden():
    table = "wijk,wijk_name,2026-08,2026-09\n,Hele gemeente,15,\n"
    assert rows("area_level", "period", "value", "withheld", tables={"monthly_interventions": table}) == [
        ("municipality", "2026-08", 15, ""),
        ("municipality", "2026-09", "", "small"),
    ]


def test_interventions_beside_a_signal_are_those_of_its_wijk_or_of_all():
    table = (
        "number,month,area,measure,group,then,today,interventions,word\n"
        "S1,2026-08,WK000001,monthly_reports,Overig,niets,niets,10,\nS2,2026-08,,monthly_reports,Overig,niets,niets,,\n"
    )
    assert rows("measure", "area", "period", "withheld", tables={"last_signals": table}, month="2026-09") == [
        ("interventions_in_wijk", "WK000001", "2026-09", ""),
        ("monthly_interventions", "", "2026-09", "small"),
    ]


def test_sentences_of_the_chapters_are_rows_too():
    pages = {
        "cyber_training": "<p>Ongeveer <b>80</b> van ongeveer 110 ouderen gaven twee cijfers: 73%.</p>"
        "<p>Van minder dan 10 ouderen is de woonwijk niet bekend; zij staan niet in deze tabel.</p>"
        "<p>Van 1 januari tot en met 31 december 2025 kwamen 109 verschillende ouderen. Ongeveer 10 van hen "
        "kwamen ook in een eerder jaar.</p>",
        "dealer_compliance": "<p>Er staan ongeveer 40 opkopers ingeschreven.</p><p>Minder dan 10 controles zonder antwoord tellen niet mee.</p>"
        "<p>Van 1 januari tot en met 31 december 2025 voldeden ongeveer 15 opkopers niet bij de eerste controle. "
        "Ongeveer 10 van hen voldeden wel bij de volgende controle.</p>"
        "<p>In Telefoons en elektronica: ongeveer 1.010 gecontroleerde opkopers.</p>",
        "wijk_profile-WK000001": "<p>Hoeveel interventies er in 2025 waren, blijft afgeschermd.</p>",
        "wijk_profile-WK000002": "<p>Er waren ongeveer 15 interventies in 2025.</p>",
    }
    assert rows("measure", "area", "group", "period", "value", "numerator", "withheld", pages=pages) == [
        ("mark_response_percent", "", "both", "2025-Q4", "", 80, ""),
        ("elderly_home_unknown", "", "unknown", "2025-Q4", "", "", "small"),
        ("elderly_trained", "", "", "2025-Q4", 109, "", ""),
        ("elderly_seen_before", "", "yes", "2025-Q4", 10, "", ""),
        ("empty_inspections", "", "", "2026-Q3", "", "", "small"),
        ("registered_dealers", "", "", "2026-Q3", 40, "", ""),
        ("dealers_after_failure", "", "", "2025-Q4", 15, "", ""),
        ("dealers_after_failure", "", "again_met", "2025-Q4", 10, "", ""),
        ("inspected_dealers", "", "Telefoons en elektronica", "2025-Q4", 1010, "", ""),
        ("wijk_interventions", "WK000001", "", "2025-Q4", "", "", "small"),
        ("wijk_interventions", "WK000002", "", "2025-Q4", 15, "", ""),
    ]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"deelnemers": "wijk,n\n"}, "deelnemers: deze tabel staat niet in de catalogus"),
        ({"freshness": "dataset,last,days_behind,persons\n"}, "freshness, persons: deze kolom staat niet"),
        ({"session_funnel": "step,value\nattendances,veel\n"}, "session_funnel, value: hier staat geen getal"),
    ],
)
def test_what_the_catalogue_does_not_know_is_refused_by_table_and_column(tables, message):
    with pytest.raises(Unknown, match=message):
        harvest(edition(tables))


@pytest.mark.parametrize("said", ["Ongeveer 45 van hen kwamen twee keer.", "Er waren 7 opkopers zonder register."])
def test_a_count_in_a_sentence_that_no_table_holds_is_refused_without_the_number(said):
    with pytest.raises(Unknown, match="de tekst van dealer_compliance: een aantal in deze zin") as caught:
        harvest(edition(pages={"dealer_compliance": f"<p>{said}</p>"}))
    assert not any(number in str(caught.value) for number in ("45", "7"))


@pytest.mark.parametrize(
    "said",
    [
        "17 van de 20 gecontroleerde opkopers voldoen.",  # a headline
        "Minder dan 10 opkopers.",  # a threshold
        "Ongeveer 33% was binnen 30 dagen in orde.",
        "Door toeval valt ongeveer eens in de 3 keer een wijk buiten de band.",
        "Met 28 willekeurig gekozen controles weten we meer.",
        "Van 12 sessies zijn er 3 vervallen.",
    ],
)
def test_a_number_that_is_told_elsewhere_or_counts_nobody_is_no_alarm(said):
    table = f"{FIGURES},status\nVE-2-4,2026-Q3,85,17,20,percent,50,gehaald\n"
    given = edition({"indicators": table}, {"dealer_compliance": said}, numbers=["10"])
    assert len(harvest(given).rows) == 1


def test_a_drawing_is_no_sentence():
    page = "<svg><text>45 opkopers</text></svg><style>.a{width:7px}</style>"
    assert harvest(edition(pages={"dealer_compliance": page})).places == []


def test_the_tables_of_earlier_code_are_read_as_that_told_them():
    tables = {
        "session_fullness": "split,group,sessions\nstatus,gehouden,3\n",
        "session_funnel": "step,value\npersons,165\nelderly,142\n",
    }
    assert rows("measure", "group", "period", "value", tables=tables) == [
        ("training_funnel", "persons", "2026-Q3", 165),
        ("elderly_trained", "", "2026-Q3", 142),
    ]
