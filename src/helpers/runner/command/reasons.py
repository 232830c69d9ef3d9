"""A reason that stands behind the name of an export."""

from collections.abc import Sequence

from helpers.floor.faults import AskedWrongly


def given_reasons(given: Sequence[str], option: str = "--missing") -> dict[str, str]:
    """The exports that are missing, or accepted, each with its reason.

    >>> given_reasons(["bodycams=De leverancier stuurde niets."])
    {'bodycams': 'De leverancier stuurde niets.'}
    """
    found: dict[str, str] = {}
    for one in given:
        name, _, reason = (part.strip() for part in one.partition("="))
        if not name or not reason:
            hint = f'Schrijf: {option} NAAM="de reden".'
            raise AskedWrongly(f"Bij {option} {one} ontbreekt de reden.", hint)
        found[name] = reason
    return found
