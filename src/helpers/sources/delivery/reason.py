"""A reason that a user gives on the command line, and that the page will say."""

from helpers.floor.faults import AskedWrongly
from helpers.floor.params.explanation import owner_text
from helpers.sources.sheets import persons


def published_reason(option: str, text: str) -> str:
    """The reason as one line of plain text. Raises AskedWrongly where it is empty, too long, or names a person.

    >>> published_reason("--without-explanation", " De eigenaar is ziek. ")
    'De eigenaar is ziek.'
    """
    if not text.strip():
        raise AskedWrongly(f"Bij {option} ontbreekt de reden.", f'Schrijf: {option} "de reden".')
    try:
        line = owner_text(text)
    except ValueError as refusal:
        raise AskedWrongly(*refusal.args) from None
    for alarm in persons.alarms(line):
        raise AskedWrongly(*alarm)
    return line
