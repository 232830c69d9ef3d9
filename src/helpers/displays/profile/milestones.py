"""What was promised for each wijk: the safety scan, the meeting with residents and the plan, with their days."""

from helpers.displays.source_lines import cannot_tell
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Facts, Text
from helpers.floor.shapes.tables import rows_of

_STEPS = {
    "wijk_scan": ("Veiligheidsscan", "klaar op {}", "nog niet klaar"),
    "wijk_meeting": ("Eerste bijeenkomst met bewoners", "op {}", "nog niet gehouden"),
    "wijk_plan": ("Actieplan", "vastgesteld op {}", "er is nog geen plan"),
}


def wijk_milestones(result: Result) -> Facts | Text:
    """The three steps, each with its day or that it is still to come."""
    rows = rows_of(result.measures, measure=list(_STEPS), withheld="")
    if rows.empty:
        return cannot_tell(result, "de veiligheidsscan en het actieplan", "wijkveiligheidsscans")
    pairs = []
    for _, row in rows.iterrows():
        name, done, open_ = _STEPS[row.measure]
        pairs.append((name, done.format(dutch.day(row.start)) if row.value else open_))
    return Facts(pairs)
