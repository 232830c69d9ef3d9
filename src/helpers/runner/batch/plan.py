"""What a batch would do, resolved before anything runs."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from helpers.floor import home, paths
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.params import budget_years, house_style
from helpers.floor.params.settings import load as load_settings
from helpers.floor.quarter import Quarter, parse_range
from helpers.runner.notebooks import axis, chapters
from helpers.runner.notebooks.chapters import MONTH, QUARTER, WIJK, Notebook
from helpers.runner.params import params_check, params_file
from helpers.runner.pool.job import TIMEOUT
from helpers.runner.storage import copies
from helpers.sources.delivery import unnamed
from helpers.sources.delivery.unnamed import RAW, SAMPLE

DASK = "dask"


@dataclass(frozen=True)
class Order:
    """What was asked. `quarters`: one, a range, or "" for the newest; `data`: a folder, or "" for the default."""

    quarters: str = ""
    data: str = ""
    out: Path = paths.REPORTS
    only: str = ""
    wijk: str = ""  # the one run of `only` that is wanted, where it runs per wijk
    month: str = ""  # or per month
    jobs: int = min((os.cpu_count() or 1) + 1, 6)  # one more than cores: a kernel that starts mostly waits
    missing: Mapping[str, str] = field(default_factory=dict)
    is_final: bool = False
    without_explanation: str = ""  # why a final report may do without the explanations that are due
    accepted: Mapping[str, str] = field(default_factory=dict)  # by export: why it counts although it is strange
    is_sample: bool = False
    built_at: str = ""
    notebooks: Path = paths.NOTEBOOKS
    params: Path = paths.PARAMS
    reference: Path = paths.REFERENCE
    timeout: int = TIMEOUT  # seconds a cell
    engine: str = ""  # "" for the workers of this machine, or dask
    scheduler: str = ""  # its address; "" for a cluster on this machine
    is_again: bool = False  # run all, also what stands ready
    also: tuple[str, ...] = ()  # what an edition gets beside its pages: asked_extras
    today: date = field(default_factory=date.today)  # by the clock: a quarter that is not over cannot be final


@dataclass(frozen=True)
class Plan:
    """An order whose every part was looked up: `delivery` is sample, raw or a folder.

    `wijken` has the name of each wijk by its code; it is empty where no notebook runs per wijk.
    """

    order: Order
    quarters: Sequence[Quarter]
    delivery: str
    notebooks: Sequence[Notebook]
    parameters: Mapping[str, Mapping[str, Any]]
    wijken: Mapping[str, str] = field(default_factory=dict)

    def runs(self, quarter: Quarter) -> list[Notebook]:
        """Every run of a quarter: of a notebook that runs per wijk or month all, or the one that was asked."""
        asked = self.order.wijk or self.order.month
        return [one for one in axis.spread(self.notebooks, quarter, self.wijken) if asked in ("", one.at)]

    def given(self, run: Notebook, quarter: str, delivery: str = "") -> dict[str, Any]:
        """Every parameter of one run as it will be given."""
        of_axis = {} if run.per == QUARTER else {run.per: run.at}
        delivery = delivery or self.delivery
        return {**self.parameters[run.stem], "quarter": quarter, "delivery": delivery, **of_axis}


def planned(order: Order) -> Plan:
    """Look up what an order asks. Raises AskedWrongly or BadInput; reads no export and starts nothing."""
    refuse_unfit(order)
    refuse_unknown_names()
    delivery = which_data(order.data, order.is_sample)
    found = _switched_on(order)
    chosen = chapters.choose(found, order.only) if order.only else found
    wijken = axis.wijken_in(order.reference) if any(one.per == WIJK for one in chosen) else {}
    quarters = _quarters(order, found)
    if order.wijk:
        axis.refuse_axis("--wijk", WIJK, order.only, found)
        axis.refuse_wijk(order.wijk, wijken)
    return Plan(order, quarters, delivery, chosen, params_file.resolve_all(chosen, order.params), wijken)


def _switched_on(order: Order) -> list[Notebook]:
    """The notebooks of a report. Raises AskedWrongly where the one that was asked is left out by params."""
    left_out = load_settings(paths.PARAMS).municipality.chapters_left_out
    found = [one for one in chapters.find(order.notebooks) if not one.is_internal]
    if order.only in left_out and order.only in [one.stem for one in found]:
        hint = "Haal het daar weg bij chapters_left_out om het te maken."
        raise AskedWrongly(f"Het hoofdstuk {order.only} staat uit in params/municipality.yml.", hint)
    return [one for one in found if one.stem not in left_out]


def refuse_unfit(order: Order) -> None:
    """Raise AskedWrongly on what no home could do."""
    if order.is_final and order.only:
        raise AskedWrongly("--final en --only kunnen niet samen.", "Definitief is alleen een heel rapport.")
    if order.also and order.only:
        asked = f"--{order.also[0]}"
        raise AskedWrongly(f"{asked} en --only kunnen niet samen.", f"Laat {asked} weg, of maak een heel kwartaal.")
    if order.jobs < 1:
        raise AskedWrongly(f"--jobs {order.jobs} kan niet.", "Geef een getal van 1 of hoger.")
    _refuse_unknown_engine(order.engine, order.scheduler)
    if order.timeout < 1:
        raise AskedWrongly(f"--cell-minutes {order.timeout // 60} kan niet.", "Geef een getal van 1 of hoger.")


def _quarters(order: Order, found: Sequence[Notebook]) -> list[Quarter]:
    """The quarters that were asked, with a month that of the month; none for the newest."""
    asked = parse_range(order.quarters) if order.quarters else []
    if not order.month:
        return asked
    axis.refuse_axis("--month", MONTH, order.only, found)
    own = axis.quarter_of(order.month)
    if asked not in ([], [own]):
        raise AskedWrongly(f"De maand {order.month} valt niet in {order.quarters}.", f"Kies --quarter {own.label}.")
    return [own]


def _refuse_unknown_engine(engine: str, scheduler: str) -> None:
    if engine not in ("", DASK):
        raise AskedWrongly(f"--engine {engine} kan niet.", f"Schrijf --engine {DASK}, of laat het weg.")
    if scheduler and not engine:
        raise AskedWrongly(f"--scheduler hoort bij --engine {DASK}.", "Zet die erbij, of laat --scheduler weg.")
    if engine and find_spec("distributed") is None:
        raise AskedWrongly("De pakketten van Dask ontbreken.", f"Start met: {home.command(f'report --engine {DASK}')}.")


def refuse_unknown_names() -> None:
    """Raise BadInput where the params of the municipality name what there is not, or a style that nobody can read."""
    files = [paths.PARAMS / "municipality.yml", *budget_years.files(paths.PARAMS).values()]
    files += [one for one in [paths.PARAMS / house_style.FILE] if os.path.lexists(one)]
    faults = [fault for file in files for fault in params_check.check(file).faults]
    if any(fault.level == "error" for fault in faults):
        raise BadInput(faults)


def which_data(data: str, is_sample: bool, raw: Path | None = None) -> str:
    """The delivery: the folder that was named, else data/raw when it holds an export, else the sample.

    Raises AskedWrongly when both a folder and the sample were asked, or the folder is not there.
    """
    if is_sample and data:
        raise AskedWrongly("--sample en --data kunnen niet samen.", "Kies een van de twee.")
    if data:
        folder = Path(data)
        if not folder.is_dir():
            raise AskedWrongly(f"De map {data} is er niet.", "Controleer de naam achter --data.")
        return str(folder.resolve())
    return SAMPLE if is_sample else unnamed.own_or_sample(raw)


def data_in_dutch(delivery: str, asked: str) -> str:
    """Which exports it is about, as the command says first; `asked` is the folder as it was typed."""
    if delivery in (SAMPLE, RAW):
        return unnamed.in_dutch(delivery)
    return f"Gegevens: {copies.shown(asked) or asked}."
