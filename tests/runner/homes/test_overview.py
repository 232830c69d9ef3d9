"""The page over homes: every municipality that has reports there, in the order of a Dutch list, and nothing run over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.runner.homes import overview


@pytest.fixture
def stands():
    """`stands(reports, "Name", "2026-Q3", …)` puts the run.json of an edition there."""

    def put(reports, name, quarter="2026-Q3", edition=1, kind="concept", is_made_up=False):
        folder = reports / quarter / str(edition)
        folder.mkdir(parents=True)
        run = {"format": 1, "quarter": quarter, "edition": edition, "kind": kind, "municipality": "GM0001"}
        run |= {"municipality_name": name} if name else {}
        (folder / "run.json").write_text(json.dumps(run | {"is_made_up": is_made_up}))
        return reports

    return put


def rows(page):
    """Of each municipality the cells as they are read, and the way to it."""
    html = page.read_text("utf-8")
    found = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", html)
    texts = [" | ".join(re.sub("<[^>]+>", "", cell) for cell in re.split("</t[hd]>", row)[:-1]) for row in found]
    return [(text, *re.findall('href="([^"]*)"', row)) for text, row in zip(texts, found, strict=True)]


def test_every_municipality_stands_there_once_with_its_newest_quarter(tmp_path, stands):
    out = tmp_path / "uit"
    stands(out / "a", "Zeist", "2026-Q2", 3, "definitief")
    stands(out / "a", "Zeist", "2026-Q3", 2)
    stands(out / "a" / "voorbeeld", "Zeist", "2026-Q4", is_made_up=True)
    stands(out / "b c", "’s-Hertogenbosch", "2026-Q3", kind="herzien")
    stands(out / "d" / "voorbeeld", "Haarlem <b>", is_made_up=True)
    stands(out / "f", "")
    (out / "notities").mkdir()
    page = overview.place([], str(out))
    overview.write(page, [tmp_path / "regio" / "a", tmp_path / "regio" / "e"], str(out))
    assert rows(page) == [
        ("e | nog geen rapport | ",),
        ("GM0001 | derde kwartaal van 2026 | 1 (concept)", "f/2026-Q3/index.html"),
        (
            "Haarlem &lt;b&gt; | derde kwartaal van 2026 | 1 (concept) Voorbeelddata: verzonnen cijfers.",
            "d/voorbeeld/2026-Q3/index.html",
        ),
        ("’s-Hertogenbosch | derde kwartaal van 2026 | 1 (herzien)", "b%20c/2026-Q3/index.html"),
        ("Zeist | derde kwartaal van 2026 | 2 (concept)", "a/2026-Q3/index.html"),
    ]


def test_where_every_home_keeps_its_own_the_page_stands_beside_them(tmp_path, stands):
    homes = [tmp_path / "regio" / name for name in ("a", "diep/b")]
    other = tmp_path / "regio" / "c"
    for home, name in ((homes[0], "Aa"), (homes[1], "Be"), (other, "Ce")):
        stands(home / "reports", name)
        (home / "params").mkdir()
    page = overview.place(homes, "")
    assert page == tmp_path / "regio" / "gemeenten.html"
    overview.write(page, homes, "")
    assert [way for _, way in rows(page)] == [f"{one}/reports/2026-Q3/index.html" for one in ("a", "diep/b", "c")]
    overview.write(overview.place(homes, ""), homes, "")  # its own page may be replaced


@pytest.mark.parametrize("name", ["index.html", "gemeenten.html"])
def test_what_another_put_there_is_not_run_over(tmp_path, name):
    (tmp_path / name).write_text("<main>van iemand</main>")
    with pytest.raises(AskedWrongly, match=f"{name} bestaat al, en is geen overzicht van gemeenten"):
        overview.place([tmp_path / "a"], str(tmp_path) if name == "index.html" else "")


def test_homes_that_share_nothing_but_the_disk_have_no_page(tmp_path):
    assert overview.place([tmp_path / "a", Path(tmp_path.anchor) / "elders" / "b"], "") is None
