"""How far a batch is: a bar on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress(Protocol):
    """What a batch tells while it works; it may be called from several threads."""

    def say(self, line: str) -> None:
        """A line that stays."""

    def expect(self, steps: int) -> None:
        """How many notebooks there are to run."""

    def at(self, run: str, cell: int) -> None:
        """A cell starts; `run` is such as 2026-Q3/cyber_training."""

    def done(self, run: str, seconds: float | None = None, is_kept: bool = False) -> None:
        """One notebook ended, in so many seconds where that is known, or was kept of an earlier run."""

    def publishing(self, quarter: str) -> None:
        """The pages of a quarter are being made and put in place."""


class Silent:
    """Tells nothing: for tests, and for callers that want only the outcome."""

    def say(self, line: str) -> None: ...

    def expect(self, steps: int) -> None: ...

    def at(self, run: str, cell: int) -> None: ...

    def done(self, run: str, seconds: float | None = None, is_kept: bool = False) -> None: ...

    def publishing(self, quarter: str) -> None: ...


class Lines:
    """Plain lines, for a log file or a scheduler."""

    def __init__(self, write: Callable[[str], object] = print) -> None:
        self._write = write
        self._steps = 0
        self._ended = 0

    def say(self, line: str) -> None:
        self._write(line)

    def expect(self, steps: int) -> None:
        self._steps = steps

    def at(self, run: str, cell: int) -> None:
        """Nothing: a line a cell would drown the rest."""

    def done(self, run: str, seconds: float | None = None, is_kept: bool = False) -> None:
        self._ended += 1
        took = "" if seconds is None else f", {seconds:.1f} s".replace(".", ",")
        self._write(f"  {self._ended} van {self._steps}: {run}{', stond al klaar' if is_kept else took}")

    def publishing(self, quarter: str) -> None:
        """Nothing: the line that it was published follows."""


class _Bar(Lines):
    def __init__(self, bar: "RichProgress", task: "TaskID") -> None:
        super().__init__(bar.console.print)
        self._bar, self._task = bar, task

    def say(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def expect(self, steps: int) -> None:
        self._bar.update(self._task, total=steps, visible=True)

    def at(self, run: str, cell: int) -> None:
        self._bar.update(self._task, description=f"{run}, cel {cell}")

    def done(self, run: str, seconds: float | None = None, is_kept: bool = False) -> None:
        self._bar.update(self._task, advance=1, description=run)

    def publishing(self, quarter: str) -> None:
        self._bar.update(self._task, description=f"{quarter} wordt gepubliceerd")


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar when stdout is a terminal, else plain lines."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        yield Lines(lambda line: print(line, flush=True))
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with RichProgress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar, bar.add_task("notebooks", total=None, visible=False))
