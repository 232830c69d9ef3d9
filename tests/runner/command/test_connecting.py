"""The conversation about an own file: what is typed, what is written, and what never is."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from helpers.floor import paths
from helpers.runner.command import connecting, verbs

ROTA = """Ritdatum;Chauffeur;Gebied;Duur (min);Soort rit
2-1-2026;P. Jansen;Noord;95;A
3-1-2026;P. Jansen;zuid;120;P
5-1-2026;P. de Vries;Noord;60;A
"""
BEFORE = """\
# onze eigen regels
bodycams:   # van de boa's
  headers: {"Boa's": Aantal}   # zo heet het daar

opkopers:
    headers:
        Branche: Handel
"""


@pytest.fixture
def own(tmp_path, monkeypatch, wijken_csv):
    """Connect a file with typed lines; the folders are those of the test."""
    monkeypatch.setattr(paths, "PARAMS", tmp_path / "params")
    monkeypatch.setattr(paths, "REFERENCE", tmp_path / "reference")
    for folder in (paths.PARAMS, paths.REFERENCE):
        folder.mkdir()
    (paths.REFERENCE / "wijken.csv").write_text(wijken_csv({"WK000001": "Noord", "WK000002": "Zuid"}))
    file = tmp_path / "ritten 2026.csv"
    file.write_text(ROTA, "utf-8")

    def connect(*typed, words=(), has_keyboard=True):
        monkeypatch.setattr(connecting, "_has_keyboard", lambda: has_keyboard)
        return CliRunner().invoke(
            verbs.app, ["connect", str(connect.file), *words], input="".join(f"{one}\n" for one in typed)
        )

    connect.file = file
    return connect


def exports():
    return paths.PARAMS / "exports.yml"


def test_enter_takes_every_proposal_and_the_file_is_read_by_what_was_written(own):
    done = own("", "", "")
    assert done.exit_code == 0, done.output
    assert "Voertuig: '1'" in exports().read_text("utf-8")
    assert "05-01-2026  WK000001  1         afval     1" in done.output
    assert "Leg dit naast uw bron: 3 rijen." in done.output
    assert "Uren: samen 4,58." in done.output
    assert "Jansen" not in done.output and "Vries" not in done.output


def test_the_check_that_is_named_can_be_copied_for_a_name_with_spaces(own):
    own.file = own.file.rename(own.file.parent / "ritten (def) 2026.csv")
    own.file.write_text(f"{ROTA}6-1-2026;P. Jansen;Noord;60;A\n6-1-2026;P. Jansen;Noord;60;A\n", "utf-8")
    assert f'check --dataset scanauto_inzet "{own.file}"' in own("", "", "").output


def days(hours):
    """A file that leaves no question: one row a day, the last of which may have too many minutes."""
    rows = "".join(f"{at}-2-2026;X;{'Noord' if at % 2 else 'Zuid'};{one};afval;1\n" for at, one in enumerate(hours, 1))
    return f"Ritdatum;Chauffeur;Gebied;Duur (min);Soort rit;Auto\n{rows}"


def test_rules_that_give_faults_are_not_written_unless_somebody_says_so(own):
    own.file.write_text(days([60] * 20 + [1500, 1600]), "utf-8")
    stopped = own("", "")
    assert "Zo gelezen geeft uw bestand 4 fouten. De eerste 3:" in stopped.output
    assert "rij 22, kolom D (Duur (min))" in stopped.output and "Er is nog niets geschreven." in stopped.output
    assert stopped.exit_code == 0 and not exports().exists()
    changed = own("", "3", "=SA-7", "n")
    assert "Voertuig is in alle rijen SA-7" in changed.output and not exports().exists()
    anyway = own("", "schrijf")
    assert exports().exists()
    assert "Er zijn nog fouten. Die ziet u met: python run.py check" in anyway.output


def test_no_long_list_of_faults_is_shown_and_yes_writes_nothing(own):
    own.file.write_text(days([60] * 20 + [1500] * 5), "utf-8")
    long = own("", "")
    assert "10 fouten. De eerste 3:" in long.output and long.output.count("kolom D") == 3
    refused = own(words=["--yes"])
    assert refused.exception.exit_code == 2 and not exports().exists()
    assert "10 fouten. De eerste 3:" in str(refused.exception)


def test_what_is_absent_in_reference_is_said_before_the_first_question(own):
    own.file.write_text(ROTA.replace("Noord", "2264 AB").replace("zuid", "2264 AC").replace("Gebied", "Postcode"))
    done = own("", "", "n").output
    assert done.index("De tabel van postcodes ontbreekt") < done.index("Welke kolom is")


def test_a_wrong_answer_is_said_and_asked_again(own):
    done = own("9", "=SA-1", "1=avval", "1=parkeren; 2=afval", "")
    assert "Geen kolom van uw bestand past hier." in done.output
    assert "“avval” is geen van: afval, parkeren, beide. Bedoelde u afval?" in done.output
    text = exports().read_text("utf-8")
    assert "A: parkeren" in text and "P: afval" in text and "Voertuig: SA-1" in text


def test_a_line_can_be_decided_otherwise_before_it_is_written(own):
    done = own("", "", "3", "=SA-7", "")
    assert done.exit_code == 0, done.output
    assert "Voertuig: SA-7" in exports().read_text("utf-8")


def test_the_words_of_a_line_are_asked_again_with_the_form_of_an_answer(own):
    done = own("", "", "4", "", "1=beide; 2=afval", "")
    assert "1=afval, of meer tegelijk: 1,2=afval; 3=parkeren" in done.output
    assert done.output.count("Wat betekenen deze woorden uit “Soort rit”") == 2
    text = exports().read_text("utf-8")
    assert "A: beide" in text and "P: afval" in text


def test_the_choice_of_rows_is_a_line_that_can_be_changed(own):
    states = ROTA.replace("Soort rit", "Soort rit;Status").replace(";A\n", ";A;G\n").replace(";P\n", ";P;Vervallen\n")
    own.file.write_text(states + "6-1-2026;P. Jansen;Zuid;60;P;Vervallen\n", "utf-8")
    done = own("", "", "", "6", "0", "", "6", "", "6", "2", "n")
    first, all_rows, kept, other = done.output.split("Voorstel voor")[1:]
    assert "6  (rijen)   Status: alleen “G”" in first and "Alleen rijen met Status “G”" in first
    assert "6  (rijen)   Status: alle rijen" in all_rows and "6  (rijen)   Status: alle rijen" in kept
    assert "Alleen rijen met Status “Vervallen” tellen mee." in other


def test_rules_that_stand_there_are_where_a_new_file_starts(own):
    own("=SA-7", "1=parkeren; 2=afval", "")
    before = exports().read_bytes()
    assert "Enter schrijft dit" in own("").output and exports().read_bytes() == before
    own.file.write_text(ROTA + "6-1-2026;P. Jansen;Zuid;60;A+P\n", "utf-8")
    new = own("", "", "j")
    asked = new.output.partition("Wat betekenen deze woorden")[2].partition("Voorstel")[0]
    assert "“A+P” (1 keer) = beide" in asked and "“A” (" not in asked
    assert exports().read_bytes() == before.replace(b"P: afval", b"P: afval\n      A+P: beide")


@pytest.mark.parametrize("answer", ["j", "Ja"])
def test_yes_may_be_typed_at_the_end_and_no_too(own, answer):
    assert "is niet veranderd" in own("", "", "nee").output and not exports().exists()
    assert own("", "", answer).exit_code == 0 and exports().exists()


def test_a_wijk_has_its_name_beside_its_code_and_one_word_is_one_word(own):
    own.file = own.file.rename(own.file.parent / "ritten in Zuid.csv")
    own.file.write_text("Ritdatum;Duur (min);Soort rit;Auto\n2-1-2026;95;afval;1\n3-1-2026;60;afval;1\n", "utf-8")
    done = own("", "n").output
    assert "Enter: WK000002 (Zuid) voor alle rijen." in done
    assert "Wijkcode  WK000002 (Zuid)" in done and "Wijkcode is in alle rijen WK000002 (Zuid)." in done
    assert "1 woord " in done and "1 woorden" not in done


def test_days_per_wave_are_told_in_the_overview_and_stay_when_asked_again(own):
    rows = "".join(f"{area};{year};{n};71,5\n" for year in (2022, 2024) for area, n in (("Noord", 90), ("Zuid", 100)))
    own.file = own.file.rename(own.file.parent / "wijkatlas.csv")
    own.file.write_text(f"geoitem;period;aantal respondenten;% buurt is schoon\n{rows}", "utf-8")
    days = ("1=5-9-2022; 2=2-9-2024", "1=1-10-2022; 2=1-10-2024")
    done = own(*days, "2", "2=3-9-2024", "n", words=["--dataset", "wijkatlas"]).output
    assert "per period: 2022 = 5-9-2022; 2024 = 2-9-2024" in done
    assert "per period: 2022 = 5-9-2022; 2024 = 3-9-2024" in done


def test_connect_without_a_file_says_how(capsys):
    assert verbs.main(["connect"]) == 2
    assert capsys.readouterr().err == "Noem het bestand, zoals: connect ritten.xlsx.\n"


def test_n_writes_nothing(own):
    done = own("", "", "n")
    assert done.exit_code == 0 and not exports().exists()
    assert "params/exports.yml is niet veranderd." in done.output


def test_every_other_entry_stays_as_it_is_to_the_byte(own):
    for before in (BEFORE.encode(), BEFORE.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + BEFORE.encode()):
        exports().write_bytes(before)
        assert own("", "", "").exit_code == 0
        after = exports().read_bytes()
        assert after.startswith(before) and b"scanauto_inzet:" in after[len(before) :]
        assert (b"\r\n" in before) == (b"\r\n" in after[len(before) :])


def test_the_same_export_again_shows_what_changes_and_asks(own):
    own("", "", "")
    again = own("", "", "")
    assert "heeft deze regels voor scanauto_inzet al" in again.output and again.exit_code == 0
    exports().write_text(BEFORE + exports().read_text("utf-8") + "# slot\n", "utf-8")
    before = exports().read_bytes()
    kept = own("3", "=SA-7", "", "")
    assert "Voorstel voor scanauto_inzet, naar de regels die al in params/exports.yml staan" in kept.output
    assert "Welke kolom is Voertuig" not in kept.output.partition("Voorstel")[0]
    assert "-    Voertuig: '1'" in kept.output and "+    Voertuig: SA-7" in kept.output
    assert exports().read_bytes() == before
    changed = own("3", "=SA-7", "", "j")
    assert changed.exit_code == 0
    assert exports().read_bytes() == before.replace(b"Voertuig: '1'", b"Voertuig: SA-7")


def test_yes_writes_what_is_sure_and_refuses_with_what_is_open(own):
    refused = own(words=["--yes"])
    assert refused.exit_code != 0 and not exports().exists()
    assert "Welke kolom is Voertuig?" in str(refused.exception) and "Wat betekenen deze woorden" in str(
        refused.exception
    )
    own.file.write_text(
        ROTA.replace("Soort rit", "Soort rit;Auto").replace(";A\n", ";afval;1\n").replace(";P\n", ";parkeren;1\n")
    )
    assert own(words=["--yes"]).exit_code == 0
    assert exports().exists()


def test_yes_replaces_no_rules_that_stand_there(own):
    own("=SA-7", "", "")
    before = exports().read_bytes()
    own.file.write_text(
        ROTA.replace("Gebied", "Wijk")
        .replace("Soort rit", "Soort rit;Auto")
        .replace(";A\n", ";afval;1\n")
        .replace(";P\n", ";parkeren;1\n")
    )
    refused = own(words=["--yes"])
    assert "--yes vervangt geen regels" in str(refused.exception)
    assert exports().read_bytes() == before


def test_without_a_keyboard_nothing_waits(own):
    refused = own(has_keyboard=False)
    assert "Er is geen toetsenbord." in str(refused.exception) and "--yes" in str(refused.exception)
    assert "sources.proposal" in str(refused.exception)
    own.file.write_text(
        ROTA.replace("Soort rit", "Soort rit;Auto").replace(";A\n", ";afval;1\n").replace(";P\n", ";parkeren;1\n")
    )
    assert "Er is geen toetsenbord om dit te bevestigen." in str(own(has_keyboard=False).exception)
    assert not exports().exists()


@pytest.mark.parametrize("after", range(3))
def test_ctrl_c_leaves_exports_yml_as_it_was(own, monkeypatch, capsys, after):
    exports().write_text(BEFORE, "utf-8")
    left = iter(range(after))

    def typed():
        next(left, None) if next(left, None) is not None else _interrupt()
        return ""

    def _interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(connecting, "_has_keyboard", lambda: True)
    monkeypatch.setattr(connecting, "_typed", typed)
    assert verbs.main(["connect", str(own.file)]) == 130
    assert exports().read_text("utf-8") == BEFORE
    assert "Er is niets geschreven in params/exports.yml." in capsys.readouterr().err


def test_a_broken_exports_yml_is_refused_and_stays(own):
    exports().write_text("scanauto_inzet: [1\n", "utf-8")
    refused = own("", "", "")
    assert "exports.yml" in str(refused.exception) and refused.exit_code != 0
    assert exports().read_text("utf-8") == "scanauto_inzet: [1\n"


def test_a_file_that_cannot_be_read_gives_the_fault_of_the_door(own, tmp_path, capsys):
    assert verbs.main(["connect", str(tmp_path / "niets.csv")]) == 2
    assert "niets.csv" in capsys.readouterr().err
    own.file.write_bytes(b"")
    assert verbs.main(["connect", str(own.file)]) == 2
    assert "Het bestand is leeg." in capsys.readouterr().err


def test_no_value_of_a_person_is_shown_while_asking(own):
    own.file.write_text(
        "Bijeenkomst;E-mail;Deelnemer;Leeftijd;Wijk;Vooraf;Na\n"
        "1;canary@example.org;P0001;65-74;Noord;4;6\n1;b@example.org;P0002;liever niet;Zuid;5;7\n"
        "2;c@example.org;P0003;70 en wat;Zuid;5;7\n2;d@example.org;P0004;65-74;Zuid;5;7\n"
    )
    done = own("", "schrijf")
    for secret in ("canary", "P0001", "70 en wat", "65-74"):
        assert secret not in done.output
    assert "liever niet" in exports().read_text("utf-8")
    assert "Hier staat geen leeftijdsklasse." in done.output  # the fault of check, which repeats nothing
