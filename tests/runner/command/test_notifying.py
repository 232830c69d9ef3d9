"""`--notify`: who hears how a report ended, and that a command is words and never a shell's."""

from __future__ import annotations

import json
import socket
import sys
import threading

import pytest

from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault, RunFailed, TryLater
from helpers.runner.batch import publication
from helpers.runner.batch.publication import Ended
from helpers.runner.command import notifying, verbs
from helpers.runner.editions.editions import Published

HEARS = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w')); print(*sys.argv[2:])"


@pytest.fixture
def heard(tmp_path, monkeypatch, capfd):
    """`heard(answer, *words)`: how the command ended, and what it was told; `answer` takes the place of the batch."""
    script, told = tmp_path / "hoor mij.py", tmp_path / "gehoord.json"
    script.write_text(HEARS, "utf-8")

    def run(answer, *words, more=""):
        def batch(*_):
            if isinstance(answer, BaseException):
                raise answer
            return answer

        monkeypatch.setattr(publication, "run", batch)
        notify = f'"{sys.executable}" "{script}" "{told}" {more}'
        code = verbs.main(["report", "--sample", "--out", str(tmp_path / "uit"), *words, "--notify", notify])
        environment = json.loads(told.read_text("utf-8")) if told.exists() else {}
        return code, {k[8:]: v for k, v in environment.items() if k.startswith("HELPERS_")}, capfd.readouterr()

    return run


def published(tmp_path, quarter="2026-Q3"):
    return Published(quarter, 2, "concept", True, tmp_path / "uit" / quarter / "index.html")


def test_a_report_that_is_done_tells_its_file_and_quarter(heard, tmp_path):
    code, told, _ = heard(Ended([published(tmp_path, "2026-Q2"), published(tmp_path)]))
    assert (code, told["OUTCOME"], told["EXIT_CODE"]) == (0, "done", "0")
    assert told["QUARTER"] == "2026-Q2 2026-Q3"
    assert told["REPORT"] == str(tmp_path / "uit" / "2026-Q3" / "index.html")
    assert told["MESSAGE"] == "2026-Q2: editie 2 (concept) is gepubliceerd."


@pytest.mark.parametrize(
    ("answer", "outcome", "exit_code", "message"),
    [
        (
            Ended(failures=["Notebook a, cel 3: fout", "2026-Q3 is niet gepubliceerd."]),
            "failed",
            1,
            "Notebook a, cel 3",
        ),
        (RunFailed("De schijf is vol."), "failed", 1, "De schijf is vol."),
        (BadInput([Fault("“x” is geen getal.", file="a.csv", row=4)]), "refused", 2, "1 fout in 1 bestand."),
        (TryLater("In de map uit draait al een andere run."), "refused", 75, "In de map uit draait al"),
        (KeyboardInterrupt(), "interrupted", 130, "Afgebroken."),
        (OSError(28, "No space left on device", "a.html"), "failed", 1, "De computer gaf een fout bij a.html"),
        (
            OSError(28, "No space left on device"),
            "failed",
            1,
            "De computer gaf een fout: de schijf is vol. Maak ruimte",
        ),
        (ValueError("x"), "failed", 1, "Er ging iets mis in het programma zelf"),
    ],
)
def test_every_other_end_is_told_with_its_exit_code_and_first_line(heard, answer, outcome, exit_code, message):
    code, told, _ = heard(answer, "--quarter", "2026-Q3")
    assert (code, told["OUTCOME"], told["EXIT_CODE"]) == (exit_code, outcome, str(exit_code))
    assert told["MESSAGE"].startswith(message) and "\n" not in told["MESSAGE"]
    assert (told["QUARTER"], told["REPORT"]) == ("2026-Q3", "")


def test_nothing_of_the_command_is_for_a_shell_and_what_it_prints_is_no_result(heard, tmp_path):
    _, told, said = heard(Ended([published(tmp_path)]), more="'$HOME;' `id` | > x")
    assert told["OUTCOME"] == "done" and "$HOME; `id` | > x" in said.err
    assert said.out.splitlines()[-1].endswith("index.html")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("bestaat-niet 1", "Het programma “bestaat-niet” achter --notify is er niet."),
        ("' '", "Het programma “ ” achter --notify is er niet."),
        ("python3 'x", "aanhalingsteken te weinig"),
    ],
)
def test_a_command_that_cannot_start_is_refused_before_anything_runs(monkeypatch, capsys, command, said):
    monkeypatch.setattr(publication, "run", lambda *_: pytest.fail("the batch ran"))
    assert verbs.main(["report", "--sample", "--notify", command]) == 2
    assert said in capsys.readouterr().err


def test_its_own_failure_is_told_and_changes_nothing(heard, tmp_path, monkeypatch):
    heard(Ended([published(tmp_path)]))
    monkeypatch.setattr(notifying, "words_of", lambda _: [sys.executable, "-c", "raise SystemExit(3)"])
    code, _, said = heard(Ended([published(tmp_path)]))
    assert code == 0 and "De opdracht achter --notify eindigde met code 3." in said.err
    monkeypatch.setattr(notifying, "words_of", lambda _: [str(tmp_path)])
    code, _, said = heard(Ended(failures=["fout"]))
    assert code == 1 and "De opdracht achter --notify start niet" in said.err
    monkeypatch.setattr(notifying, "MOST_SECONDS", 0.1)
    monkeypatch.setattr(notifying, "words_of", lambda _: [sys.executable, "-c", "import time; time.sleep(900)"])
    code, _, said = heard(Ended([published(tmp_path)]))
    assert code == 0 and "niet klaar en is gestopt" in said.err


def mail_server(received):
    """A server for one message on this computer, as little of SMTP as smtplib needs; its port."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        with server:
            connection, _ = server.accept()
        with connection, connection.makefile("rwb", buffering=0) as stream:
            stream.write(b"220 hier\r\n")
            in_message = False
            for line in stream:
                received.append(line.decode("utf-8").rstrip("\r\n"))
                if in_message and line != b".\r\n":
                    continue
                verb = line[:4].upper()
                in_message = verb == b"DATA"
                stream.write({b"DATA": b"354 vertel\r\n", b"QUIT": b"221 dag\r\n"}.get(verb, b"250 goed\r\n"))
                if verb == b"QUIT":
                    return

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


def test_the_example_mails_the_outcome_to_a_server_on_this_computer(tmp_path, monkeypatch, capfd):
    received: list[str] = []
    about = {"HOST": "127.0.0.1", "PORT": str(mail_server(received)), "FROM": "a@example.org", "TO": "b@example.org"}
    for name, value in about.items():
        monkeypatch.setenv(f"MAIL_{name}", value)
    monkeypatch.setattr(publication, "run", lambda *_: Ended([published(tmp_path)]))
    notify = f'"{sys.executable}" "{paths.ROOT / "docs" / "notify_by_mail.py"}"'
    assert verbs.main(["report", "--sample", "--out", str(tmp_path / "uit"), "--notify", notify]) == 0
    assert capfd.readouterr().err == ""
    assert "Subject: Veiligheidsrapport 2026-Q3 is klaar" in received
    assert "2026-Q3: editie 2 (concept) is gepubliceerd." in received
    assert "index.html" in "".join(line.removesuffix("=") for line in received)
