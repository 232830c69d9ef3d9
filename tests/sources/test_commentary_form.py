"""The contract of the form, and the one list of fields from which it follows."""

from __future__ import annotations

import re
from dataclasses import fields

from helpers import sources
from helpers.floor.params.explanation import ANSWERS, FIELDS, Explanation, Typed
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import commentary_form as writer
from helpers.runner.commentary.commentary_due import Asked
from helpers.runner.params import params_schema
from helpers.sources import commentary, commentary_form
from helpers.sources.delivery import contents

QUARTER = Quarter(2026, 3)
ASKED = Asked("VE-1-4", "Training", "Veiligheid", "achter", "128", "200", "De kans is 1 op 10.", True)


def test_the_contract_the_file_the_schema_and_the_guide_follow_from_one_list_of_fields():
    names = [one.name for one in fields(Explanation)]
    columns = [column for column in commentary_form.COLUMNS if column.name in names]
    schema = params_schema.schema_of(commentary.Commentary)["$defs"]["Explanation"]["properties"]
    assert names == list(FIELDS) == [column.name for column in columns] == list(schema)
    assert [column.header for column in columns] == [one["title"] for one in schema.values()]
    assert [column.help for column in columns] == [one["description"] for one in schema.values()]
    assert {name for name in FIELDS if Typed.model_fields[name].is_required()} == {
        column.name for column in columns if column.is_required
    }
    answer = Explanation(*names[:-1])
    assert re.findall(r"(?m)^ {2}[- ] (\w+): ", commentary.as_yaml([answer])) == names[:-1]
    guide = [term for term, _ in writer._GUIDE]
    assert [column.header for column in columns if column.name in ANSWERS] == guide[2 : 2 + len(ANSWERS)]


def test_every_column_that_the_owner_only_reads_is_known_of_what_is_asked():
    told = [column for column in commentary_form.COLUMNS if column.name not in ANSWERS]
    assert all(isinstance(getattr(ASKED, column.name), str) for column in told)
    assert [column.name for column in told if not column.is_optional] == ["id"]


def test_the_form_is_no_export_that_a_delivery_could_miss_or_hold(tmp_path):
    assert "toelichting" not in sources.contracts()
    (tmp_path / "toelichting-2026-Q3.xlsx").write_bytes(writer.as_workbook(QUARTER, [ASKED]))
    of_the_form = [fault for fault in sources.check(tmp_path) if fault.file.startswith("toelichting")]
    assert [(fault.level, fault.message) for fault in of_the_form] == [
        ("warning", "Dit bestand hoort bij geen enkele export en is niet gelezen.")
    ]
    found = contents.read_folder(tmp_path, [], {})
    missing = {fault.file for fault in found.faults if fault.rule == "ontbreekt"}
    assert missing == set(sources.contracts())


def test_the_form_as_it_was_made_holds_no_fault_and_no_answer(tmp_path):
    file = tmp_path / "formulier.xlsx"
    file.write_bytes(writer.as_workbook(QUARTER, [ASKED]))
    assert commentary_form.read(file, QUARTER, ["VE-1-4"]) == commentary_form.ReturnedForm({}, [])
