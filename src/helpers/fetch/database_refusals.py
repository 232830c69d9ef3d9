"""Why a database refused, in Dutch: by the code of the SQL standard, else by the words of its driver."""

from dataclasses import dataclass

LESS = "Vraag minder rijen of kolommen, of verhoog largest_mb."


@dataclass(frozen=True)
class _Reason:
    states: tuple[str, ...]  # how SQLSTATE begins
    words: tuple[str, ...]  # in the message of SQLite, SQL Server, Oracle, or of a failed connection
    message: str
    hint: str


_REASONS = (
    _Reason(
        ("28",),
        ("password", "login failed", "authentication", "ora-01017"),
        "De database weigert de gebruiker.",
        "Controleer gebruiker en wachtwoord in {variable}.",
    ),
    _Reason(
        ("3D",),
        ("does not exist", "unknown database", "cannot open database"),
        "De database is er niet.",
        "Controleer de naam achter de laatste / in {variable}.",
    ),
    _Reason(
        ("42P01",),
        ("no such table", "invalid object name", "ora-00942"),
        "Een tabel uit de query bestaat niet.",
        "Controleer de namen in {query}.",
    ),
    _Reason(
        ("42703",),
        ("no such column", "invalid column name", "ora-00904"),
        "Een kolom uit de query bestaat niet.",
        "Controleer de namen in {query}.",
    ),
    _Reason(
        ("42501",),
        ("permission denied",),
        "De gebruiker mag deze tabel niet lezen.",
        "Vraag leesrechten aan de beheerder.",
    ),
    _Reason(
        ("57014",),
        ("timeout", "timed out", "interrupted"),
        "De database antwoordde niet op tijd.",
        "Vraag minder rijen, of verhoog seconds.",
    ),
    _Reason((), ("string or blob too big",), "Een cel is te groot.", LESS),
    _Reason(
        (),
        ("certificate", "ssl"),
        "De beveiligde verbinding met de database lukt niet.",
        "Vraag de beheerder hoe u verbindt.",
    ),
    _Reason(
        (),
        ("translate host", "resolve host", "name or service", "getaddrinfo"),
        "De naam van de server is niet gevonden.",
        "Controleer de server in {variable}.",
    ),
    _Reason(
        ("08",),
        ("connect", "refused", "unable to open"),
        "Geen verbinding met de database.",
        "Controleer {variable}, of vraag of een firewall dit tegenhoudt.",
    ),
)


def refusal(error: BaseException) -> tuple[str, str]:
    """The message and the hint; the hint may name {variable} and {query}.

    >>> refusal(Exception("no such table: bodycam"))[0]
    'Een tabel uit de query bestaat niet.'
    """
    state = str(getattr(error, "sqlstate", None) or "")
    words = str(error).casefold()
    for reason in _REASONS:
        if state.startswith(reason.states) if state else any(word in words for word in reason.words):
            return reason.message, reason.hint
    return "De database weigert de query.", "Probeer {query} eerst in een ander programma."
