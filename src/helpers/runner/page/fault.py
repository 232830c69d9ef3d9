"""The one way in which a notebook can be unfit for the page."""

from helpers.floor.faults import RunFailed


class PageFault(RunFailed):
    """A cell holds something that the page cannot show; names the notebook and the cell.

    >>> print(PageFault("cyber_training", 7, "Deze uitvoer is geen onderdeel van het rapport."))
    cyber_training, cel 7: Deze uitvoer is geen onderdeel van het rapport.
    """

    def __init__(self, notebook: str, cell: int | None, message: str, hint: str = "") -> None:
        self.notebook = notebook
        self.cell = cell
        place = notebook if cell is None else f"{notebook}, cel {cell}"
        super().__init__(f"{place}: {message}", hint)
