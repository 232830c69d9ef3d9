"""What holds for every display: Dutch, escapable, the same twice, no exception where data are missing."""

import base64
import json
import math
import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest

from helpers import displays as show
from helpers.displays.indicators.scorecard import by_goal
from helpers.floor import paths
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Figure, Piece, Table, Text

SUMMARY = [
    show.answer,
    show.status_counts,
    show.scorecard,
    show.status_rules,
    show.changes,
    show.decisions,
    show.chapter_answers,
    show.definitions,
    show.data_sources,
    show.indicators_by_goal,
    show.indicators_by_owner,
    *(
        lambda result, at=at, call=call: call(result, list(by_goal(result))[at])
        for at in range(4)
        for call in (show.indicator_table, show.indicator_trend)
    ),
]
SCAN_CAR = [
    show.answer,
    show.hours_by_purpose,
    show.wijk_small_multiples,
    show.change_against_change,
    show.estimate_with_placebos,
    show.gates,
    show.robustness,
    show.leave_one_out,
    show.quarterly_outcomes,
    show.exploratory,
    show.preregistration,
    show.data_sources,
]
REFUSED = [show.answer, show.estimate_with_placebos, show.gates, show.robustness, show.leave_one_out]
TRAINING = [show.answer, show.pacing, show.sessions, show.reach_by_wijk, show.reach_funnel, show.reach_gaps]
DEALERS = [
    show.answer,
    show.compliance,
    show.items,
    show.selection,
    show.sectors,
    show.reinspections,
    show.time_to_compliance,
]
EVERY = [
    *(("summary", c) for c in SUMMARY),
    *(("scan_car", c) for c in SCAN_CAR),
    *(("refused", c) for c in REFUSED),
    *(("training", c) for c in TRAINING),
    *(("dealers", c) for c in DEALERS),
]
REASON = "Het systeem is overgezet"


@pytest.fixture(scope="module", params=EVERY, ids=lambda pair: f"{pair[0]}-{getattr(pair[1], '__name__', '')}")
def piece(request):
    """Every display on its hand-made result."""
    name, display = request.param
    return display(request.getfixturevalue(name))


def texts(value):
    """Every text in a piece that a reader sees: not the drawings, not the data."""
    if isinstance(value, dict):
        seen = {k: v for k, v in value.items() if k not in ("svg", "graphic", "data", "style", "kind", "name")}
        return [text for part in seen.values() for text in texts(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def drawn(piece):
    return re.findall(r"<text[^>]*>([^<]*)</text>", piece.svg) if isinstance(piece, Figure) else []


def sentences(piece):
    kept = piece.as_json()
    whole = [
        *kept.get("sentences", []),
        kept.get("headline", ""),
        kept.get("title", ""),
        kept.get("alt", ""),
        *kept.get("notes", []),
    ]
    return [part for text in whole for part in re.split(r"(?<=[.?!]) (?=[A-Z“])", text) if part]


def test_every_display_gives_a_piece_with_plain_json(piece):
    assert isinstance(piece, Piece)
    json.dumps(piece.as_json(), allow_nan=False)


def test_no_text_has_markup_or_a_word_of_the_computer(piece):
    for text in [*texts(piece.as_json()), *drawn(piece)]:
        assert not re.search(r"\b(nan|none|null|inf|true|false|NaT)\b|<[a-z/]|&lt;|\d\.\d(?!\d\d)", text, flags=re.I), (
            text
        )
        assert not re.search(r"significant|geen effect|veroorzaakt|dankzij", text, flags=re.I), text


def test_a_sentence_has_at_most_twenty_words(piece):
    for sentence in sentences(piece):
        assert len(sentence.split()) <= 20, sentence


def test_a_table_has_named_columns_and_full_rows(piece):
    if isinstance(piece, (Figure, Table)):
        assert all(piece.columns) and len(piece.data.rows)
        for row in piece.rows:
            assert len(row) in (1, len(piece.columns)) and all(cell.text for cell in row)
        assert all(len(row) == len(piece.data.columns) for row in piece.data.rows)


def test_every_display_gives_its_figures_as_a_frame(piece):
    frame = piece.frame()
    if isinstance(piece, (Figure, Table)):
        assert frame.columns.tolist() == piece.data.columns
        told = [[None if pd.isna(value) else value for value in row] for row in frame.to_numpy(dtype=object)]
        assert told == piece.data.rows


def test_a_figure_is_the_same_bytes_twice_and_carries_no_date_or_foreign_id(scan_car):
    first, second = show.hours_by_purpose(scan_car), show.hours_by_purpose(scan_car)
    assert first.svg == second.svg
    assert not re.search(r"<metadata|<style|20\d\d-\d\d-\d\d|<svg[^>]* width=", first.svg)
    assert "viewBox" in first.svg and "<text" in first.svg
    assert all(one.startswith("hours_by_purpose-") for one in re.findall(r' id="([^"]+)"', first.svg))


def test_outside_a_page_a_figure_is_an_image_that_needs_no_page(scan_car):
    shown = show.hours_by_purpose(scan_car)._repr_mimebundle_()["text/html"]
    image = base64.b64decode(re.search(r'<img [^>]*src="data:image/svg\+xml;base64,([^"]+)"', shown)[1]).decode()
    root = ElementTree.fromstring(image)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "sans-serif" in root.get("style") and "#ffffff" in root.get("style")


def test_a_figure_draws_with_the_tokens_of_the_palette_only(scan_car, training, dealers, summary, goal):
    from helpers.displays.drawing import palette

    tokens = {value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    figures = [
        show.hours_by_purpose(scan_car),
        show.wijk_small_multiples(scan_car),
        show.pacing(training),
        show.change_against_change(scan_car),
        show.estimate_with_placebos(scan_car),
        show.leave_one_out(scan_car),
        show.compliance(dealers),
        show.items(dealers),
        show.indicator_trend(summary, goal(summary, "BR-1-1")),
    ]
    for figure in figures:
        assert set(re.findall(r"#[0-9a-f]{6}\b", figure.svg)) <= tokens, figure.name


def test_the_drawing_does_not_repeat_the_title(scan_car):
    figure = show.hours_by_purpose(scan_car)
    assert not any(figure.title in text or figure.subtitle in text for text in drawn(figure))


@pytest.mark.parametrize(
    ("subject", "displays", "missing"),
    [
        ("scan_car_cleanliness", SCAN_CAR, {"scanauto_inzet": REASON, "wijkatlas": REASON}),
        ("cyber_training", TRAINING, {"cybertraining_deelnemers": REASON, "cybertraining_bijeenkomsten": REASON}),
        ("dealer_compliance", DEALERS, {"opkoper_controles": REASON, "opkopers": REASON}),
        ("management_summary", SUMMARY, {"bodycams": REASON}),
        ("safety_indicators", SUMMARY, {"bodycams": REASON}),
    ],
)
def test_a_missing_export_gives_a_sentence_and_never_an_exception(subject, displays, missing, empty):
    result = empty(subject, **missing)
    pieces = [display(result) for display in displays]
    assert not any(isinstance(piece, Figure) for piece in pieces)
    assert any(REASON.lower() in text.lower() for piece in pieces for text in texts(piece.as_json()))
    for text in [text for piece in pieces for text in texts(piece.as_json())]:
        assert not re.search(r"\b(nan|none)\b", text, flags=re.I), text


@pytest.mark.parametrize("display", [show.hours_by_purpose, show.pacing, show.compliance, show.wijk_small_multiples])
def test_a_result_without_rows_says_what_cannot_be_told(display, empty):
    piece = display(empty("scan_car_cleanliness"))
    assert isinstance(piece, Text) and "niets laten zien" in piece.sentences[0]


@pytest.mark.parametrize(("result", "display"), EVERY)
def test_a_result_in_which_everything_is_withheld_shows_no_number_of_it(result, display, request):
    whole = request.getfixturevalue(result)
    hidden = whole.measures.assign(value=math.nan, numerator=math.nan, denominator=math.nan, withheld="small")
    piece = display(replace(whole, measures=hidden, estimates=tables.estimates()))
    assert isinstance(piece, Piece)
    assert not any(re.search(r"\bnan\b", text) for text in texts(piece.as_json()))


POINTED_AT = [
    (page.stem, name)
    for page in sorted(paths.NOTEBOOKS.glob("*.ipynb"))
    for name in re.findall(r"\[\]\((?:figuur|tabel):(\w+)\)", page.read_text("utf-8"))
]


@pytest.mark.parametrize(("subject", "name"), POINTED_AT)
def test_what_a_page_points_at_has_its_name_where_it_cannot_be_shown(empty, subject, name):
    """An early quarter has no year behind it: a page that points at nothing is not published."""
    assert getattr(show, name)(empty(subject)).name == name
