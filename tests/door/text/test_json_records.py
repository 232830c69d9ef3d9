"""JSON of public sources: the forms that services give, made up small here, and their real bytes where these are."""

import gzip
import json

import pytest

from helpers.door import kinds, opening
from helpers.door.limits import LARGEST_COLUMNS
from helpers.floor import paths
from helpers.floor.faults import BadInput

REAL = paths.ROOT.parent / "shared" / "data" / "real"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real bytes of public sources are not here")
RECORDS = '[{"Wijk": "WK123401  ", "Aantal_1": 12}, {"Wijk": "WK123402  ", "Aantal_1": null}]'
ROWS = [["Wijk", "Aantal_1"], ["WK123401  ", "12"], ["WK123402  ", ""]]


def sheet(text, file="a.json"):
    [found] = kinds.attempt(text.encode() if isinstance(text, str) else text, file)
    return found


def refusal(text, file="a.json"):
    with pytest.raises(BadInput) as caught:
        sheet(text, file)
    [fault] = caught.value.faults
    return fault


@pytest.mark.parametrize(
    "document",
    [
        RECORDS,
        f'{{"odata.metadata": "https://x/$metadata", "value": {RECORDS}}}',
        f'{{"@odata.context": "https://x/$metadata", "value": {RECORDS}, "@odata.nextLink": "https://x?$skip=2"}}',
        f'{{"d": {{"results": {RECORDS}}}}}',
        f'{{"d": {RECORDS}}}',
        f'{{"count": 2, "next": null, "results": {RECORDS}}}',
        f'{{"_links": {{"next": {{"href": null}}}}, "_embedded": {{"wijken": {RECORDS}}}}}',
        f'{{"response": {{"numFound": 2, "docs": {RECORDS}}}}}',
    ],
)
def test_each_form_of_a_service_gives_the_same_table(document):
    assert sheet(document).rows == ROWS
    assert sheet(document).numbers == [1, 2, 3]


def test_features_give_their_properties_and_no_shape_but_that_of_a_point():
    square = {"type": "Polygon", "coordinates": [[[4.1, 52.1], [4.2, 52.1], [4.2, 52.2], [4.1, 52.1]]]}
    features = [
        {"type": "Feature", "id": "w.1", "geometry": square, "properties": {"code": "WK123401", "raw": {"won": 0.25}}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.5, 52]}, "properties": {"code": "x"}},
        {"type": "Feature", "geometry": None, "properties": None},
    ]
    found = sheet(json.dumps({"type": "FeatureCollection", "crs": {"type": "name"}, "features": features}), "a.geojson")
    assert found.rows == [
        ["code", "raw.won", "x", "y"],
        ["WK123401", "0,25", "", ""],
        ["x", "", "4,5", "52"],
        ["", "", "", ""],
    ]


def test_pages_in_a_list_are_one_table_with_the_keys_of_all():
    pages = '[{"value": [{"a": 1}], "odata.nextLink": "b"},\n{"value": [{"b": 2, "a": 3}]},\n{"value": []}]'
    assert sheet(pages).rows == [["a", "b"], ["1", ""], ["3", "2"]]


def test_cells_are_written_as_other_readers_write_them():
    record = (
        '[{"a": 0.1234567890123456789, "b": 3.0, "c": 1e-7, "d": true, "e": false, "f": null, "g": "0363", "h": 1.125,'
        ' "i": 123456789012345678901234567890, "j": NaN, "k": -0.0, "l": [1, "x"], "m": 1e999, "n": 0.30000000000000004}]'
    )
    assert sheet(record).rows[1] == [
        "0,123456789012346", "3", "0,0000001", "waar", "onwaar", "", "0363", "1,1250",
        "123456789012345678901234567890", "", "0", "1, x", "1e999", "0,3",
    ]  # fmt: skip


def test_a_number_longer_than_python_reads_stays_as_it_is_written():
    long = "9" * 5000
    assert sheet(f'[{{"a": {long}}}]').rows[1] == [long]


def test_what_a_service_says_about_a_record_is_no_column_and_a_list_of_records_is_left_out_with_a_warning():
    record = {
        "__metadata": {"uri": "x"}, "@odata.id": "x", "Wijk@odata.type": "x", "odata.etag": "x",
        "_links": {"self": {"href": "x"}}, "Wijk": "WK123401", "notes": [{"text": "x"}],
    }  # fmt: skip
    found = sheet(json.dumps([record, {"Wijk": "WK123402", "notes": []}]))
    assert found.rows == [["Wijk"], ["WK123401"], ["WK123402"]]
    [note] = found.notes
    assert (note.level, note.message) == ("warning", "Niet gelezen, want het zijn lijsten binnen een record: “notes”.")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ('{"value": [{"a": 1}, {"a"', "beschadigd of niet compleet"),
        ('[{"a": 1}] [', "beschadigd of niet compleet"),
        ('{"error": {"code": "", "message": "geheim"}}', "foutmelding van de dienst"),
        ('{"odata.error": {"code": "", "message": {"value": "geheim"}}}', "foutmelding van de dienst"),
        ('[{"value": [{"a": 1}]}, {"odata.error": {"code": "geheim"}}]', "foutmelding van de dienst"),
        ('{"maand": 1}', "geen lijst van records"),
        ('{"value": []}', "geen records"),
        ("[]", "geen records"),
        ('[{"a": 1}, 2]', "iets anders dan een record"),
        ('[{"a": 1, "a": 2}]', "De sleutel “a” staat twee keer"),
        ('[{"a.b": 1, "a": {"b": 2}}]', "De sleutel “a.b” staat twee keer"),
        ('[{"a": ' + "[" * 100_000, "te diep genest"),
        ('[{"a": ' + '{"a":' * 30 + "1" + "}" * 30 + "}]", "te diep genest"),
        (json.dumps([{str(key): 1 for key in range(LARGEST_COLUMNS + 1)}]), "meer dan de grens"),
        (json.dumps([{str(key): 1} for key in range(LARGEST_COLUMNS + 1)]), "meer dan de grens"),
        ('[{"a": "\\ud800"}]', "verminkt"),
        ('[{"a": "Financi\\u00c3\\u00abn"}]', "verminkt"),
        ('[{"a": "x\\u0000y"}]', "verminkt"),
        ('[{"a": "x\0y"}]', "NUL-tekens"),
        ("<!DOCTYPE html><html><body>Service Unavailable", "Dit is een webpagina, geen JSON."),
        ('<?xml version="1.0"?><ows:ExceptionReport/>', "Dit is XML, geen JSON."),
        ("Wijk;Aantal\n1;2\n", "Dit is iets anders, geen JSON."),
        ("null", "Dit is iets anders, geen JSON."),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words_that_repeat_nothing_of_a_message(document, words):
    fault = refusal(document)
    assert words in fault.message and fault.hint and "geheim" not in str(fault)


def test_a_break_and_a_half_sign_are_named_with_their_row():
    assert refusal('[{"a": 1},\n{"a": }]').row == 2
    assert refusal('[{"a": 1}, {"a": "\\udc00"}]').row == 3


def test_a_deep_or_vast_file_is_refused_by_the_reading_process():
    with pytest.raises(BadInput, match="te diep genest"):
        opening.sheets(b"[" * 1_000_000, "a.json")
    with pytest.raises(BadInput, match=r"te groot|te veel geheugen"):
        opening.sheets(b"[" + b'{"a":1},' * 5_000_000 + b'{"a":1}]', "a.json")


def test_the_content_decides_and_a_name_that_promises_something_else_is_a_warning(bytes_of):
    for name in ("a.json", "a.geojson"):
        [note] = sheet(bytes_of(("Data", [["a"], [1]])), name).notes
        assert "maar de inhoud is Excel" in note.message
    assert sheet(RECORDS, "a.geojson").notes == () == sheet(gzip.compress(RECORDS.encode()), "a.json.gz").notes
    [note] = sheet(RECORDS, "a.csv").notes
    assert "maar de inhoud is JSON" in note.message


@needs_real
def test_the_real_table_of_cbs_keeps_its_padding_and_its_120_records():
    found = sheet((REAL / "cbs" / "84489NED_TypedDataSet_first120.json").read_bytes())
    assert len(found.rows) == 121
    assert found.rows[0][:4] == ["ID", "Woonplaatsen", "Woonplaatscode_1", "Naam_2"]
    assert found.rows[1][:4] == ["0", "WP1925", "WP1925    ", "Almelo                             "]


@needs_real
@pytest.mark.parametrize(
    ("file", "count", "first"),
    [
        ("lbm3_2024_buurten_gm1916.geojson", 42, ("BU19160100", "0,1903", "0,190326")),
        ("lbm3_2024_gemeenten_haaglanden.geojson", 9, ("GM0503", "-0,0505", "-0,0505338")),
    ],
)
def test_the_real_leefbaarometer_keeps_the_unrounded_score_beside_the_rounded_one(file, count, first):
    found = sheet((REAL / "leefbaarometer" / file).read_bytes(), file)
    assert len(found.rows) == count + 1 and len(found.rows[0]) == 23
    places = [found.rows[0].index(key) for key in ("code", "afw", "raw.afw")]
    assert tuple(found.rows[1][place] for place in places) == first
    assert "geometry" not in " ".join(found.rows[0])


@needs_real
def test_the_real_lists_of_a_reporting_system_are_read_with_keys_within_keys():
    categories = sheet((REAL / "signalen" / "categories_fixture.json").read_bytes())
    assert len(categories.rows) == 87
    row = dict(zip(*categories.rows[:2], strict=True))
    assert (row["fields.slug"], row["fields.departments"]) == ("veeg-zwerfvuil", "6, 12, 4")
    reports = sheet((REAL / "signalen" / "incidents_frontend_fixture.json").read_bytes())
    row = dict(zip(*reports.rows[:2], strict=True))
    assert (row["category.sub"], row["location.buurt_code"]) == ("Wegsleep", "A04h")
    containers = sheet((REAL / "signalen" / "amsterdam_huishoudelijkafval_wfs.json").read_bytes())
    assert dict(zip(*containers.rows, strict=True))["geometrie.x"] == "122179,954737505"
    schema = (REAL / "signalen" / "get_signals_v1_private_signals.schema.json").read_bytes()
    assert "geen lijst van records" in refusal(schema).message
