"""Web services as they page: made up small here, and the real bytes where these are."""

from __future__ import annotations

import json

import pytest

from helpers.door import opening
from helpers.fetch import pages

WIJKEN = [{"Wijk": f"WK1234{number:02}  ", "Aantal_1": number} for number in range(1, 8)]


def rows(file):
    [sheet] = opening.sheets(file.read_bytes(), file.name)
    return sheet.rows


def v3(records, **more):
    return {"odata.metadata": "https://x/$metadata", "value": records, **more}


def test_odata_follows_the_link_of_either_version_and_keeps_each_page_byte_for_byte(home, serve, as_json):
    asked, given = [], []

    def answer(path, query, _):
        asked.append(query)
        skip = int(query.get("$skip", 0))
        name = "odata.nextLink" if path == "/v3" else "@odata.nextLink"
        link = {name: f"{path}?$format=json&$skip={skip + 3}"} if skip + 3 < 7 else {}
        reply = as_json(v3(WIJKEN[skip : skip + 3], **link))
        given.append(reply[2])
        return reply

    base = serve(answer)
    for version in ("v3", "v4"):
        asked.clear(), given.clear()
        source = {
            "kind": "odata",
            "address": f"{base}/{version}",
            "filter": "startswith(Wijk,'WK') or a eq 1",
            "select": ["Wijk"],
        }
        found = home.fetch(misdrijven=source)
        assert found.faults == [] and "7 rijen in 3 bladzijden" in found.lines[0]
        assert asked[0] == {"$format": "json", "$filter": "startswith(Wijk,'WK') or a eq 1", "$select": "Wijk"}
        content = (home.raw / "misdrijven.json").read_bytes()
        assert len(given) == 3 and content == b"[" + b",\n".join(given) + b"]\n"
        assert rows(home.raw / "misdrijven.json")[1:] == [[one["Wijk"], str(one["Aantal_1"])] for one in WIJKEN]
        receipt = home.receipt("misdrijven.json")
        assert (receipt["records"], receipt["pages"], receipt["columns"]) == (7, 3, ["Wijk", "Aantal_1"])
        assert (
            receipt["address"] == f"{base}/{version}?$format=json&$filter=startswith(Wijk,'WK') or a eq 1&$select=Wijk"
        )


def test_a_v3_table_that_is_cut_at_the_limit_is_gone_on_with_and_a_v4_table_is_not(home, serve, as_json, monkeypatch):
    monkeypatch.setattr(pages, "V3_LIMIT", 3)

    def answer(path, query, _):
        skip = int(query.get("$skip", 0))
        found = WIJKEN[:6][skip : skip + 3]
        return as_json(v3(found) if path == "/v3" else {"@odata.context": "x", "value": found})

    base = serve(answer)
    assert "6 rijen in 3 bladzijden" in home.fetch(a={"kind": "odata", "address": f"{base}/v3"}).lines[0]
    assert "3 rijen, in" in home.fetch(b={"kind": "odata", "address": f"{base}/v4"}).lines[0]
    assert (home.raw / "b.json").read_bytes() == as_json({"@odata.context": "x", "value": WIJKEN[:3]})[2]


def test_a_service_that_skips_no_rows_is_refused_and_leaves_the_old_file(home, serve, as_json, monkeypatch):
    monkeypatch.setattr(pages, "V3_LIMIT", 3)
    home.raw.mkdir()
    (home.raw / "a.json").write_text("oud")
    base = serve(lambda *_: as_json(v3(WIJKEN[:3])))
    found = home.fetch(a={"kind": "odata", "address": base})
    assert found.code == 1 and "twee keer dezelfde bladzijde" in found.faults[0]
    assert [file.name for file in home.raw.iterdir()] == ["a.json"] and (home.raw / "a.json").read_text() == "oud"


def features(records, **more):
    made = [{"type": "Feature", "geometry": None, "properties": one} for one in records]
    return {"type": "FeatureCollection", "features": made, **more}


CAPABILITIES = """<?xml version="1.0"?><wfs:WFS_Capabilities><FeatureTypeList>
<FeatureType><Name>lbm3:wijkscore22</Name></FeatureType><FeatureType xmlns:lbm3="x"><Name>lbm3:wijkscore24</Name>
</FeatureType><FeatureType><Name>lbm3:buurtscore24</Name></FeatureType></FeatureTypeList></wfs:WFS_Capabilities>"""


def test_wfs_pages_by_start_index_and_takes_the_newest_layer_of_a_star(home, serve, as_json):
    asked = []

    def answer(_, query, __):
        if query["request"] == "GetCapabilities":
            return 200, {}, CAPABILITIES.encode()
        asked.append(query)
        start = int(query.get("startIndex", 0))
        return as_json(features(WIJKEN[start : start + 3], numberMatched=7, timeStamp=str(len(asked))))

    base = serve(answer)
    source = {"kind": "wfs", "address": base, "layer": "lbm3:wijkscore*", "page_size": 3, "folder": "reference"}
    found = home.fetch(leefbaarometer=source)
    assert found.faults == [] and "7 rijen in 3 bladzijden" in found.lines[0]
    assert found.lines[0].endswith("Laag lbm3:wijkscore24.")
    assert {one["typeNames"] for one in asked} == {"lbm3:wijkscore24"} and asked[0]["count"] == "3"
    assert len(rows(home.reference / "leefbaarometer.geojson")) == 8
    found = home.fetch(leefbaarometer=source | {"layer": "lbm3:wijkscoor*"})
    assert "Geen laag past bij lbm3:wijkscoor*. Bedoelde u lbm3:wijkscore" in found.faults[0]


def test_two_layers_come_one_after_the_other_in_one_file_each_of_its_newest_year(home, serve, as_json):
    newest = CAPABILITIES.replace("lbm3:buurtscore24", "lbm3:gemeentescore24")

    def answer(_, query, __):
        if query["request"] == "GetCapabilities":
            return 200, {}, newest.encode()
        places = WIJKEN[:2] if query["typeNames"] == "lbm3:wijkscore24" else [{"Wijk": "GM000001"}]
        start = int(query.get("startIndex", 0))
        return as_json(features(places[start:], numberMatched=len(places)))

    source = {"kind": "wfs", "address": serve(answer), "layer": "lbm3:wijkscore*,lbm3:gemeentescore*"}
    found = home.fetch(leefbaarometer=source)
    assert found.faults == [] and found.lines[0].endswith("Laag lbm3:wijkscore24 en lbm3:gemeentescore24.")
    assert home.receipt("leefbaarometer.geojson")["records"] == 3
    assert [row[0] for row in rows(home.raw / "leefbaarometer.geojson")[1:]][-1] == "GM000001"


@pytest.mark.parametrize(("count", "asked", "pages"), [(7, 1000, 1), (200, 1000, 3), (7, 3, 3)])
def test_a_layer_without_a_total_goes_on_where_the_service_may_have_a_limit_of_its_own(
    home, serve, as_json, count, asked, pages
):
    many = [{"Wijk": f"WK{number}"} for number in range(count)]

    def answer(_, query, __):
        start = int(query.get("startIndex", 0))
        return as_json(features(many[start : start + min(100, int(query["count"]))]))

    home.fetch(laag={"kind": "wfs", "address": serve(answer), "layer": "x", "page_size": asked})
    receipt = home.receipt("laag.geojson")
    assert (receipt["records"], receipt["pages"]) == (count, pages)


def test_an_offset_without_a_total_goes_on_until_a_page_is_empty(home, serve, as_json):
    base = serve(lambda _, query, __: as_json({"items": WIJKEN[int(query.get("start", 0)) :][:3]}))
    home.fetch(a={"kind": "http", "address": base, "paging": "offset", "page_parameter": "start"})
    assert (home.receipt("a.json")["records"], home.receipt("a.json")["pages"]) == (7, 4)


def test_an_ogc_api_pages_by_the_link_that_is_named_next(home, serve, as_json):
    def answer(_, query, __):
        at = int(query.get("cursor", 0))
        links = [{"rel": "self", "href": "x"}]
        links += [{"rel": "next", "href": f"?f=json&cursor={at + 4}"}] if at + 4 < 7 else []
        return as_json(features(WIJKEN[at : at + 4], links=links))

    found = home.fetch(wijkgrenzen={"kind": "ogc", "address": f"{serve(answer)}/items"})
    assert "7 rijen in 2 bladzijden" in found.lines[0]


@pytest.mark.parametrize("paging", ["next", "page", "offset", "head"])
def test_pages_of_an_interface_are_followed_in_each_way(home, serve, paging):
    def answer(_, query, __):
        at = {"page": 3 * (int(query.get("page", 1)) - 1)}.get(paging, int(query.get("offset", 0)))
        document = {"count": 7, "next": f"?offset={at + 3}" if paging == "next" and at + 3 < 7 else None}
        document["results"] = WIJKEN[at : at + 3]
        head = {"Link": f'<?offset={at + 3}>; rel="next"'} if paging == "head" and at + 3 < 7 else {}
        return 200, head, json.dumps(document).encode()

    source = {"kind": "http", "address": serve(answer), "paging": "next" if paging == "head" else paging}
    source |= {"page_parameter": paging} if paging in ("page", "offset") else {}
    found = home.fetch(meldingen=source)
    assert found.faults == [] and "7 rijen in 3 bladzijden" in found.lines[0]


def test_swing_tells_what_is_empty_and_what_is_hidden(home, serve):
    table = "period,geolevel,geoitem,v1\n2024,wijk,191601,12\n2024,wijk,191602,-99996\n2024,wijk,191603,-99997\n"
    base = serve(lambda path, *_: (200, {}, table.encode() if path == "/goed" else b"jaar;wijk\n2024;1\n"))
    found = home.fetch(wijkatlas={"kind": "swing", "address": f"{base}/goed"})
    assert found.lines[0].endswith("1 cel is leeg. 1 cel is verborgen.") and "3 rijen" in found.lines[0]
    assert (home.raw / "wijkatlas.csv").read_bytes() == table.encode()
    found = home.fetch(wijkatlas={"kind": "swing", "address": f"{base}/anders"})
    assert "ontbreekt geoitem" in found.faults[0] and (home.raw / "wijkatlas.csv").read_bytes() == table.encode()


def test_swing_by_its_odata_follows_the_links(home, serve, as_json):
    wijken = [{"geolevel": "wijk", "geoitem": f"19160{one}", "period": "2024", "v1": one} for one in range(4)]

    def answer(_, query, __):
        skip = int(query.get("$skip", 0))
        return as_json({"value": wijken[skip : skip + 2]} | ({} if skip else {"@odata.nextLink": "?$skip=2"}))

    found = home.fetch(wijkatlas={"kind": "swing", "address": serve(answer), "file": "wijkatlas.json"})
    assert found.faults == [] and "4 rijen in 2 bladzijden" in found.lines[0]


def test_the_real_table_of_cbs_comes_whole_with_its_padding(home, serve, real):
    content = (real / "cbs" / "84489NED_TypedDataSet_first120.json").read_bytes()
    found = home.fetch(woonplaatsen={"kind": "odata", "address": f"{serve(lambda *_: (200, {}, content))}/84489NED"})
    assert "120 rijen" in found.lines[0]
    assert (home.raw / "woonplaatsen.json").read_bytes() == content
    assert rows(home.raw / "woonplaatsen.json")[1][3] == "Almelo                             "


def test_the_real_table_of_cbs_in_pages_gives_the_same_rows(home, serve, real, as_json):
    whole = json.loads((real / "cbs" / "84489NED_TypedDataSet_first120.json").read_bytes())

    def answer(_, query, __):
        skip = int(query.get("$skip", 0))
        page = {**whole, "value": whole["value"][skip : skip + 50]}
        return as_json(page | ({"odata.nextLink": f"T?$skip={skip + 50}"} if skip + 50 < 120 else {}))

    home.fetch(woonplaatsen={"kind": "odata", "address": f"{serve(answer)}/T"})
    [sheet] = opening.sheets((real / "cbs" / "84489NED_TypedDataSet_first120.json").read_bytes(), "a.json")
    assert rows(home.raw / "woonplaatsen.json") == sheet.rows
    assert home.receipt("woonplaatsen.json")["pages"] == 3


def test_the_real_leefbaarometer_and_the_real_swing_come_as_they_are(home, serve, real):
    layer = (real / "leefbaarometer" / "lbm3_2024_buurten_gm1916.geojson").read_bytes()
    table = (real / "swing" / "upload_level_provincie.txt").read_bytes()
    base = serve(lambda path, *_: (200, {}, layer if path == "/wfs" else table))
    found = home.fetch(
        leefbaarometer={"kind": "wfs", "address": f"{base}/wfs", "layer": "lbm3:buurtscore24"},
        provincie={"kind": "swing", "address": f"{base}/swing"},
    )
    assert found.faults == [] and "42 rijen" in found.lines[0]
    assert (home.raw / "leefbaarometer.geojson").read_bytes() == layer
    assert (home.raw / "provincie.csv").read_bytes() == table
