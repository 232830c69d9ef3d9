"""The chapter as a whole: its short answer, its sources, and the one line where nothing of it was delivered."""

from helpers.displays.source_lines import data_sources
from helpers.displays.surroundings import survey
from helpers.displays.surroundings.absence import absent
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Answer, Table, Text

_WHAT = "de omgeving"


def answer(result: Result) -> Answer | Absent:
    """What management must know of the surroundings; Absent, which nothing quotes, where no export tells of them."""
    found = [one for one in (survey.headline(result),) if one]
    if not found:
        return absent(result, _WHAT)
    return Answer(found[0], survey.sentences(result))


def surroundings_sources(result: Result) -> Table | Text:
    """The exports behind the chapter; where none was read, the one line that says so."""
    return data_sources(result) if result.exports else absent(result, _WHAT)
