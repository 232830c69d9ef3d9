"""The chapter on the surroundings: with every export, with one of them, beside others, and with none in one line."""

import json
from dataclasses import replace

import nbformat
import pandas as pd
import params_at_random
import pytest
from nbformat.v4 import new_output

from helpers import displays as show
from helpers.analyses import surroundings
from helpers.displays.indicators.changes import chapters
from helpers.floor import paths
from helpers.floor.params.comparable import ComparableMunicipality
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.pieces import MIME, Absent, Answer, ChapterAnswers
from helpers.floor.shapes.tables import rows_of
from helpers.runner.page.rendering import render_quarter

SHOWN = ("veiligheidsmonitor", "misdrijven", "overlast", "leefbaarometer")
DISPLAYS = (
    "answer", "residents_safety", "residents_compared", "police_years", "police_compared", "liveability",
    "about_neighbourhoods", "neighbourhoods", "crime_kinds", "nuisance_kinds", "surroundings_sources",
)  # fmt: skip
BOOK = paths.NOTEBOOKS / "surroundings.ipynb"
CONTEXT = {
    "municipality": "Voorbeeldstad", "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026",
    "date_dutch": "30 september 2026", "edition": 1, "kind": "concept", "is_made_up": True, "code_version": "abc123",
    "data_hash": "f00d", "built_at": None, "exports_until": "30 september 2026",
}  # fmt: skip
THERE = ComparableMunicipality(code="GM9901", name="Voorbeeldgemeente")


def only(delivery, *datasets):
    """The delivery with these of the four exports, and no reason why the others are not there."""
    gone = set(SHOWN) - set(datasets)
    return replace(
        delivery,
        tables={name: table for name, table in delivery.tables.items() if name not in gone},
        exports=tuple(one for one in delivery.exports if one.dataset not in gone),
    )


def beside(delivery, *others):
    own = delivery.settings.municipality.model_copy(update={"comparable_municipalities": others})
    return replace(delivery, settings=delivery.settings.model_copy(update={"municipality": own}))


def with_rows_of(delivery, dataset, area, times=1.0, value="crimes"):
    """The delivery in which another area has the rows of the whole municipality, so many times as high."""
    table = delivery[dataset]
    ours = table[table.area == delivery.settings.municipality.code]
    theirs = ours.assign(area=area, **{value: (ours[value] * times).round()})
    return replace(delivery, tables={**delivery.tables, dataset: pd.concat([table, theirs], ignore_index=True)})


@pytest.fixture(scope="module")
def around(analysed):
    return analysed(surroundings)


@pytest.fixture(scope="module")
def nothing(sample):
    return surroundings.analyse(only(sample))


def said(piece):
    return " ".join(piece.sentences)


def test_the_answer_says_what_residents_say_what_the_police_count_and_the_class(around):
    answer = show.answer(around)
    assert isinstance(answer, Answer)
    assert answer.headline == (
        "15,4% van de inwoners voelde zich in 2025 weleens onveilig in de buurt; in heel Nederland 15,3%"
    )
    assert all(word in said(answer) for word in ("verschilt, is niet te zeggen", "misdrijven", "Leefbaarometer van"))


def test_what_the_answer_says_no_point_of_the_chapter_says_again(around):
    answer = show.answer(around)
    points = [*show.residents_compared(around).sentences, *show.police_compared(around).sentences]
    assert not set(answer.sentences) & set(points) and len(set(points)) == len(points)
    assert "3.874" in said(answer) and not any("3.874" in point for point in points)


def test_overlast_is_registered_and_no_registration_is(around, sample):
    alone = surroundings.analyse(only(sample, "overlast"))
    assert show.answer(alone).headline.startswith("De politie registreerde 1.819 keer overlast in 2025")
    for text in (said(show.police_compared(around)), show.police_years(around).alt):
        assert "1.819 keer overlast" in text and "registraties" not in text


@pytest.mark.parametrize(("dataset", "starts"), [("misdrijven", "De politie"), ("leefbaarometer", "De Leefbaarometer")])
def test_one_export_alone_gives_the_chapter_its_answer(sample, dataset, starts):
    result = surroundings.analyse(only(sample, dataset))
    assert show.answer(result).headline.startswith(starts)
    assert isinstance(show.residents_safety(result), Absent)


def test_without_any_export_every_piece_is_the_same_one_line(nothing):
    pieces = [getattr(show, name)(nothing) for name in DISPLAYS]
    assert {(one.kind, one.what, one.why) for one in pieces} == {
        (
            "absent",
            "de omgeving",
            "de exports “Veiligheidsmonitor”, “Geregistreerde misdrijven”, “Geregistreerde overlast” en "
            "“Leefbaarometer” zijn niet geleverd",
        )
    }


def executed(notebook, inputs):
    """The notebook with its pieces as they come of a kernel."""
    book = nbformat.read(notebook, 4)
    pieces = iter(params_at_random.shown(notebook, inputs))
    for cell in book.cells:
        if cell.cell_type == "code" and cell.source.startswith("show."):
            cell.outputs = [new_output("display_data", {MIME: json.loads(next(pieces))})]
    return book


def quarter_of(inputs):
    """The one file of a summary that quotes this chapter, and the chapter."""
    summary = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Samenvatting\n\nHoe staat het?")])
    quoting = nbformat.v4.new_code_cell("show.chapter_answers(result)")
    quoting.outputs = [new_output("display_data", {MIME: ChapterAnswers(["surroundings"]).as_json()})]
    summary.cells += [nbformat.v4.new_markdown_cell("## Hoofdstukken"), quoting]
    return render_quarter([("management_summary", summary), ("surroundings", executed(BOOK, inputs))], context=CONTEXT)


def test_on_the_page_a_chapter_without_exports_is_its_title_and_one_line_and_is_not_quoted(sample):
    page = quarter_of(only(sample))
    chapter = page[page.index('id="surroundings"') :]
    assert page.count("Niet te tonen:") == 1 and "de omgeving (de exports" in chapter
    assert "<h3" not in chapter and "<figure" not in chapter and "<table" not in chapter
    assert 'class="quote-headline"' not in page and page.count("De omgeving") == 2  # the contents list and the title
    whole = quarter_of(sample)
    assert "Niet te tonen:" not in whole and 'class="quote-headline"' in whole and "<figure" in whole


def test_the_summary_asks_for_the_chapter_unless_it_is_left_out(around):
    assert "surroundings" in chapters(around)
    own = around.settings.municipality.model_copy(update={"chapters_left_out": ["surroundings"]})
    left = replace(around, settings=around.settings.model_copy(update={"municipality": own}))
    assert "surroundings" not in chapters(left)


def test_a_comparable_municipality_stands_beside_ours_where_params_name_it(sample):
    more = with_rows_of(sample, "misdrijven", "GM9901", times=2)
    alone, compared = (surroundings.analyse(one) for one in (more, beside(more, THERE)))
    assert set(rows_of(alone.measures, measure="yearly_crimes", split="").area) == {sample.settings.municipality.code}
    assert "Voorbeeldgemeente" not in said(show.police_compared(alone))
    text = said(show.police_compared(compared))
    assert "Niet van elk gebied zijn inwoners bekend" in text and "geen ranglijst" in text
    assert "eerste jaar is 100" in show.police_years(compared).svg


def test_with_their_inhabitants_they_stand_there_per_inhabitant(sample):
    living = sample["bevolking"].iloc[:1].assign(area="GM9901", inhabitants=10_000)
    more = with_rows_of(beside(sample, THERE), "misdrijven", "GM9901", times=0.1)
    table = pd.concat([more["bevolking"], living], ignore_index=True)
    result = surroundings.analyse(replace(more, tables={**more.tables, "bevolking": table}))
    # Of 2022 the inhabitants are known, three years before the newest count.
    assert "Per 1.000 inwoners was het in 2025: hier 50, Voorbeeldgemeente 39." in said(show.police_compared(result))
    assert "Misdrijven, per 1.000 inwoners" in show.police_years(result).svg


def test_a_comparable_municipality_without_rows_is_named(sample):
    text = said(show.police_compared(surroundings.analyse(beside(sample, THERE))))
    assert "Over Voorbeeldgemeente is geen cijfer van misdrijven geleverd." in text


def test_a_planted_rise_of_crime_is_more_than_ordinary_and_turned_round_it_is_less(sample):
    crimes = sample["misdrijven"]
    is_newest = crimes.period_start.dt.year == 2025
    for times, word, than in ((1.5, "meer", "hoger"), (0.5, "minder", "lager")):
        moved = crimes.assign(crimes=crimes.crimes.where(~is_newest, (crimes.crimes * times).round()))
        result = surroundings.analyse(replace(sample, tables={**sample.tables, "misdrijven": moved}))
        assert show.police_years(result).title.endswith(f"in 2025; dat is {word} dan gewoon")
        assert f"{than} dan in 2024" in said(show.police_compared(result))


def test_a_planted_difference_with_the_country_is_named_and_turned_round_it_turns(sample):
    survey = sample["veiligheidsmonitor"]
    is_ours = (survey.area == sample.settings.municipality.code) & (survey.period_start.dt.year == 2025)
    for points, word, told in ((8, "meer", "Hier ligt het hoger"), (-8, "minder", "Hier ligt het lager")):
        moved = survey.assign(unsafe_percent=survey.unsafe_percent + points * is_ours)
        result = surroundings.analyse(replace(sample, tables={**sample.tables, "veiligheidsmonitor": moved}))
        title = show.residents_safety(result).title
        assert title == f"Hier voelden in 2025 {word} inwoners zich weleens onveilig dan in heel Nederland"
        answer = show.answer(result)
        assert (
            answer.headline == title
            and "in heel Nederland 15,3%" in said(answer)
            and told in said(show.residents_compared(result))
        )


def test_why_the_municipality_has_more_crimes_per_inhabitant_than_any_wijk_is_said_where_it_is_so(around, sample):
    named = replace(around, areas=replace(around.areas, buurten={"BU19160102": "Leidsenhage"}))
    assert said(show.about_neighbourhoods(named)).endswith(
        "De gemeente heeft 50 misdrijven per 1.000 inwoners, meer dan elke wijk. Bij de gemeente telt buurt Leidsenhage "
        "mee: 500 misdrijven en geen inwoners. In de tabel telt dat per 1.000 inwoners niet mee."
    )
    crimes = sample["misdrijven"]
    is_one = (crimes.area == "BU19160200") & (crimes.period_start.dt.year == 2025)
    more = crimes.assign(crimes=crimes.crimes.mask(is_one, 400))
    result = surroundings.analyse(replace(sample, tables={**sample.tables, "misdrijven": more}))
    assert "meer dan elke wijk" not in said(show.about_neighbourhoods(result))
    without = around.measures[around.measures.split != "buurt"]
    assert "meer dan elke wijk" not in said(show.about_neighbourhoods(replace(around, measures=without)))


def test_no_year_before_the_break_is_on_the_chapter(around):
    piece = show.residents_safety(around)
    years = {row[2].text for row in piece.rows}
    assert years == {"2021", "2023", "2025"}
    assert "In 2021 veranderde de manier van vragen" in said(show.residents_compared(around))


def test_an_earlier_quarter_knows_no_later_year(sample):
    result = surroundings.analyse(sample.at(Quarter(2025, 2)))
    assert set(result.measures.period) <= {str(year) for year in range(2015, 2025)}


def test_the_file_of_kinds_holds_the_kinds_that_were_given_under_the_names_of_the_police(around):
    rows = [[cell.text for cell in row] for row in show.crime_kinds(around).rows]
    assert rows[0][0] == "Totaal" and "Cybercrime" in [row[0] for row in rows]
    assert show.nuisance_kinds(around).notes == ["Alleen het totaal is geleverd."]
