"""How many figures of the dashboard are hidden, of which subject."""

from helpers.displays.dashboard.subjects import SUBJECTS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Text
from helpers.floor.shapes.tables import rows_of


def hidden_months(result: Result) -> Text:
    """A sentence for each subject of which figures are hidden; or that none is."""
    said = []
    for subject in SUBJECTS:
        rows = rows_of(result.measures, measure=subject.measure, area_level="wijk", split="")
        hidden = int((rows.withheld == "small").sum())
        if hidden:
            count = f"{dutch.number(hidden)} van de {dutch.counted(len(rows), 'aantal', 'aantallen')} per wijk en maand"
            said.append(f"{subject.heading}: {count} zijn afgeschermd.")
    why = "Zo'n aantal is klein, of een klein aantal zou eruit te herleiden zijn."
    return Text([*said, why] if said else ["Op deze pagina is geen aantal afgeschermd."])
