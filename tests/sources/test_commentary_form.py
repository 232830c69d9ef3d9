"""The contract of the form, and the one list of fields from which it follows."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date

import openpyxl
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers import sources
from helpers.floor.params.explanation import ANSWERS, FIELDS, Explanation, Typed, judgements, owner_text
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import commentary_form as writer
from helpers.runner.commentary.commentary_due import Asked
from helpers.runner.params import params_schema
from helpers.sources import commentary, commentary_contract, commentary_form
from helpers.sources.delivery import contents

QUARTER = Quarter(2026, 3)
COLUMNS = commentary_contract.columns(QUARTER)
PLAN = [one.label for one in commentary_contract.planned_quarters(QUARTER)]
ASKED = Asked("VE-1-4", "Training", "Veiligheid", "achter", "128", "200", "De kans is 1 op 10.", True)


def test_the_contract_the_file_the_schema_and_the_guide_follow_from_one_list_of_fields():
    names = [one.name for one in fields(Explanation)]
    columns = [next(column for column in COLUMNS if column.name == name) for name in names]
    schema = params_schema.schema_of(commentary.Commentary)["$defs"]["Explanation"]["properties"]
    assert names == list(FIELDS) == list(schema)
    assert [column.header for column in columns] == [one["title"] for one in schema.values()]
    assert [column.help for column in columns] == [one["description"] for one in schema.values()]
    assert {name for name in FIELDS if Typed.model_fields[name].is_required()} == {
        column.name for column in columns if column.is_required
    }
    answer = Explanation("VE-1-4", "a", "b", "c", date(2026, 12, 31), "op koers", "d")
    assert re.findall(r"(?m)^ {2}[- ] (\w+): ", commentary.as_yaml([answer])) == names
    guide = [term for term, _ in writer._GUIDE]
    assert [column.header for column in columns if column.name in ANSWERS] == guide[2 : 2 + len(ANSWERS)]


def test_every_column_that_the_owner_only_reads_is_known_of_what_is_asked():
    told = [column for column in COLUMNS if column.name not in (*ANSWERS, *PLAN)]
    assert all(isinstance(ASKED.cell(column.name), str) for column in told)
    needed = {column.name for column in COLUMNS if not column.is_optional}
    assert needed == {"id", "cause", "consequence", "measure", "promised_on"}, "those of the form before judgements"


def test_the_plan_is_that_of_this_year_and_the_next():
    assert [f"{year}-Q{number}" for year in (2026, 2027) for number in range(1, 5)] == PLAN
    assert [column.header for column in COLUMNS if column.name in PLAN] == PLAN


def test_the_form_is_no_export_that_a_delivery_could_miss_or_hold(tmp_path):
    assert "toelichting" not in sources.contracts()
    (tmp_path / "toelichting-2026-Q3.xlsx").write_bytes(writer.as_workbook(QUARTER, [ASKED]))
    of_the_form = [fault for fault in sources.check(tmp_path) if fault.file.startswith("toelichting")]
    assert [(fault.level, fault.message) for fault in of_the_form] == [
        ("warning", "Dit bestand hoort bij geen enkele export en is niet gelezen.")
    ]
    found = contents.read_folder(tmp_path, [], {})
    missing = {fault.file for fault in found.faults if fault.rule == "ontbreekt"}
    assert missing == {name for name, contract in sources.contracts().items() if not contract.is_optional}


def test_the_form_as_it_was_made_holds_no_fault_and_no_answer(tmp_path):
    file = tmp_path / "formulier.xlsx"
    file.write_bytes(writer.as_workbook(QUARTER, [ASKED]))
    form = commentary_form.read(file, QUARTER, ["VE-1-4"])
    assert (form.answers, form.faults) == ({}, [])


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=60).map(
    "a{}".format
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, st.sampled_from(judgements(QUARTER)), st.floats(0, 1e6).map(lambda amount: round(amount, 2)))
def test_a_row_comes_back_as_it_went_whatever_stands_in_it(tmp_path, text, word, amount):
    try:
        line = owner_text(text)
    except ValueError:
        assume(False)
    said = Explanation("VE-1-4", line, line, line, date(2026, 12, 31), word, line)
    asked = replace(ASKED, given=said, planned={"2026-Q4": amount}, open=frozenset({"2026-Q4"}))
    file = tmp_path / "formulier.xlsx"
    file.write_bytes(writer.as_workbook(QUARTER, [asked]))
    form = commentary_form.read(file, QUARTER, ["VE-1-4"])
    assert form.answers == {} or form.faults, "what nobody touched was taken for an answer"
    file.write_bytes(writer.as_workbook(QUARTER, [replace(asked, name="Anders")]))
    book = openpyxl.load_workbook(file)
    book["Toelichting"].delete_cols(len(COLUMNS))  # without the code every row is an answer
    book.save(file)
    form = commentary_form.read(file, QUARTER, ["VE-1-4"])
    assert form.faults or [(one.said, one.planned) for one in form.answers.values()] == [
        (said, {"2026-Q4": commentary_contract.amount_text(amount)})
    ]
