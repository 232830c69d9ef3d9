"""The newest profile of each wijk, at an address that stays: with its edition, and never an older one."""

from __future__ import annotations

import json

import pytest

from helpers.runner.editions import archive, publishing, showing, standing
from helpers.runner.editions.editions import Built
from helpers.runner.editions.publishing import Reports

TOWN = {"WK000101": "Kern / Oost", "WK0001AB": "Buitengebied"}
NAMES = tuple(f"wijken/{wijk}.html" for wijk in TOWN)


@pytest.fixture
def publish(edition, tmp_path):
    """Publishes an edition with a profile of these wijken, which says this."""

    def _publish(quarter="2026-Q3", said="a", wijken=TOWN, is_final=False):
        def build(stamp):
            built = edition(said, quarter)(stamp)
            pages = {
                f"wijk_profile-{wijk}.html": f'{quarter} {said} {stamp.edition} <a href="data_quality.html">'.encode()
                for wijk in wijken
            }
            told = [{"name": f"wijk_profile-{wijk}", "title": f"Wijkprofiel: {name}"} for wijk, name in wijken.items()]
            run = json.loads(built.files["run.json"]) | {"notebooks": [{"name": "x", "title": "X: y"}, *told]}
            return Built({**built.files, **pages, "run.json": json.dumps(run).encode()}, built.index)

        return publishing.publish(Reports(tmp_path, "Proefstad"), quarter, build, is_final=is_final)

    return _publish


def newest(out):
    return {name: (out / name).read_text("utf-8").partition(" <")[0] for name in NAMES if (out / name).is_file()}


def test_every_wijk_of_an_edition_has_its_page_with_links_that_lead_to_that_edition(publish, tmp_path):
    publish()
    for name in NAMES:
        text = (tmp_path / name).read_text("utf-8")
        assert text == '2026-Q3 a 1 <a href="../2026-Q3/1/data_quality.html">'


def test_a_newer_quarter_and_a_newer_edition_take_the_place_and_an_older_quarter_does_not(publish, tmp_path):
    publish("2026-Q2")
    assert set(newest(tmp_path).values()) == {"2026-Q2 a 1"}
    publish("2026-Q3")
    publish("2026-Q3", "b")
    assert set(newest(tmp_path).values()) == {"2026-Q3 b 2"}
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in NAMES}
    publish("2026-Q2", "c")
    publish("2026-Q1")
    assert set(newest(tmp_path).values()) == {"2026-Q3 b 2"}
    assert before == {name: (tmp_path / name).stat().st_mtime_ns for name in NAMES}


def test_a_wijk_that_is_gone_keeps_its_last_profile_and_so_do_all_without_the_notebook(publish, tmp_path):
    publish("2026-Q2")
    publish("2026-Q3", wijken={"WK000101": "Kern / Oost"})
    kept = {NAMES[0]: "2026-Q3 a 1", NAMES[1]: "2026-Q2 a 1"}
    assert newest(tmp_path) == kept
    publish("2026-Q4", wijken={})
    assert newest(tmp_path) == kept


def test_a_page_that_was_lost_or_changed_is_mended_when_nothing_new_is_said(publish, tmp_path):
    publish()
    publish("2026-Q2")
    (tmp_path / NAMES[0]).unlink()
    (tmp_path / NAMES[1]).write_text("anders")
    assert not publish("2026-Q2").is_new
    assert set(newest(tmp_path).values()) == {"2026-Q3 a 1"}


def test_an_edition_that_cannot_be_put_in_place_changes_no_profile(publish, tmp_path, monkeypatch):
    publish()
    (tmp_path / NAMES[1]).unlink()
    (tmp_path / NAMES[1]).mkdir()
    with pytest.raises(showing.RunFailed, match="is een map in plaats van een bestand"):
        publish("2026-Q4")
    assert newest(tmp_path) == {NAMES[0]: "2026-Q3 a 1"} and not (tmp_path / "2026-Q4").exists()


def test_profiles_come_after_their_edition_and_before_the_archive():
    names = ["index.html", NAMES[0], "2026-Q3/1/run.json", "2026-Q3/1/a.html"]
    assert showing.in_order(names) == names[::-1]


@pytest.mark.parametrize("name", ["wijk_profile-../../index", "wijk_profile-WK0001", "wijk_profile", "other-WK000101"])
def test_what_is_no_profile_of_a_wijk_gets_no_page(publish, tmp_path, name):
    wijk = name.removeprefix("wijk_profile-")
    publish(wijken={wijk: "Kern"} if ".." not in wijk else {})
    told = json.loads((tmp_path / "2026-Q3/1/run.json").read_text("utf-8"))
    (tmp_path / "2026-Q3/1/run.json").write_text(json.dumps(told | {"notebooks": [{"name": name, "title": "T: K"}]}))
    (tmp_path / f"2026-Q3/1/{name.rpartition('/')[2]}.html").write_text("x")
    assert standing.newest(tmp_path, is_made_up=False).profiles == {}


@pytest.mark.parametrize("broken", [3, ["x"], [{"name": 3}]])
def test_an_edition_with_broken_notebooks_in_its_run_json_does_not_count(publish, tmp_path, broken):
    publish()
    told = json.loads((tmp_path / "2026-Q3/1/run.json").read_text("utf-8"))
    (tmp_path / "2026-Q3/1/run.json").write_text(json.dumps(told | {"notebooks": broken}))
    assert standing.everywhere(tmp_path, is_made_up=False) == []


def archive_of(out, months=(), **more):
    return archive.page(standing.everywhere(out, is_made_up=False), "Proefstad", months, **more).decode("utf-8")


def test_the_archive_leads_to_the_newest_profile_of_each_wijk_and_to_those_of_earlier_quarters(publish, tmp_path):
    publish("2026-Q1")
    publish("2026-Q2")
    publish("2026-Q3", wijken={"WK000101": "Kern / Oost"})
    html = (tmp_path / "index.html").read_text("utf-8")
    assert html == archive_of(tmp_path)
    wijken = html[html.index('<h2 id="wijken">') :]
    assert "over het derde kwartaal van 2026" in wijken
    assert '<a href="wijken/WK000101.html">Kern / Oost</a></li>' in wijken
    assert '<a href="wijken/WK0001AB.html">Buitengebied</a> (het laatste: tweede kwartaal van 2026)</li>' in wijken
    earlier = wijken[wijken.index("Eerdere profielen") :]
    assert [name in earlier for name in ("2026-Q2/1/", "2026-Q1/1/", "2026-Q3/1/")] == [True, True, False]


def test_the_archive_has_a_section_for_what_there_is_and_no_other(publish, tmp_path):
    assert "Er is nog geen kwartaal gepubliceerd." in archive_of(tmp_path) and "<h2" not in archive_of(tmp_path)
    months = archive_of(tmp_path, ["2026-09", "2026-10"], is_made_up=True)
    assert months.count("<h2") == 1 and "Voorbeelddata" in months
    assert 0 < months.index("dashboard/2026-10.html") < months.index("dashboard/2026-09.html")
    assert "Alleen voor intern gebruik:" in months and "dashboard/index.html" in months
    publish(wijken={})
    assert [f'<h2 id="{name}">' in archive_of(tmp_path) for name in ("kwartalen", "maanden", "wijken")] == [
        True,
        False,
        False,
    ]
    assert "intern gebruik" not in archive_of(tmp_path) and "<nav" not in archive_of(tmp_path)
    publish("2026-Q4")
    assert archive_of(tmp_path, ["2026-10"]).count("<h2") == 3


def test_the_archive_of_a_quarter_knows_the_dashboards_that_stand(publish, tmp_path):
    (tmp_path / "dashboard/2026-09").mkdir(parents=True)
    (tmp_path / "dashboard/2026-10").mkdir()
    (tmp_path / "dashboard/2026-09.html").write_text("x")
    publish()
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "dashboard/2026-09.html" in html and "dashboard/2026-10.html" not in html


def test_of_many_months_the_archive_names_the_last_twelve(tmp_path):
    months = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 11)]
    html = archive_of(tmp_path, months)
    assert html.count('href="dashboard/20') == 12 and "dashboard/2025-09.html" in html and "2025-08" not in html
