"""What CONTRIBUTING promises: an export is added with new files only. A made-up one is added here, in its own folder."""

import sys

import pytest

from helpers import displays as show
from helpers import sources
from helpers.analyses import data_quality
from helpers.floor.faults import BadInput
from helpers.samples import exports as samples
from helpers.samples import make
from helpers.sources import dictionary, exports
from helpers.sources.delivery import needed
from helpers.sources.sheets import persons

MODULE = """
from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="klachten",
    title="Klachten van bewoners",
    row="een klacht",
    columns=(
        Column("received_on", "Ontvangen op", parsers.day, "De dag van de klacht."),
        Column("complainant", "Klager", parsers.code, "Het pseudoniem van de klager.", holds="pseudonym"),
        Column("subject", "Onderwerp", parsers.text, "Waarover de klacht gaat."),
    ),
    days=("received_on",),
)
"""
SAMPLE = """
FILE = "klachten.csv"

def export(truth, areas):
    return b"Ontvangen op;Klager;Onderwerp\\r\\n01-09-2026;K0001;geluid\\r\\n"
"""
COMPLAINTS = [("K0001", "geluid"), ("K0002", "afval op straat"), ("K0003", "verlichting")]
NAMES = ["Kees Bakker", "Ali Demir", "Sanne Mol"]


@pytest.fixture
def added(tmp_path, monkeypatch):
    """A module put into a folder that a package is looked for in; nothing of the suite is changed."""

    def _added(package, text):
        home = tmp_path / package.__name__
        home.mkdir()
        (home / "klachten.py").write_text(text, "utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(home)])

    yield _added
    for package in (exports, samples):
        sys.modules.pop(f"{package.__name__}.klachten", None)


@pytest.fixture
def complain(folder, added, monkeypatch):
    """The small delivery with an export of complaints, which a notebook needs: who complained of what."""
    added(exports, MODULE)
    asked = needed.by_notebook
    monkeypatch.setattr(needed, "by_notebook", lambda *_, **how: asked(**how) | {"klachten": ("klachten",)})

    def _complain(rows=COMPLAINTS):
        lines = [
            "Ontvangen op;Klager;Onderwerp",
            *(f"0{at}-09-2026;{who};{what}" for at, (who, what) in enumerate(rows, 1)),
        ]
        (folder / "klachten.csv").write_text("\n".join(lines) + "\n", "utf-8")
        return folder

    return _complain


def refusals(folder, dataset):
    found = [fault for fault in sources.check(folder) if fault.file == f"{dataset}.csv" and fault.rule == persons.RULE]
    return [(fault.level, fault.message, fault.hint) for fault in found]


def test_names_in_its_column_of_pseudonyms_are_refused_as_in_the_others(complain, change):
    folder = complain([(name, "geluid") for name in ("Bakker", "Visser", "Mulder")])
    change("cybertraining_deelnemers", "S1;P1;75-84;WK000001;2;\nS1;P2;", "S1;Bakker;;;;\nS1;Visser;;;;\nS1;Mulder;")
    others = refusals(folder, "cybertraining_deelnemers")
    as_others = [(level, text.replace("deelnemer", "Klager"), hint) for level, text, hint in others]
    assert refusals(folder, "klachten") == as_others
    assert "De kolom “Klager” lijkt namen te bevatten (3 cellen, de eerste in rij 2)." in as_others[0]
    with pytest.raises(BadInput):
        sources.freeze(str(folder))


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (NAMES, "namen"),
        (["Kees Bakker belt terug", "geluid", "afval"], "namen"),
        (["geluid", "bel 06-12345678", "afval"], "telefoonnummers"),
        (["geluid", "afval", "Dorpsstraat 12"], "adressen"),
    ],
)
def test_its_column_of_text_without_a_word_in_the_contract_is_searched_for_persons(complain, held, kind):
    folder = complain([(f"K000{at}", text) for at, text in enumerate(held, 1)])
    [(level, message, _)] = refusals(folder, "klachten")
    assert level == "error" and f"De kolom “Onderwerp” lijkt {kind} te bevatten" in message


def test_a_good_one_is_read_and_frozen_and_found_again(complain):
    folder = complain()
    assert [fault for fault in sources.check(folder) if fault.file == "klachten.csv"] == []
    name, delivery = sources.freeze(str(folder))
    again = sources.open_delivery(f"snapshot:{name}")
    assert again["klachten"].complainant.tolist() == delivery["klachten"].complainant.tolist()
    assert delivery["klachten"].subject.tolist() == [subject for _, subject in COMPLAINTS]


def test_it_stands_on_the_page_of_data_quality_by_its_own_name_and_told_strictly(complain):
    folder = complain([*COMPLAINTS, COMPLAINTS[0]])
    (folder / "klachten.csv").write_text((folder / "klachten.csv").read_text().replace("04-09", "01-09"))
    result = data_quality.analyse(sources.open_delivery(str(folder)))
    [line] = [row for row in show.exports_read(result).rows if row[1].text == "klachten.csv"]
    assert [cell.text for cell in line[:5]] == ["Klachten van bewoners", "klachten.csv", *["afgeschermd"] * 3]
    assert any(row[0].text == "Klachten van bewoners" for row in show.freshness(result).rows)
    absent = data_quality.analyse(sources.open_delivery(str(folder), missing={"klachten": "register in onderhoud"}))
    assert "Buiten beschouwing bleef “Klachten van bewoners”: register in onderhoud." in show.answer(absent).sentences


def test_one_that_is_not_delivered_is_asked_for_by_the_same_name(complain):
    folder = complain()
    (folder / "klachten.csv").unlink()
    [fault] = [fault for fault in sources.check(folder) if fault.level == "error"]
    assert fault.message == "De export “Klachten van bewoners” ontbreekt."


def test_it_is_in_the_dictionary(complain):
    assert "## Klachten van bewoners (`klachten`)" in dictionary.markdown()


def test_the_sample_has_it_once_there_is_a_maker_and_is_made_without_one(complain, added):
    assert "klachten.csv" not in make.exports()
    added(samples, SAMPLE)
    assert make.exports()["klachten.csv"].endswith(b"geluid\r\n")


def test_rules_between_exports_wait_until_both_are_there(complain, monkeypatch):
    monkeypatch.setattr(exports, "__path__", exports.__path__[-1:])
    assert list(sources.contracts()) == ["klachten"]
    between = dictionary.markdown().partition("## Regels tussen exports")[2].partition("## ")[0]
    assert between.strip() == ""
