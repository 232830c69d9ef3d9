"""The short answer of a profile: where the wijk differs from the others by more than chance."""

from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Answer
from helpers.floor.shapes.tables import rows_of


def answer(result: Result) -> Answer:
    """What of the wijk is more than chance; without such a thing that all of it may be chance."""
    name = result.areas.name(result.wijk)
    found = rows_of(result.estimates, model="wijk_beside_others", area=result.wijk, verdict=["hoger", "lager"])
    if found.empty:
        return Answer(f"In {name} kan elk verschil met de andere wijken toeval zijn")
    return Answer(f"In {name} wijkt iets meer dan toeval af van de andere wijken")
