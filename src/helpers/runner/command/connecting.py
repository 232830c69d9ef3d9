"""An own file connected in a conversation: what it is, what is doubtful, what is written, and what that reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from helpers.bootstrap import stopping
from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly, Fault
from helpers.runner.command import connecting_told as told_back
from helpers.runner.command.connecting_tried import NOT_WRITTEN, Tried
from helpers.runner.editions import disk
from helpers.sources.connecting import entry
from helpers.sources.connecting.proposal import Connecting, Proposal
from helpers.sources.connecting.questions import Question
from helpers.sources.mapping import exports_file

if TYPE_CHECKING:
    from helpers.floor.params.export_mapping import ExportMapping

Say = Callable[[str], None]


class _Interrupted(AskedWrongly):
    """Ctrl-C, or the end of what is typed."""

    exit_code = stopping.EXIT_CODE


class _Stopped(Exception):
    """A person wants nothing written."""


_WITHOUT = "Beantwoord ze in een terminal, of bekijk het voorstel in JupyterLab met sources.proposal."
_YES = "Met --yes schrijft connect zelf op wat zeker is."
_STOPS = ("", "n", "nee")
_YESES = ("", "j", "ja")
_ANYWAY = "schrijf"
_NOTHING = "Er is niets geschreven in params/exports.yml."
_AS_IT_WAS = "params/exports.yml is niet veranderd."


def run(file: Path | None, dataset: str, say: Say, *, is_yes: bool = False) -> int:
    """Connect a file; the exit code. Raises BadInput, AskedWrongly; what is stopped leaves exports.yml as it was."""
    if file is None:
        raise AskedWrongly("Noem het bestand, zoals: connect ritten.xlsx.")
    exports_file.own_contracts()  # what is broken there is said before anything is asked
    connecting = Connecting.of(file, dataset)
    say(told_back.of_file(connecting))
    try:
        is_alone = is_yes or not _has_keyboard()
        written = _alone(connecting, file, say, is_yes=is_yes) if is_alone else _talked(connecting, file, say)
    except _Stopped:
        written = None
    except (KeyboardInterrupt, typer.Abort):
        raise _Interrupted(f"Afgebroken. {_NOTHING}") from None
    if written is None:
        say(_AS_IT_WAS)
        return 0
    code = written.tell(say)
    if file.resolve().parent != paths.RAW.resolve():
        say("Zet het bestand in data/raw om het in het rapport te gebruiken.")
    return code


def _has_keyboard() -> bool:
    return sys.stdin.isatty()


def _talked(connecting: Connecting, file: Path, say: Say) -> Tried | None:
    """Ask, show and write; what the file gives by rules that now stand in exports.yml, None where they do not."""
    _ask(connecting, say)
    while True:
        mapping = _confirmed(connecting, say)
        tried = Tried.of(connecting.proposal().dataset, file, mapping)
        if not tried.errors or _is_wanted(connecting, tried, say):
            return tried if _write(tried.dataset, mapping, say, has_keyboard=True) else None


def _is_wanted(connecting: Connecting, tried: Tried, say: Say) -> bool:
    """Whether rules that give errors are to be written anyway; False where a line was changed. Raises _Stopped."""
    say(f"{tried.in_short}\n{NOT_WRITTEN}")
    say(f"Typ het nummer van een regel om die te veranderen, of “{_ANYWAY}”. Enter stopt zonder te schrijven.")
    while (answer := _typed().strip().casefold()) not in _STOPS:
        if answer == _ANYWAY:
            return True
        if _is_changed(connecting, answer, say):
            return False
    raise _Stopped


def _alone(connecting: Connecting, file: Path, say: Say, *, is_yes: bool) -> Tried:
    """Show and write what leaves no doubt. Raises AskedWrongly where something does, or nobody said --yes."""
    proposal = connecting.proposal()
    _tell_lacking(proposal.lacking(), say)
    if proposal.questions:
        raise _undecided(proposal, is_yes=is_yes)
    mapping = _shown(proposal, say)
    if not is_yes:
        raise AskedWrongly("Er is geen toetsenbord om dit te bevestigen.", _YES)
    tried = Tried.of(proposal.dataset, file, mapping)
    if tried.errors:
        raise AskedWrongly(f"{tried.in_short}\n{NOT_WRITTEN}", "Verander de regels in een terminal, zonder --yes.")
    _write(proposal.dataset, mapping, say, has_keyboard=False)
    return tried


def _ask(connecting: Connecting, say: Say) -> None:
    told: list[Fault] = []
    while (proposal := connecting.proposal()).questions:
        lacking = [fault for fault in proposal.lacking() if fault not in told]
        _tell_lacking(lacking, say)
        told += lacking
        _answer(connecting, proposal.questions[0], say)


def _tell_lacking(faults: Sequence[Fault], say: Say) -> None:
    if faults:
        say(
            "\n".join(
                ["", "Voor dit voorstel is meer nodig:", *(f"  {fault.message} {fault.hint}" for fault in faults)]
            )
        )


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


def _confirmed(connecting: Connecting, say: Say) -> ExportMapping:
    """The rules as a person wants them. Raises _Stopped where nothing is to be written."""
    while True:
        mapping = _shown(connecting.proposal(), say)
        say("Enter schrijft dit in params/exports.yml. Met het nummer van een regel verandert u die. Met n stopt u.")
        answer = _typed().strip().casefold()
        if answer in _YESES:
            return mapping
        if answer in _STOPS:
            raise _Stopped
        _is_changed(connecting, answer, say)


def _is_changed(connecting: Connecting, answer: str, say: Say) -> bool:
    """Ask the line of this number again; whether there is such a line."""
    proposal = connecting.proposal()
    most = len(proposal.lines) + len(proposal.draft.choices)
    if not answer.isdecimal() or not 1 <= int(answer) <= most:
        say(f"Typ een nummer van 1 tot en met {most}, of Enter, of n.")
        return False
    for question in connecting.again(int(answer) - 1):
        _answer(connecting, question, say)
    _ask(connecting, say)
    return True


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
        if _typed().strip().casefold() not in _YESES[1:]:
            return False
    disk.replace_file(made.file, made.after)
    say(f"De regels voor {dataset} staan in params/exports.yml.")
    return True
