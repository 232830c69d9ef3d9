"""How much one file may hold, so that reading it stays within 1 GB and some seconds."""

from helpers.floor.faults import BadInput, Fault

LARGEST_ROWS = 1_048_576  # what Excel itself can show
LARGEST_COLUMNS = 2_000
LARGEST_CELLS = 3_500_000  # half a million rows of seven columns
LARGEST_UNPACKED_BYTES = 300_000_000
LARGEST_GROWTH = 150  # times; real sheets unpack to ten or twenty times their size
SMALL_BYTES = 20_000_000  # may grow as it will
LARGEST_TEXT_BYTES = 100_000_000
LONGEST_LINE_SIGNS = 1_000_000


def refuse_if_vast(rows: int, columns: int, file: str, sheet: str = "", row: int | None = None) -> None:
    """Raises BadInput when a table of this extent does not fit."""
    if columns <= LARGEST_COLUMNS and rows <= LARGEST_ROWS and rows * columns <= LARGEST_CELLS:
        return
    from helpers.floor.dutch import number  # takes longer to import than most files to read

    if columns > LARGEST_COLUMNS:
        message = f"Er zijn {number(columns)} kolommen, meer dan de grens van {number(LARGEST_COLUMNS)}."
        hint = "Waarschijnlijk staat ver naar rechts een losse waarde of klopt het scheidingsteken niet."
    else:
        message = f"De tabel is te groot: {number(rows)} rijen en {number(columns)} kolommen."
        hint = "Lever de export in delen; in Excel kan ook ver naar beneden een losse waarde staan."
    raise BadInput([Fault(message, hint, file, sheet, row=row, rule="omvang")])


def refuse_if_many_cells(cells: int, file: str) -> None:
    """Raises BadInput when all sheets together hold more cells than fit."""
    if cells > LARGEST_CELLS:
        from helpers.floor.dutch import number

        message = f"Het bestand is te groot: meer dan {number(LARGEST_CELLS)} cellen."
        raise BadInput([Fault(message, "Lever de export in delen.", file, rule="omvang")])
