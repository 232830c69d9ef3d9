"""The one exemption from hiding small numbers: who may use it, and that nothing of it is published."""

import ast
import csv
import json
import os
import shutil
import zipfile
from datetime import datetime

import openpyxl
import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.batch.plan import Order, planned
from helpers.runner.editions import archive, standing
from helpers.runner.notebooks import chapters

SOURCE = paths.ROOT / "src" / "helpers"
FORM = "toelichting-2026-Q3-crisisbeheersing.xlsx"
SHEET = "Rollen zonder opleiding"


def named_in(source, name):
    """Whether code mentions a name: called, imported or as a text that could look it up."""
    for node in ast.walk(ast.parse(source)):
        names = [getattr(node, part, None) for part in ("id", "attr", "name", "value", "module")]
        if any(isinstance(one, str) and name in one.split(".") for one in names):
            return True
    return False


@pytest.mark.parametrize(
    "line",
    ["a.x(b)", "x(b)", "from a import x", "from a import x as y", "import a.x", "getattr(a, 'x')", "from a.x import b"],
)
def test_the_rule_of_the_exemption_sees_each_way_to_name_it(line):
    assert named_in(line, "x") and not named_in(line, "z")


def test_only_the_owners_form_is_made_without_hiding():
    users = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if named_in(file.read_text("utf-8"), "for_the_owner") and file.parent.name != "disclosure"
    }
    assert users == {"analyses/owners_form.py"}
    importing = [f for f in SOURCE.rglob("*.py") if named_in(f.read_text("utf-8"), "owners_form")]
    assert [file.name for file in importing] == ["owners_form.py"]  # its own SUBJECT


def test_only_its_own_notebook_shows_it_and_that_one_is_internal():
    books = {one.stem: one for one in chapters.find()}
    shown = [stem for stem, one in books.items() if "owners_form" in json.dumps(one.cells)]
    assert shown == ["owners_form"]
    assert [stem for stem, one in books.items() if one.is_internal] == ["owners_form", "safety_dashboard"]


def test_no_report_runs_it_not_even_when_asked():
    assert "owners_form" not in [one.stem for one in planned(Order(is_sample=True)).notebooks]
    with pytest.raises(AskedWrongly, match="geen notebook"):
        planned(Order(is_sample=True, only="owners_form"))


def by_hand():
    """Of the export as it lies there: the members in function on 30 September 2026 without a valid training, by role."""
    end, members = datetime(2026, 9, 30), {}

    def day(text):
        return datetime.strptime(text, "%d-%m-%Y") if text else None

    with (paths.SAMPLE / "crisisrollen.csv").open(encoding="cp1252", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            begun, left = day(row["In functie van"]), day(row["Uit functie op"])
            trained, until = day(row["Opgeleid op"]), day(row["Geldig tot"])
            is_serving = begun and begun <= end and not (left and left <= end)
            if is_serving and not (trained and trained <= end and until and until >= end):
                members.setdefault(row["Rol"], set()).add(row["Lid"])
    return {role: len(those) for role, those in sorted(members.items())}


def texts_of(file):
    """What a file says; of a workbook, of each part."""
    if file.suffix != ".xlsx":
        return file.read_text("utf-8", errors="replace")
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(name).decode("utf-8", errors="replace") for name in parts.namelist())


def test_the_roles_stand_on_the_form_and_in_no_other_file(published, command, tmp_path):
    out, temporary = tmp_path / "uit", tmp_path / "tijdelijk"
    shutil.copytree(published, out)
    temporary.mkdir()
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    asked = ("commentary", "--quarter", "2026-Q3", "--out", out, "--owner", "Crisisbeheersing")
    run = command(*asked, env={"TMPDIR": str(temporary)})
    assert run.returncode == 0, run.stderr
    book = openpyxl.load_workbook(out / FORM)
    rows = [row[:2] for row in book[SHEET].iter_rows(values_only=True)]
    told = dict(rows[rows.index(("Rol", "Leden zonder geldige opleiding")) + 1 :])
    assert told == by_hand() != {}
    assert min(told.values()) < 10  # small ones, or this shows nothing

    page = archive.page(standing.everywhere(out, is_made_up=True), "Leidschendam-Voorburg", archive.months_in(out))
    assert page == (out / archive.INDEX).read_bytes()  # the archive does not see the form
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file() and file.name != FORM} == before
    hidden = [role for role in told if " " not in role and role not in ("Juridisch", "Communicatie")]
    others = "".join(map(texts_of, before))
    assert [word for word in (*hidden, SHEET, "untrained", "toelichting-2026") if word in others] == []
    assert hidden and not any(word in run.stdout + run.stderr for word in (*told, "L0"))
    assert os.listdir(temporary) == []


def test_git_leaves_the_forms_alone():
    assert "/reports/*" in (paths.ROOT / ".gitignore").read_text("utf-8").splitlines()
