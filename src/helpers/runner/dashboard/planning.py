"""What making a dashboard would do, resolved before anything runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.runner.batch import plan as reports
from helpers.runner.batch.plan import Order
from helpers.runner.notebooks import axis, chapters
from helpers.runner.notebooks.chapters import MONTH, Notebook
from helpers.runner.params import params_file

NOTEBOOK = "safety_dashboard"


@dataclass(frozen=True)
class Plan:
    """An order whose every part was looked up: `delivery` is sample, raw or a folder."""

    order: Order
    delivery: str
    notebook: Notebook
    parameters: Mapping[str, Any]

    def run_of(self, month: Month) -> Notebook:
        """The notebook as it runs for a month, under the title of that month."""
        return next(one for one in axis.spread([self.notebook], month.quarter, {}) if one.at == month.label)

    def given(self, month: Month, delivery: str) -> dict[str, Any]:
        """Every parameter as it will be given."""
        return {**self.parameters, "delivery": delivery, MONTH: month.label}


def planned(order: Order) -> Plan:
    """Look up what an order asks. Raises AskedWrongly or BadInput; reads no export and starts nothing."""
    reports.refuse_unknown_names()
    if order.month:
        refuse_if_not_over(Month.parse(order.month), order.today)
    delivery = reports.which_data(order.data, order.is_sample)
    notebook = chapters.choose(chapters.find(order.notebooks), NOTEBOOK)[0]
    if notebook.per != MONTH:
        raise AskedWrongly(f"Het notebook {NOTEBOOK} draait niet per maand.", "Zet in zijn metadata: per: month.")
    return Plan(order, delivery, notebook, params_file.resolve(notebook, order.params))


def refuse_if_not_over(month: Month, today: date) -> None:
    """Raise AskedWrongly on a month that by the clock is not over."""
    if month.end >= today:
        last = Month.of(today).shift(-1).label
        message = f"De maand {month.in_dutch} is nog niet voorbij: de klok zegt {dutch.day(today)}."
        raise AskedWrongly(message, f"Kies een maand tot en met {last}.")
