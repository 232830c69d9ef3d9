"""The chapter as a whole: its short answer, and its sources."""

from helpers.displays.source_lines import data_sources
from helpers.displays.surroundings import liveability, police_said, survey
from helpers.displays.surroundings.absence import absent
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Answer, Table, Text

_WHAT = "de omgeving"


def answer(result: Result) -> Answer | Absent:
    """What management must know of the surroundings; Absent, which nothing quotes, where no export tells of them."""
    of_survey, of_police = survey.headline(result), police_said.headline(result)
    findings = [of_survey, of_police, *(one.rstrip(".") for one in liveability.sentences(result)[:1])]
    found, *rest = [one for one in findings if one] or [""]
    if not found:
        return absent(result, _WHAT)
    return Answer(found, [*survey.under_headline(result), *(f"{one}." for one in rest)])


def surroundings_sources(result: Result) -> Table | Text:
    """The exports behind the chapter; where none was read, the one line that says so."""
    return data_sources(result) if result.exports else absent(result, _WHAT)
