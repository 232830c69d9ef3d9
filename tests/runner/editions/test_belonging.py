"""Whose a folder of reports is: another municipality's is refused, and real and made-up share no count."""

import json

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter
from helpers.runner import page
from helpers.runner.editions import belonging

QUARTERS = [Quarter(2026, 3)]


@pytest.mark.parametrize("lies", ["reports", "reports/voorbeeld"])
@pytest.mark.parametrize("out", ["reports", "reports/voorbeeld"])
def test_an_edition_of_another_municipality_is_named_with_both_codes(publish, tmp_path, monkeypatch, lies, out):
    monkeypatch.chdir(tmp_path)
    publish(tmp_path / lies, quarter="2025-Q4", is_made_up=lies.endswith("voorbeeld"))
    belonging.refuse_others(tmp_path / out, "GM0001")
    with pytest.raises(AskedWrongly, match=f"{lies}/2025-Q4/1 is van GM0001, niet van GM0002. Kies met --out"):
        belonging.refuse_others(tmp_path / out, "GM0002")


def test_a_damaged_edition_is_nobodys(publish, tmp_path):
    publish(tmp_path)
    (tmp_path / "2026-Q3/1/run.json").write_text(json.dumps({"municipality": "GM0002"}))
    belonging.refuse_others(tmp_path, "GM0003")


def test_the_folder_of_several_municipalities_is_not_one_of_them(tmp_path):
    (tmp_path / "index.html").write_text(page.render_municipalities([]), encoding="utf-8")
    with pytest.raises(AskedWrongly, match="staan de rapporten van meer gemeenten"):
        belonging.refuse_others(tmp_path, "GM0001")


def test_a_real_report_does_not_count_on_from_a_made_up_one(publish, tmp_path):
    publish(tmp_path, is_made_up=True)  # as it lay before reports on made-up data lay apart
    with pytest.raises(AskedWrongly, match=r"2026-Q3.1 gaat over verzonnen cijfers.*Zet de map 2026-Q3 in voorbeeld"):
        belonging.refuse_mixed(tmp_path, QUARTERS, is_made_up=False)
    belonging.refuse_mixed(tmp_path, [Quarter(2026, 2)], is_made_up=False)


def test_the_folder_of_made_up_reports_takes_no_real_one(publish, tmp_path):
    out = tmp_path / "voorbeeld"
    publish(out)
    with pytest.raises(AskedWrongly, match="is voor rapporten over voorbeelddata"):
        belonging.refuse_mixed(out, QUARTERS, is_made_up=False)
    with pytest.raises(AskedWrongly, match="gaat over echte cijfers"):
        belonging.refuse_mixed(out, QUARTERS, is_made_up=True)
    belonging.refuse_mixed(out, [Quarter(2026, 2)], is_made_up=True)


def test_a_dashboard_of_another_municipality_is_refused_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for lies in ("reports", "reports/voorbeeld"):
        folder = tmp_path / lies / "dashboard/2026-09/1"
        folder.mkdir(parents=True)
        told = {"format": 1, "quarter": "2026-Q3", "month": "2026-09", "edition": 1, "kind": "definitief"}
        told |= {"municipality": "GM0001", "is_made_up": lies != "reports"}
        (folder / "run.json").write_text(json.dumps(told))
        belonging.refuse_others(tmp_path / "reports", "GM0001")
        with pytest.raises(AskedWrongly, match="dashboard/2026-09/1 is van GM0001, niet van GM0002"):
            belonging.refuse_others(tmp_path / "reports", "GM0002")
        (folder / "run.json").unlink()
