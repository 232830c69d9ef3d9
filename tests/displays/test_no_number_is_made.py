"""No display makes a number: what it shows is in its result, in the rounding of the page.

Every number of a real result is replaced by one of its own, with many decimals and far from all others, so that
no sum, difference or ratio of two of them looks like a third. It is done twice, with other numbers. A number
on the page that is there both times does not come from them: it belongs to a sentence, a date or a label, or
it counts rows. Each other one has to be a number of the result or of what was laid down.
"""

import math
import random
import re
from dataclasses import replace
from functools import cached_property
from html import escape
from itertools import chain

import pandas as pd
import pytest

from helpers import displays as show
from helpers import sources
from helpers.analyses import cyber_training, dealer_compliance, safety_dashboard, scan_car_cleanliness, surroundings
from helpers.displays.drawing import figure
from helpers.floor import dutch
from helpers.floor.shapes.history import History
from helpers.floor.shapes.pieces import Cell, Data, Table

# The room of the displays, and the analysis they show.
SAMPLE = {
    "scan_car": scan_car_cleanliness,
    "training": cyber_training,
    "dealers": dealer_compliance,
    "dashboard": safety_dashboard,
    "surroundings": surroundings,
}
FIGURES = ["value", "numerator", "denominator", "se"]
FIGURES += ["at", "estimate", "low", "high", "level", "df", "p", "q"]
COUNTS = ["n", "n_clusters"]
SHARES = ["level", "p", "q", "design_effect", "largest_detectable_part"]  # the page may give them per hundred
# Not planted: the places along an axis of time, what tells one band of a drawing from another, and how seldom an
# ordinary count is out of its range.
KEPT = {"scan_car": ["at"], "training": ["level"], "dashboard": ["level"]}
# The displays that are sentences: of the others a text is a refusal, which tests nothing.
TEXTS = ("deployment_choice", "before_after_said", "returning", "reinspections", "hidden_months")
TEXTS += ("selection", "residents_compared", "police_compared", "liveability")
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
APART = 211  # so that a number that is made is seldom a number that was planted


def room(name):
    return getattr(show, name).__module__.split(".")[2]


DISPLAYS = [(room(name), name) for name in show.__all__ if room(name) in SAMPLE]
DISPLAYS.remove(("surroundings", "about_neighbourhoods"))  # silent on most numbers: tests/analyses/test_surroundings.py
DISPLAYS += [(subject, "answer") for subject in SAMPLE]


def scan_car_in_some_wijken_later(delivery):
    """The sample, with wijken where the car began later: so that there is a start to show."""
    shifts = delivery["scanauto_inzet"]
    wijken = sorted(shifts.wijk.dropna().unique())
    began = dict.fromkeys(wijken[:4], "2021-01-01") | dict.fromkeys(wijken[4:8], "2025-01-01")
    kept = shifts[~(shifts.date < pd.to_datetime(shifts.wijk.map(began)))]
    return replace(delivery, tables={**delivery.tables, "scanauto_inzet": kept})


def with_many_dealers(delivery, times=25):
    """The sample, with every dealer several times: so that few groups of them are too small to show."""
    columns = {"opkopers": ["dealer"], "opkoper_controles": ["dealer", "inspection"]}
    copied = {
        name: pd.concat(
            [delivery[name].assign(**{one: delivery[name][one] + f"-{i}" for one in keys}) for i in range(times)],
            ignore_index=True,
        )
        for name, keys in columns.items()
    }
    return replace(delivery, tables={**delivery.tables, **copied})


def with_many_signals(delivery):
    """The sample, with twice as many reports in seven series, this month and the last."""
    reports, month = delivery["meldingen"].copy(), pd.Timestamp(delivery.quarter.end).replace(day=1)
    wijken, categories = sorted(reports.wijk.unique()), sorted(reports.category.unique())
    for at in range(7):
        is_one = (reports.wijk == wijken[at]) & (reports.category == categories[at % len(categories)])
        is_one &= reports.month.isin([month, month - pd.DateOffset(months=1)])
        reports.loc[is_one, "reports"] = reports.reports[is_one] * 2 + 30
    return replace(delivery, tables={**delivery.tables, "meldingen": reports})


ROUNDED = (dutch.number, dutch.lower_limit, dutch.upper_limit)


class Planting:
    """Gives every number it is asked for another one, with its sign; `numbers` are those it gave."""

    def __init__(self, seed):
        self.random, self.numbers = random.Random(seed), set()
        self.places = self.random.sample(range(10, 40_000), 36_000)

    def number(self, old, is_share=False, is_whole=False):
        if old is None or pd.isna(old) or not math.isfinite(old):
            return old
        new = self.places.pop() * APART + self.random.randint(0, 99)
        if is_share:
            new = self.random.uniform(0.06, 0.94)
        elif not is_whole:
            new += self.random.uniform(0.05, 0.95)
        self.numbers.add(new)
        return math.copysign(new, old) if not is_whole else new

    def table(self, table, left_alone):
        kept = {"is_whole": COUNTS, "is_share": SHARES}
        planted = {
            name: [self.number(old, **{how: name in names for how, names in kept.items()}) for old in table[name]]
            for name in [*FIGURES, *COUNTS]
            if name in table and name not in left_alone
        }
        return table.assign(**planted)

    def model(self, model):
        """What was laid down, with other numbers; limits, targets and levels, not the names in it."""
        new = {
            name: self.number(old, name in SHARES, isinstance(old, int))
            for name, old in model
            if isinstance(old, (int, float)) and not isinstance(old, bool)
        }
        return model.model_copy(update=new)

    def settings(self, settings):
        targets = [
            one.model_copy(update={"targets": {year: self.number(old) for year, old in one.targets.items()}})
            for one in settings.indicators
        ]
        plan = self.model(settings.preregistration)
        return settings.model_copy(update={"indicators": tuple(targets), "preregistration": plan})

    def result(self, result, left_alone=()):
        return replace(
            result,
            measures=self.table(result.measures, left_alone),
            estimates=self.table(result.estimates, left_alone),
            settings=self.settings(result.settings),
        )

    @cached_property
    def in_file(self):
        """How a file may give them: as they are, or in whole percents where more would give a count away."""
        return {*self.numbers, *(float(dutch.rounded(one)) for one in self.numbers)}

    @cached_property
    def written(self):
        """How the page may write them: rounded to at most three decimals, a share also in percent."""
        values = {*self.numbers, *(100 * one for one in self.numbers if one < 1)}
        return {
            *(str(value) for value in self.numbers if isinstance(value, int)),
            *(how(value, places) for value in values for places in range(4) for how in ROUNDED),
            *(dutch.number(round(2 * value) / 2, 1) for value in values),  # of what chance may give: to a half
        }


@pytest.fixture(scope="module")
def results():
    """Per subject: its result as planted twice, with the planting."""
    delivery = replace(sources.open_delivery("sample", "2026-Q3"), history=History())
    delivery = with_many_signals(with_many_dealers(scan_car_in_some_wijken_later(delivery)))
    plantings = [Planting(seed) for seed in (1, 2)]
    made_of = {subject: analysis.analyse(delivery) for subject, analysis in SAMPLE.items()}
    return {
        subject: [(planting, planting.result(result, KEPT.get(subject, ()))) for planting in plantings]
        for subject, result in made_of.items()
    }


@pytest.fixture(autouse=True)
def labels_alone(monkeypatch):
    """Of a drawing only the labels in it are written: the numbers along an axis are those of a ruler."""

    def written(drawing):
        labels = [escape(label.get_text()) for axes in drawing.axes for label in axes.texts]
        return f"<svg>{' | '.join(labels)}</svg>"

    monkeypatch.setattr(figure, "_markup", written)


def texts(value):
    """Every text that a reader sees, the labels in a drawing among them; not the file."""
    if isinstance(value, dict):
        kept = (part for key, part in value.items() if key not in ("data", "graphic", "name", "kind"))
        return list(chain.from_iterable(map(texts, kept)))
    if isinstance(value, (list, tuple)):
        return list(chain.from_iterable(map(texts, value)))
    return [value] if isinstance(value, str) else []


def numbers(piece):
    """The numbers of a piece: those it writes, and those in its file."""
    written = {number for text in texts(piece.as_json()) for number in NUMBER.findall(text)}
    data = getattr(piece, "data", Data())
    return written, {
        abs(value) for row in data.rows for value in row if isinstance(value, (int, float)) and value is not True
    }


def made(pieces, plantings):
    """The numbers of the first piece that are neither of its planting nor in the second piece as well."""
    (written, in_file), (also_written, also_in_file) = map(numbers, pieces)
    rows = {dutch.number(count) for count in range(len(getattr(pieces[0], "rows", [])) + 1)}
    return {*(written - also_written - plantings[0].written - rows), *(in_file - also_in_file - plantings[0].in_file)}


@pytest.mark.parametrize(("subject", "name"), DISPLAYS, ids=lambda part: part)
def test_every_number_is_one_of_the_result(subject, name, results):
    plantings, planted = zip(*results[subject], strict=True)
    pieces = [getattr(show, name)(result) for result in planted]
    assert numbers(pieces[0])[0] and (pieces[0].kind != "text" or name in TEXTS)
    of_rules = {number for rule in planted[0].estimates.rule for number in NUMBER.findall(rule)}
    assert made(pieces, plantings) - of_rules == set()


@pytest.mark.parametrize(
    "make",
    [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: 100 * a / b, lambda a, b: a / 13, lambda a, b: (a + b) / 2],
    ids=["sum", "difference", "percentage", "part", "mean"],
)
@pytest.mark.parametrize("place", ["cell", "note", "file"])
def test_a_number_that_is_made_is_seen(make, place):
    plantings = [Planting(seed) for seed in (1, 2)]

    def piece(planting):
        a, b = planting.number(1.0), planting.number(1.0)
        number = make(a, b)
        cells = [[Cell(dutch.number(number if place == "cell" else b, 1), "number")]]
        note = f"Het zijn er {dutch.number(number if place == 'note' else a, 1)} op 100."
        data = Data(["a"], [[number if place == "file" else a]])
        return Table("t", "Een tabel", ["A"], cells, notes=[note], data=data)

    assert len(made([piece(planting) for planting in plantings], plantings)) == 1
