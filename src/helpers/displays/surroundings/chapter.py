"""The chapter as a whole: its short answer, and its sources."""

from helpers.displays.source_lines import data_sources
from helpers.displays.surroundings import liveability, police_said, survey
from helpers.displays.surroundings.absence import absent
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Answer, Table, Text

_WHAT = "de omgeving"
_PER_SUBJECT = 2  # sentences of each: the chapter has the others


def answer(result: Result) -> Answer | Absent:
    """What management must know of the surroundings; Absent, which nothing quotes, where no export tells of them."""
    of_survey, of_police = survey.sentences(result), police_said.sentences(result, police_said.CRIMES)
    of_scores = liveability.sentences(result)
    said = [*of_survey[:_PER_SUBJECT], *of_police[:_PER_SUBJECT], *of_scores[:_PER_SUBJECT]]
    found = survey.headline(result) or police_said.headline(result) or "".join(of_scores[:1]).rstrip(".")
    if not found:
        return absent(result, _WHAT)
    return Answer(found, said)


def surroundings_sources(result: Result) -> Table | Text:
    """The exports behind the chapter; where none was read, the one line that says so."""
    return data_sources(result) if result.exports else absent(result, _WHAT)
