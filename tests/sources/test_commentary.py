"""The files of commentary: read whole or refused, and no personal data past this point."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.floor.params.explanation import Explanation, owner_text
from helpers.floor.params.yaml_text import Document
from helpers.floor.quarter import Quarter
from helpers.sources import commentary

QUARTER = Quarter(2026, 3)
SAID = Explanation("VE-1-4", "Te weinig sessies.", "Minder ouderen.", "Wij werven.", date(2026, 12, 31))


@pytest.fixture
def params(tmp_path):
    shutil.copy(paths.PARAMS / "indicators.yml", tmp_path)
    (tmp_path / "commentary").mkdir()
    return tmp_path


def write(params, text, name="2026-Q3.yml"):
    (params / "commentary" / name).write_text(text, encoding="utf-8")


def entry(**changes):
    fields = {"id": "VE-1-4", "cause": "'Te druk.'", "consequence": "'Minder.'", "measure": "'Meer.'", **changes}
    lines = [f"    {name}: {text}" for name, text in fields.items()]
    return "explanations:\n  -" + "\n".join(lines)[3:] + "\n"


def told(params):
    return [(fault.file, fault.row, fault.message) for fault in commentary.check_folder(params)]


def test_without_a_folder_there_is_no_commentary(tmp_path):
    assert commentary.read_quarter(tmp_path, QUARTER) == ()
    assert commentary.check_folder(tmp_path) == []


def test_each_quarter_is_read_under_its_label(params):
    write(params, commentary.as_yaml([SAID]))
    write(params, entry(), "2026-Q2.yml")
    assert commentary.read_quarter(params, QUARTER) == (SAID,)
    assert commentary.read_quarter(params, QUARTER.previous)[0].promised_on is None


def test_every_fault_of_every_file_comes_at_once_with_its_row(params):
    write(params, entry(cause="'=1'", measure="'<i>x</i>'"))
    write(params, entry(id="VE-9-9"), "2026-Q2.yml")
    write(params, "explanations:\n\n  - *x\n", "2026-Q1.yml")
    assert [(fault.file, fault.row) for fault in commentary.check_folder(params)] == [
        ("commentary/2026-Q1.yml", 3),
        ("commentary/2026-Q2.yml", 2),
        ("commentary/2026-Q3.yml", 3),
        ("commentary/2026-Q3.yml", 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mail j.planteman@voorbeeld.nl", "Bel 06-12345678", "BSN 111222333", "Nummer 111222333 hoort erbij",
        "Op NL91ABNA0417164300", "Geboren op 12-03-1950", "Vraag mevrouw Planteman", "Vraag P. Planteman",
        "Vraag Kees van Planteman",
    ],
)  # fmt: skip
def test_personal_data_are_refused_and_never_repeated(params, text):
    write(params, entry(cause=f"'{text}'"))
    (fault, *more) = commentary.check_folder(params)
    assert more == []
    assert (fault.rule, fault.row) == ("persoonsgegevens", 3)
    for secret in ("lanteman", "12345678", "111222333", "0417164300", "1950"):
        assert secret not in repr(fault)


def test_a_sentence_about_the_matter_holds_no_personal_data(params):
    text = "Door de verbouwing van het gemeentehuis vielen in juli 2026 drie van de 12 sessies uit (25%)."
    write(params, entry(cause=f"'{text}'", measure="'De afdeling Veiligheid plant 4 extra sessies in november.'"))
    assert told(params) == []


@pytest.mark.parametrize("name", ["2026-q3.yml", "2026-Q3.yaml", "toelichting.yml", "2026-Q5.yml"])
def test_a_file_that_would_not_be_read_is_refused(params, name):
    write(params, entry(), name)
    assert [fault.level for fault in commentary.check_folder(params)] == ["error"]
    with pytest.raises(BadInput, match="wordt niet gelezen"):
        commentary.read_quarter(params, QUARTER)


def test_a_form_in_the_folder_is_warned_of_and_a_readme_is_not(params):
    write(params, "x", "toelichting-2026-Q3.xlsx")
    write(params, "x", "README.md")
    write(params, "x", ".gitkeep")
    write(params, "x", "~$toelichting.xlsx")
    assert [(fault.level, fault.file) for fault in commentary.check_folder(params)] == [
        ("warning", "commentary/toelichting-2026-Q3.xlsx")
    ]
    assert commentary.read_quarter(params, QUARTER) == ()


def test_a_scalar_is_text_whatever_yaml_makes_of_it(params):
    write(params, entry(cause="no", consequence="on", measure="yes"))
    assert commentary.read_quarter(params, QUARTER)[0].cause == "no"


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80).map("a{}".format)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=3))
def test_what_is_written_is_read_back_as_it_was(tmp_path_factory, written):
    said = []
    for number, fields in enumerate(written):
        try:
            cause, consequence, measure, reason = map(owner_text, fields)
            judged = {"judgement": "niet meer haalbaar", "reason": reason} if number else {}
            said.append(Explanation(f"VE-1-{number}", cause, consequence, measure, **judged))
        except ValueError:
            continue
    assume(said)
    file = tmp_path_factory.mktemp("toelichting") / "2026-Q3.yml"
    file.write_text(commentary.as_yaml(said), encoding="utf-8", newline="\n")
    found, faults = commentary.check(file, file.parent)
    assert {fault.rule for fault in faults} <= {"persoonsgegevens"}
    assert found == tuple(said) or faults


def test_one_quarter_is_read_whatever_is_wrong_in_another(params):
    write(params, commentary.as_yaml([SAID]))
    write(params, entry(id="VE-9-9"), "2026-Q2.yml")
    assert commentary.read_quarter(params, QUARTER) == (SAID,)
    with pytest.raises(BadInput):
        commentary.read_quarter(params, QUARTER.previous)
    assert commentary.read_quarter(params, QUARTER.next) == ()


def test_a_file_that_no_quarter_would_read_stops_every_quarter(params):
    write(params, entry(), "2026-q3.yml")
    with pytest.raises(BadInput, match="wordt niet gelezen"):
        commentary.read_quarter(params, QUARTER)


def test_without_readable_indicators_the_numbers_are_not_judged(params):
    (params / "indicators.yml").write_text("x: [", encoding="utf-8")
    write(params, entry(id="VE-9-9"))
    assert told(params) == []


KNOWN = ("VE-1-4", "VE-2-1")
RIGHT = {"id": "VE-1-4", "cause": "Te weinig sessies.", "consequence": "Minder ouderen.", "measure": "Werven."}


def read(*listed, known=KNOWN, **more):
    rows = {("explanations", at): 10 * at for at in range(len(listed))}
    document = Document({"explanations": [*listed], **more}, rows)
    return commentary.explanations(document, "x.yml", QUARTER, known)


def refusals(*listed, **more):
    said, faults = read(*listed, **more)
    assert said == () or faults == []
    return [fault.message for fault in faults]


def test_a_right_file_gives_its_explanations():
    said, faults = read({**RIGHT, "promised_on": "2026-12-31"}, {**RIGHT, "id": "VE-2-1"})
    assert faults == []
    assert [(one.id, one.cause, str(one.promised_on)) for one in said] == [
        ("VE-1-4", "Te weinig sessies.", "2026-12-31"),
        ("VE-2-1", "Te weinig sessies.", "None"),
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_rows():
    said, faults = read({**RIGHT, "cause": "=1"}, {**RIGHT, "measur": "x"}, {**RIGHT, "promised_on": "2025-12-31"})
    assert said == ()
    assert [(fault.row, fault.message) for fault in faults] == [
        (0, "De tekst begint als een formule."),
        (10, "“measur” is geen bekende naam."),
        (10, "Deze indicator staat er twee keer."),
        (20, "Deze indicator staat er twee keer."),
        (20, "De beloofde dag ligt niet van 1 oktober 2026 tot en met 31 december 2031."),
    ]  # fmt: skip


def test_an_indicator_must_be_one_of_the_municipality_unless_those_cannot_be_told():
    assert refusals({**RIGHT, "id": "VE-9-9"}) == ["Dit is geen indicator van deze gemeente."]
    assert refusals({**RIGHT, "id": "VE-9-9"}, known=None) == []
    assert refusals({**RIGHT, "id": "VE/1*4"}) == ["Dit is geen nummer van een indicator."]


@pytest.mark.parametrize(
    ("promised_on", "refused"),
    [
        ("", False), ("2026-10-01", False), ("2031-12-31", False),
        ("2026-09-30", True), ("2025-12-31", True), ("2032-01-01", True),
        ("31-12-2026", True), ("2026-02-30", True), ("eind december", True),
    ],
)  # fmt: skip
def test_a_promised_day_lies_after_the_quarter_and_within_five_years(promised_on, refused):
    found = refusals({**RIGHT, "promised_on": promised_on})
    assert len(found) == refused
    assert promised_on == "" or not any(promised_on in message for message in found)


def test_a_field_that_is_left_out_and_a_key_too_many_are_refused():
    _, faults = read({"id": "VE-1-4", "cause": "Ja"})
    assert [(fault.column, fault.message) for fault in faults] == [
        ("explanations 1 consequence", "Hier ontbreekt een tekst."),
        ("explanations 1 measure", "Hier ontbreekt een tekst."),
    ]
    assert refusals(RIGHT, remark="x") == ["“remark” is geen bekende naam."]


JUDGED = {"id": "VE-1-4", "judgement": "op koers"}


def test_a_judgement_may_stand_alone_and_a_reason_may_not():
    said, faults = read({**JUDGED, "reason": "De zaal is vrij."})
    assert faults == [] and (said[0].judgement, said[0].reason, said[0].is_explained) == (
        "op koers",
        "De zaal is vrij.",
        False,
    )
    assert refusals({"id": "VE-1-4", "reason": "Te druk."}) == ["Bij een reden hoort een oordeel."]
    assert refusals({"id": "VE-1-4"}) == ["Hier staat geen toelichting en geen oordeel."]


@pytest.mark.parametrize("word", ["geen oordeel", "Op koers", "prima", "niet gehaald"])
def test_a_judgement_is_a_word_that_can_be_true_on_the_last_day_of_the_quarter(word):
    assert len(refusals({**JUDGED, "judgement": word})) == 1


def test_at_the_end_of_the_year_a_judgement_is_about_the_outcome():
    def told(word):
        document = Document({"explanations": [{**JUDGED, "judgement": word}]}, {})
        return [fault.message for fault in commentary.explanations(document, "x.yml", Quarter(2026, 4), KNOWN)[1]]

    assert told("niet gehaald") == []
    assert told("op koers") == ["Dit oordeel kan niet op 31 december 2026."]


def test_an_empty_text_is_told_once():
    assert refusals({**RIGHT, "cause": ""}) == ["Hier ontbreekt een tekst."]


def test_no_fault_carries_what_an_owner_wrote():
    _, faults = read({**RIGHT, "cause": "<b>Planteman</b>", "measure": ["Planteman"], "promised_on": "Planteman"})
    assert len(faults) == 3
    assert "Planteman" not in repr(faults)


MADE_UP = Explanation("VE-1-4", "Verzonnen oorzaak.", "Verzonnen gevolg.", "Verzonnen maatregel.")


def test_what_was_written_about_real_data_is_never_read_beside_made_up_data_and_the_reverse(params):
    write(params, commentary.as_yaml([SAID], made_up=[MADE_UP]))
    assert commentary.read_quarter(params, QUARTER, is_made_up=False) == (SAID,)
    assert commentary.read_quarter(params, QUARTER, is_made_up=True) == (MADE_UP,)


def test_a_file_that_does_not_say_is_about_real_data(params):
    write(params, commentary.as_yaml([SAID]))
    assert commentary.read_quarter(params, QUARTER, is_made_up=True) == ()
    assert commentary.read_quarter(params, QUARTER) == (SAID,)


def test_what_was_written_about_made_up_data_is_held_to_the_same_rules(params):
    write(
        params, commentary.as_yaml([], made_up=[MADE_UP, replace(MADE_UP, id="XX-9-9", promised_on=date(2020, 1, 1))])
    )
    assert [fault.message for fault in commentary.check_folder(params)] == [
        "Dit is geen indicator van deze gemeente.",
        "De beloofde dag ligt niet van 1 oktober 2026 tot en met 31 december 2031.",
    ]
    with pytest.raises(BadInput):
        commentary.read_quarter(params, QUARTER)
