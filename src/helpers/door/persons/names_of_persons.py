"""Names of persons, in texts that `legible` made plain: how sure one may be, from title to mere shape."""

import re
from collections.abc import Sequence

_BETWEEN = (
    r"(?:(?i:van der|van den|van de|van 't|van|von|de la|de|den|der|het|'t|te|ten|ter|el|al|in 't|op de|op den|du|da)"
    r" )"
)
_SURNAME = r"['\"]?[A-ZÀ-ÖØ-Þ][^\W\d_][\w'-]*"
_HONORIFIC = re.compile(
    r"(?<![^\W_])(?:(?:[Dd]hr|DHR|[Dd]e heer|DE HEER|[Hh]eer|[Mm]eneer|[Mm]evr|MEVR|[Mm]evrouw|MEVROUW|[Mm]w|[Mm]ej"
    r"|[Jj]uffrouw|[Ff]amilie|[Ff]am)\.?|(?:[Dd]rs|[Dd]r|[Mm]r|[Ii]r|[Ii]ng|[Pp]rof|[Dd]s)\.)"
    rf",? ?(?:[A-ZÀ-Þ]\. ?){{0,5}}+{_BETWEEN}{{0,2}}+(?P<surname>{_SURNAME})"
)
_INITIALS = re.compile(
    r"(?<![\w.])(?<![A-ZÀ-Þ]\. )(?P<initials>(?:[A-ZÀ-ÖØ-Þ]\. ?){1,8}+)"
    rf"(?P<between>{_BETWEEN}{{0,2}}+)(?P<surname>{_SURNAME})"
)
_ABBREVIATIONS = frozenset(["BV", "NV", "VOF", "CV", "SV", "VV", "APV", "DOR", "KVK"])
# A street or a building called after somebody is no name of a resident.
_PLACE = re.compile(
    r"[^\W\d_]{2,}(?:straat|laan|weg|plein|kade|singel|plantsoen|school|brug|gracht|dreef|tunnel|kerk|centrum|flat)"
    r"|Kerk|School|College|Park|Huis|Stichting|Festival",
    re.IGNORECASE,
)
# Whole words only: Jansen, Meijer and Decker begin like a month and are surnames.
_MONTH = re.compile(
    r"(?:Jan(?:uari)?|Feb(?:ruari)?|Mrt|Maart|Apr(?:il)?|Mei|Juni?|Juli?|Aug(?:ustus)?|Sept?(?:ember)?|Okt(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)

# The commonest first names; source class: Nederlandse Voornamenbank (Meertens Instituut), old and young.
_COMMON_FIRST_NAMES = """
Jan Johannes Johan Pieter Piet Cornelis Kees Hendrik Henk Willem Wim Gerrit Jacobus Jaap Dirk Theo Hans Peter Paul
Frans Rob Ruud Fred Joop Bert Martin Erik Mark Marcel Jeroen Dennis Thomas Daan Lucas Mohamed Mohammed Ahmed Fatima
Maria Johanna Anna Cornelia Elisabeth Wilhelmina Willemina Hendrika Margaretha Ria Annie Corrie Greet Truus Marianne
Petra Monique Linda Sandra Ingrid Esther Emma Sophie Julia Lisa Anneke Yvonne Karin Astrid
"""
# Common surnames that are no trade or place; source class: Nederlandse Familienamenbank (Meertens Instituut).
_COMMON_SURNAMES = """
Jansen Janssen Janssens Hendriks Peters Willems Jacobs Vermeulen Hoekstra Dijkstra Verhoeven Hermans Martens Postma
Bosma Wouters Gerritsen Pietersen Willemsen Driessen Veenstra Evers Scholten Smits Huisman
"""
FIRST_NAMES = frozenset(_COMMON_FIRST_NAMES.split())
SURNAMES = frozenset(_COMMON_SURNAMES.split())
_LISTED = re.compile(
    rf"(?:{'|'.join(sorted(FIRST_NAMES, reverse=True))})(?:-[A-Z]\w+)?(?: [A-Z]\.){{0,5}}+ "
    rf"{_BETWEEN}{{0,2}}+(?P<surname>{_SURNAME})"
)
_SHAPE = re.compile(
    rf"(?P<first>[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?)(?P<between> {_BETWEEN}{{1,2}}| )(?P<last>{_SURNAME})"
    rf"|(?P<only>(?:{_BETWEEN}{{0,2}}){_SURNAME})(?P<comma>, ?[A-ZÀ-Þ][\w. -]{{0,40}})?"
)
_FEWEST = 3
_MOSTLY = 0.6
_LOOKED_AT_FIRST = 1000


def has_title(text: str) -> bool:
    """Whether a plain text addresses somebody: "dhr. Bakker", "mevrouw De Vries", "familie Smit".

    >>> [has_title(text) for text in ("mw. J. de Vries belt", "de heer Smit", "Familie en jeugd", "5 MW Zon")]
    [True, True, False, False]
    """
    return any(not _PLACE.fullmatch(match["surname"]) for match in _HONORIFIC.finditer(text))


def has_initials(text: str) -> bool:
    """Whether a plain text holds initials with a surname; a company form or a street does not count.

    >>> [has_initials(text) for text in ("J. de Vries", "A.B.Jansen", "Fietsen B.V. Noord", "P.C. Hooftstraat")]
    [True, True, False, False]
    """
    return any(_is_person(match) for match in _INITIALS.finditer(text))


def are_labels(texts: Sequence[str]) -> bool:
    """Whether the initials are those of a list: "A. Toezicht", "B. Handhaving", each letter once from A.

    >>> are_labels(["A. Toezicht", "B. Juridisch"]), are_labels(["J. Bakker", "P. Smit"])
    (True, False)
    """
    matches = [_INITIALS.match(text) for text in texts]
    letters = sorted(match["initials"].strip() for match in matches if match and not match["between"])
    return len(letters) == len(texts) and letters == [f"{chr(65 + i)}." for i in range(len(letters))]


def has_first_name(text: str) -> bool:
    """Whether a plain text holds a common first name with a surname.

    >>> [has_first_name(text) for text in ("gemeld door Kees van Dam", "Jan van Galenstraat", "Jan Feb")]
    [True, False, False]
    """
    return any(
        not _PLACE.fullmatch(match["surname"])
        and not _MONTH.fullmatch(match["surname"])
        and not text[max(match.start() - 1, 0) : match.start()].isalnum()
        for match in _LISTED.finditer(text)
    )


def shaped(texts: Sequence[str]) -> list[str]:
    """The texts that are names, when a column mostly holds them; none when it does not.

    "Sociaal Domein" has the shape of a name too, so a column needs evidence: common first names or surnames,
    or two cells with a word such as "van der" in the middle.

    >>> shaped(["Kees Bakker", "Ali Demir", "Sanne Mol"]), shaped(["Sociaal Domein", "Juridische Zaken", "Zorg Nu"])
    (['Kees Bakker', 'Ali Demir', 'Sanne Mol'], [])
    """
    # "mostly" shows from a part of the cells, spread over the column
    sample = texts[:: max(1, len(texts) // _LOOKED_AT_FIRST)]
    if not sample or sum(bool(_shape(text)) for text in sample) < _MOSTLY / 2 * len(sample):
        return []
    found = {text: match for text in texts if (match := _shape(text))}
    if len(found) < _FEWEST or len(found) < _MOSTLY * len(texts):
        return []
    return list(found) if _evidence(list(found.values())) else []


def _shape(text: str) -> re.Match[str] | None:
    return _SHAPE.fullmatch(text) if len(text) <= 80 else None


def _evidence(matches: list[re.Match[str]]) -> bool:
    known = sum(
        match["first"] in FIRST_NAMES or bool(SURNAMES & {match["last"], (match["only"] or "").split(" ")[-1]})
        for match in matches
        if match["first"] or match["comma"]
    )
    alone = sum((match["only"] or "") in SURNAMES for match in matches if not match["comma"])
    between = sum(len((match["between"] or "").strip()) > 0 for match in matches)
    return known >= 1 or between >= 2 or alone >= 2


def _is_person(match: re.Match[str]) -> bool:
    initials = re.sub(r"\W", "", match["initials"])
    return initials not in _ABBREVIATIONS and not _PLACE.fullmatch(match["surname"])
