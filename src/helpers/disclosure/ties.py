"""The sums that hold between published figures, declared once: the defender hides by them, the audit attacks by them.

A tie says that figures of one period add up to others. `rest` names what the sum leaves out: a count that is printed
nowhere, that a reader finds by subtraction, and that is guarded as the printed ones are. `slack` is what it leaves out
where that is no group of its own: the sum is an inequality. Without either nothing falls outside. A sum of which a
figure is not there, or is unknown, tells nothing and is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Part = Literal["value", "met", "rest", "base"]  # of a count its value; of a share who met it, who did not, and both


@dataclass(frozen=True)
class Cells:
    """Figures of one measure: of one group, or of every group of the split; of the municipality, or of every wijk.

    `held_in`: of sessions, that those of a quarter belong to its label. `of_before`: the headline of the quarter
    before in the same year; the first has none. `may_lack`: where it is not there, it is a part of the rest.
    `months_of`: figures of months, all those of the quarter, or of the year up to its end.
    """

    measure: str
    split: str = ""
    group: str = ""
    level: str = "municipality"
    area: str = ""
    part: Part = "value"
    held_in: bool = False
    of_before: bool = False
    may_lack: bool = False
    months_of: Literal["", "quarter", "year"] = ""


@dataclass(frozen=True)
class Tie:
    """`whole` less `parts` is 0, or is the rest or the slack, which is 0 or more; `returned` is less than nothing.

    Two groups of which only the difference is told are the rest and what is `returned`; both are guarded.
    `each_group`: not of the groups of the split together, but of each. `each_area`: of each wijk of the first whole.
    """

    whole: tuple[Cells, ...]
    parts: tuple[Cells, ...]
    rest: str = ""
    slack: str = ""
    returned: str = ""
    each_group: bool = False
    each_area: bool = False


def _partition(measure: str, split: str, *parts: Part, of: str = "") -> Iterator[Tie]:
    """The groups of a split add up to the measure's own row, or to that of another: everybody is in one group."""
    for part in parts or ("value",):
        part_of: Part = part
        yield Tie((Cells(of or measure, part=part_of),), (Cells(measure, split, part=part_of),))


_ELDERLY = Cells("elderly_trained")
_BOTH_MARKS = Cells("mark_response_percent", "marks", "both", part="met")
_BASED = "dashboard_interventions"
_INSPECTED = Cells("compliant_dealers_percent", part="base")
_FIRST = "first_inspection_percent"
_URGENT = Cells("urgent_enforcement_percent", part="base")
_BY_SECTOR = "sector_compliance_percent", "sector"
_OUTCOMES: tuple[tuple[Part, str], ...] = (("met", "comply"), ("rest", "do not comply"))
_DRAWN = "drawn_compliance_percent", "reason", "steekproef"


def _changed(*groups: str) -> tuple[Cells, ...]:
    return tuple(Cells("mark_sufficient_change", "sufficient", group) for group in groups)


def _marked(measure: str, split: str, group: str = "", part: Part = "base") -> Cells:
    return Cells(measure, split, group, part=part)


_TRAINING = (
    # Everybody lives in one wijk, where last seen; of whom no wijk is known is a row of its own.
    Tie((_ELDERLY,), (Cells("elderly_trained", level="wijk"),), rest="elderly_home_unknown, unknown unknown"),
    # Who is new at a session was not seen before that year: the sessions of a quarter are what the headline grew.
    Tie((_ELDERLY,), (Cells("new_elderly", "session", held_in=True), Cells("elderly_trained", of_before=True))),
    # Every elderly person was seen in an earlier year or not.
    *_partition("elderly_seen_before", "earlier_year"),
    Tie((_ELDERLY,), (Cells("elderly_seen_before"),)),
    # The attendances are those of the elderly, of persons of unknown age and of the younger, and of who came again.
    Tie(
        (Cells("training_funnel", "step", "attendances"),),
        (_ELDERLY, Cells("elderly_trained_unknown", "unknown", may_lack=True)),
        rest="attendances beside one of each elderly person",
    ),
    # Who came had registered: a register with more who came ties nothing.
    Tie(
        (Cells("training_funnel", "step", "registrations"),),
        (Cells("training_funnel", "step", "attendances"),),
        rest="who registered and did not come",
    ),
    # Who gave both marks, of all elderly; each of them went up, down or stayed, and gave a sufficient mark or not.
    Tie((_ELDERLY,), (_marked("mark_response_percent", "marks", "both"),)),
    Tie((_BOTH_MARKS,), (_marked("mark_change_percent", "mark_change"),), each_group=True),
    Tie((_BOTH_MARKS,), (Cells("mark_change_percent", "mark_change", part="met"),)),
    Tie((_BOTH_MARKS,), (_marked("mark_sufficient_percent", "moment"),), each_group=True),
    Tie((_BOTH_MARKS,), _changed("werd voldoende", "werd onvoldoende", "bleef voldoende", "bleef onvoldoende")),
    Tie((_marked("mark_sufficient_percent", "moment", "na", "met"),), _changed("werd voldoende", "bleef voldoende")),
    Tie(
        (_marked("mark_sufficient_percent", "moment", "voor", "met"),), _changed("werd onvoldoende", "bleef voldoende")
    ),
)
_DEALERS = (
    # The last inspection of every dealer has one reason; the dealer has one sector, or "onbekend".
    *_partition("compliant_dealers_percent", "reason", "met", "rest"),
    *_partition("inspected_dealers", "sector"),
    *_partition(*_BY_SECTOR, "met", "rest"),
    # The same dealers under other names: all of them, and those that comply; a total that is printed nowhere is passed.
    Tie((_INSPECTED,), (Cells("inspected_dealers", "sector"),)),
    *_partition(*_BY_SECTOR, "met", "rest", of="compliant_dealers_percent"),
    Tie((_INSPECTED,), (Cells("inspected_dealers"),)),
    Tie((Cells("inspected_dealers", "sector"),), (Cells(*_BY_SECTOR, part="base"),), each_group=True),
    *_partition("sector_compliance_percent", "", "met", "rest", of="compliant_dealers_percent"),
    # Of whom the items are not all known is among those that do not comply.
    Tie(
        (Cells("compliant_dealers_percent", part="rest"),),
        (Cells("compliant_dealers_percent_unknown", "unknown"),),
        rest="dealers that failed at their last inspection",
    ),
    # Whoever had a first inspection has a last one; who was only inspected again is in the last alone.
    Tie((_INSPECTED,), (Cells(_FIRST, part="base"),), rest="dealers inspected again only"),
    # Between two inspections of a dealer the outcome may have changed both ways: what is told is the difference.
    *(
        Tie(
            (Cells("compliant_dealers_percent", part=part),),
            (replace(first, part=part),),
            rest=f"dealers that {did} at last and not {then}",
            returned=f"dealers that {did} {then} and not at last",
        )
        for then, first in (("at first", Cells(_FIRST)), ("when drawn", Cells(*_DRAWN)))
        for part, did in _OUTCOMES
    ),
    # Who was drawn by lot was inspected; the others were not drawn.
    Tie((_INSPECTED,), (Cells(*_DRAWN, part="base"),), rest="inspected dealers not drawn"),
    Tie((Cells(_FIRST, part="base"),), (Cells(*_DRAWN, part="base"),), rest="first inspected dealers not drawn"),
    # An item applies to a part of the dealers.
    Tie(
        (_INSPECTED,),
        (Cells("item_met_percent", "item", part="base"),),
        slack="dealers to which this did not apply",
        each_group=True,
    ),
    # Every dealer that failed the first inspection was inspected again, with one outcome, or was not.
    *_partition("dealers_after_failure", "after_failure"),
    Tie((Cells(_FIRST, part="rest"),), (Cells("dealers_after_failure"),), rest="dealers undecided at first"),
    Tie((_INSPECTED,), (Cells("dealers_after_failure"),), rest="dealers that did not fail at first"),
    # Who was not inspected again after that failure does not comply at the last inspection, which is the same one.
    Tie(
        (Cells("compliant_dealers_percent", part="rest"),),
        (Cells("dealers_after_failure", "after_failure", "not_again"),),
        rest="other dealers that do not comply at last",
    ),
    # Who fails an item does not comply.
    Tie(
        (Cells("compliant_dealers_percent", part="rest"),),
        (Cells("item_met_percent", "item", part="rest"),),
        slack="dealers that do not comply for another item",
        each_group=True,
    ),
)
_OTHERS = (
    # An intervention carries the number of a signal, one that nobody gave, or none.
    *_partition("interventions_by_signal", "signal", of="dashboard_interventions"),
    # What lies in no known wijk is in the total alone.
    Tie((Cells("wijk_interventions"),), (Cells("wijk_interventions", level="wijk"),), rest="in no known wijk"),
    Tie((Cells("monthly_interventions"),), (Cells("interventions_in_wijk", level="wijk"),), rest="in no known wijk"),
    # The months of a wijk, and of the municipality, are its year.
    Tie(
        (Cells("wijk_interventions", level="wijk"),),
        (Cells("interventions_in_wijk", level="wijk", months_of="year"),),
        each_area=True,
    ),
    Tie((Cells("wijk_interventions"),), (Cells("monthly_interventions", months_of="year"),)),
    # Some interventions are based on the dashboard, and others are not: in a year, and in each quarter of it. Months
    # are published one by one before their quarter is over: what they leave together is no longer to be guarded.
    Tie((Cells("wijk_interventions"),), (Cells(_BASED),), rest="interventions of the year not based on the dashboard"),
    Tie(
        (Cells("monthly_interventions", months_of="quarter"), Cells(_BASED, of_before=True)),
        (Cells(_BASED),),
        slack="interventions of the quarter not based on the dashboard",
    ),
    # Each step is a part of the one before; two of the four are the parts of the headline.
    Tie((Cells("violations"),), (_URGENT,), rest="violations without urgent action possible"),
    Tie((_URGENT,), (Cells("urgent_applied"),), rest="urgent action possible and not applied"),
    Tie(
        (Cells("urgent_applied"),),
        (Cells("urgent_enforcement_percent", part="met"),),
        rest="urgent action applied without effect",
    ),
    # The municipality is all its wijken of which the answers are known.
    *(
        Tie((Cells(asked, part=part),), (Cells(asked, level="wijk", part=part),))
        for asked in ("clean_percent", "lighting_percent")
        for part in ("met", "rest")
    ),
)
# Counted from 1 January and told every quarter: no quarter has fewer than the one before it.
GROWING: tuple[Cells, ...] = (
    *(Cells(_FIRST, part=part) for part, _ in _OUTCOMES),
    *(Cells(*_DRAWN, part=part) for part, _ in _OUTCOMES),
    *(Cells(measure) for measure in ("empty_inspections", "violations", "urgent_applied")),
)
_GROWTH = tuple(
    Tie((cells,), (replace(cells, of_before=True),), slack=f"growth of {cells.measure}, {cells.part}")
    for cells in GROWING
)
# No longer counted; the editions that stand tell it.
_EARLIER = (
    # Every elderly person came once, twice or more often.
    *_partition("elderly_by_visits", "visits"),
    Tie((_ELDERLY,), (Cells("elderly_by_visits"),)),
    # Persons of all ages are the elderly, those of unknown age and the younger; who came again is counted once.
    Tie(
        (Cells("training_funnel", "step", "persons"),),
        (_ELDERLY, Cells("elderly_trained_unknown", "unknown", may_lack=True)),
        rest="younger persons",
    ),
    Tie(
        (Cells("training_funnel", "step", "attendances"),),
        (Cells("training_funnel", "step", "persons"),),
        slack="attendances of who had come before",
    ),
    # Of the registrations so many came: the same registrations, and at most as many as came in all.
    Tie(
        (Cells("training_funnel", "step", "registrations"),),
        (Cells("came_percent", "step", "attendances", part="base"),),
    ),
    Tie(
        (Cells("training_funnel", "step", "attendances"),),
        (Cells("came_percent", "step", "attendances", part="met"),),
        slack="who came without registering",
    ),
)
TIES: tuple[Tie, ...] = (*_TRAINING, *_DEALERS, *_OTHERS, *_GROWTH, *_EARLIER)

# Of these a 0 is hidden as 1-9 are. A month is published again, and a 0 that is hidden later would be 1; of what a
# group of persons did or said, nobody is as much as everybody: it tells of each of them.
ZEROS_HIDDEN = ("interventions_in_wijk", "mark_sufficient_change", "elderly_seen_before")
# Of these a reader has nothing unless every group is told: a test of the four together.
WHOLE_OR_NOT = ("mark_sufficient_change",)
# Made of what is shown: it tells what that tells.
MADE_OF_SHOWN = "_average_wijk"
