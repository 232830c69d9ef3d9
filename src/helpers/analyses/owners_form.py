"""Which roles of the crisis organisation lack a valid training: for the owner's form alone, never for a page."""

from helpers import disclosure
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.indicators import crisis_organisation

SUBJECT = "owners_form"
REGISTER = "crisisrollen"


def analyse(delivery: Delivery) -> Result:
    """Members in function who lack a valid training, by role, also where they are few; no row without the register."""
    has_register = delivery.has(REGISTER)
    counted = [crisis_organisation.untrained_roles(delivery[REGISTER], delivery.quarter)] if has_register else []
    return disclosure.for_the_owner(SUBJECT, delivery, [REGISTER], counted)
