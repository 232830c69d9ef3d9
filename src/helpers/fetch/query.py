"""Whether a text is one SELECT and nothing else: what may be asked of a database."""

import re

from helpers.floor.faults import AskedWrongly

# What is no command: comments, texts and names between quotes, and PostgreSQL's texts between dollars.
_QUIET = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\[[^\]]*\]|`[^`]*`|\$(\w*)\$.*?\$\1\$", re.DOTALL
)
_CHANGES = re.compile(
    r"\b(INSERT|UPDATE|DELETE|MERGE|DROP|CREATE|ALTER|TRUNCATE|GRANT|REVOKE|CALL|EXEC|EXECUTE|INTO|COPY|ATTACH|PRAGMA|"
    r"VACUUM|LOCK|SET)\b",
    re.IGNORECASE,
)
_HINT = "Laat in het .sql-bestand één SELECT staan; alleen lezen mag."


def refuse_unless_select(query: str) -> None:
    """Raises AskedWrongly when a query is more or other than one SELECT.

    >>> refuse_unless_select("SELECT 1; DROP TABLE x")
    Traceback (most recent call last):
    helpers.floor.faults.AskedWrongly: In het .sql-bestand staan twee opdrachten. ...
    """
    bare = _QUIET.sub(" ", query).strip().rstrip(";").strip()
    if not bare:
        raise AskedWrongly("Het .sql-bestand is leeg.", _HINT)
    if ";" in bare:
        raise AskedWrongly("In het .sql-bestand staan twee opdrachten.", _HINT)
    if not re.match(r"(SELECT|WITH)\b", bare, re.IGNORECASE):
        raise AskedWrongly("Het .sql-bestand begint niet met SELECT of WITH.", _HINT)
    if change := _CHANGES.search(bare):
        raise AskedWrongly(f"In het .sql-bestand staat {change[1].upper()}.", _HINT)
