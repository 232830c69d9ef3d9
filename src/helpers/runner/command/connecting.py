"""An own file connected in a conversation: what it is, what is doubtful, what is written, and what that reads."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from helpers import sources
from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly, told
from helpers.floor.printable import quoted
from helpers.runner.command import connecting_told as told_back
from helpers.runner.editions import disk
from helpers.sources.connecting import entry
from helpers.sources.connecting.proposal import Connecting, Proposal
from helpers.sources.connecting.questions import Question

if TYPE_CHECKING:
    from helpers.floor.params.export_mapping import ExportMapping

Say = Callable[[str], None]
_WITHOUT = "Beantwoord ze in een terminal, of bekijk het voorstel in JupyterLab met sources.proposal."
_YES = "Met --yes schrijft connect zelf op wat zeker is."
_STOP = "n"
_AS_IT_WAS = "params/exports.yml is niet veranderd."


def run(file: Path, dataset: str, say: Say, *, is_yes: bool = False) -> int:
    """Connect a file; the exit code. Raises BadInput, AskedWrongly; what is stopped leaves exports.yml as it was."""
    connecting = Connecting.of(file, dataset)
    say(told_back.of_file(connecting))
    try:
        is_alone = is_yes or not _has_keyboard()
        is_written = _alone(connecting, say, is_yes=is_yes) if is_alone else _talked(connecting, say)
    except (KeyboardInterrupt, typer.Abort):
        say(f"\n{_AS_IT_WAS}")
        raise
    if not is_written:
        say(_AS_IT_WAS)
        return 0
    return _read_back(connecting.proposal().dataset, file, say)


def _has_keyboard() -> bool:
    return sys.stdin.isatty()


def _talked(connecting: Connecting, say: Say) -> bool:
    """Ask, show and write; whether the rules stand in exports.yml."""
    _ask(connecting, say)
    mapping = _confirmed(connecting, say)
    return mapping is not None and _write(connecting.proposal().dataset, mapping, say, has_keyboard=True)


def _alone(connecting: Connecting, say: Say, *, is_yes: bool) -> bool:
    """Show and write what leaves no doubt. Raises AskedWrongly where something does, or nobody said --yes."""
    proposal = connecting.proposal()
    if proposal.questions:
        raise _undecided(proposal, is_yes=is_yes)
    mapping = _shown(proposal, say)
    if not is_yes:
        raise AskedWrongly("Er is geen toetsenbord om dit te bevestigen.", _YES)
    return _write(proposal.dataset, mapping, say, has_keyboard=False)


def _ask(connecting: Connecting, say: Say) -> None:
    while questions := connecting.proposal().questions:
        _answer(connecting, questions[0], say)


def _answer(connecting: Connecting, question: Question, say: Say) -> None:
    """Ask until the answer can be read."""
    say(told_back.of_question(question))
    while True:
        try:
            connecting.decide(question, _typed())
            return
        except AskedWrongly as wrong:
            say(str(wrong))


def _typed() -> str:
    return str(typer.prompt(">", default="", show_default=False, prompt_suffix=" "))


def _undecided(proposal: Proposal, *, is_yes: bool) -> AskedWrongly:
    count = dutch.counted(len(proposal.questions), "vraag is", "vragen zijn")
    asked = "\n".join(told_back.of_question(one) for one in proposal.questions)
    hint = _WITHOUT if is_yes else f"Er is geen toetsenbord. {_YES} {_WITHOUT}"
    return AskedWrongly(f"{count} nog open:\n{asked}\n", hint)


def _shown(proposal: Proposal, say: Say) -> ExportMapping:
    say(told_back.of_proposal(proposal))
    return proposal.tried()[0]


def _confirmed(connecting: Connecting, say: Say) -> ExportMapping | None:
    """The rules as a person wants them; None where nothing is to be written."""
    while True:
        proposal = connecting.proposal()
        mapping = _shown(proposal, say)
        say("Enter schrijft dit in params/exports.yml. Typ het nummer van een regel om die te veranderen, of n.")
        answer = _typed().strip().casefold()
        if answer in ("", _STOP):
            return None if answer else mapping
        lines = proposal.lines
        if not answer.isdecimal() or not 1 <= int(answer) <= len(lines):
            say(f"Typ een nummer van 1 tot en met {len(lines)}, of Enter, of n.")
            continue
        _answer(connecting, proposal.about(lines[int(answer) - 1].column.header), say)
        _ask(connecting, say)


def _write(dataset: str, mapping: ExportMapping, say: Say, *, has_keyboard: bool) -> bool:
    """Write the entry; False where the one that stands there stays."""
    made = entry.entry(paths.PARAMS, dataset, mapping)
    if made.after == made.before:
        say(f"params/exports.yml heeft deze regels voor {dataset} al.")
        return True
    if not made.is_new:
        say(f"params/exports.yml heeft al regels voor {dataset}. Dit verandert:")
        say("\n".join(f"  {line}" for line in made.difference))
        if not has_keyboard:
            raise AskedWrongly("--yes vervangt geen regels die er al staan.", "Doe dit in een terminal.")
        say("Typ j om te vervangen. Enter laat de oude regels staan.")
        if _typed().strip().casefold() not in ("j", "ja"):
            return False
    disk.replace_file(made.file, made.after)
    say(f"De regels voor {dataset} staan in params/exports.yml.")
    return True


def _read_back(dataset: str, file: Path, say: Say) -> int:
    """Read the file by what now stands in exports.yml, and show it."""
    table, faults = sources.check_file(dataset, file)
    errors = [fault for fault in faults if fault.level == "error"]
    if table is not None:
        say(told_back.of_table(dataset, table))
    if errors:
        say(told(errors))
        say("Herstel dit in het bestand of in params/exports.yml, en controleer met check.")
        return AskedWrongly.exit_code
    if faults:
        count = dutch.counted(len(faults), "waarschuwing", "waarschuwingen")
        say(f"Er zijn ook {count}. Die ziet u met: python run.py check --dataset {dataset} {quoted(str(file))}")
    if file.resolve().parent != paths.RAW.resolve():
        say("Zet het bestand in data/raw om het in het rapport te gebruiken.")
    return 0
