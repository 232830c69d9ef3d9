"""What the page on the pace says is there: every file, every constant, every limit."""

from __future__ import annotations

import re

import pytest

from helpers.floor import paths, verdicts
from helpers.models.indicators.pace import candidates, judgement, months, shares, small_counts, units
from helpers.models.indicators.pace.year_end import LEVEL

PAGE = paths.ROOT / "docs" / "pace.md"
TEXT = PAGE.read_text("utf-8")
BENCHMARK = (paths.ROOT / "tests" / "benchmarks" / "calibration_pace.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (r"([\d,]+) candidate years are drawn once", [candidates.CANDIDATES]),
        (r"\n([\d,]+) of them are kept", [candidates.DRAWS]),
        (r"log E ~ N\(([.\d]+), ([.\d]+)²\), a year exp N\(0, ([.\d]+)²\)",
         [candidates.MEAN_LOG, candidates.SD_LOG, candidates.SD_YEAR]),
        (r"Dirichlet\((\d+) · \(([.\d]+), ([.\d]+), ([.\d]+), ([.\d]+)\)\)",
         [candidates.SEASON.sum(), *candidates.SEASON / candidates.SEASON.sum()]),
        (r"sd ([.\d]+) a quarter; with chance ([.\d]+) a factor (\d)",
         [candidates.WALK_SD, candidates.JUMP_CHANCE, candidates.JUMP]),
        (r"within ([.\d]+) to ([.\d]+) \|", [candidates.LOWEST, candidates.HIGHEST]),
        (r"scatter M \| (\d+), (\d+) or (\d+), a third", candidates.CONCENTRATIONS),
        (r"no unit with chance ([.\d]+), else a share Beta\((\d), (\d)\)",
         [candidates.STALLED_CHANCE, *candidates.STALLED]),
        (r"earlier years \| weight ([.\d]+) ", [candidates.EARLIER_WEIGHT]),
        (r"the last (\d) changes over \(their number \+ (\d)\), times ([.\d]+) \+",
         [shares.CHANGES, shares.SHRINKAGE, shares.DAMPING]),
        (r"mean of the last (\d) quarters − y\) · m/\(m \+ (\d)\) · \(1 − ([.\d]+)\^h\)",
         [shares.MEMORY, shares.SHRINKAGE, shares.KEPT]),
        (r"\[(\d)\(([.\d]+)² \+ ([.\d]+)/\(4n\)\) \+ Σe²\]/\(3 \+ #e\) over up to (\d) own",
         [shares.PRIOR_DF, shares.PRIOR_SD, shares.PRIOR_SAMPLING, shares.MOST_ERRORS]),
        (r"Beta\((\d) \+ ([.\d]+)·done earlier \+ done now, ([.\d]+) \+",
         [months.PRIOR_DONE, months.EARLIER_WEIGHT, months.PRIOR_MISSED]),
        (r"Gamma\((\d) \+ ([.\d]+)·earlier total \+ now, ([.\d]+) \+",
         [small_counts.SHAPE, small_counts.EARLIER_WEIGHT, small_counts.RATE]),
        (r"e = ([.\d]+), ([.\d]+), ([.\d]+) of the year gone; nothing more with chance ([.\d]+)",
         [*small_counts.SEASON[:3], small_counts.NOTHING_MORE]),
        (r"holds least above (\d+)%", [100 * LEVEL]),
        (r"\(chance ([.\d]+) and more\).*\(chance ([.\d]+) and less\)",
         [verdicts.ON_TRACK_FROM, verdicts.BEHIND_UP_TO]),
        (r"at least (\d) known quarters", [judgement.MIN_QUARTERS]),
        (r"an effective sample of (\d+) \|.*only below ([.\d]+) ", [units.MIN_EFFECTIVE, units.EARLY_BEHIND_BELOW]),
        (r"not for 100% when n is above (\d+)", [shares.ALL_UP_TO]),
        (r"after (\d) months with none missed", [months.SPEAKS_FROM]),
        (r"\| never \| after (\d) months", [3 * small_counts.SPEAKS_FROM]),
        (r"seed (\d+), 2,000 years", [int(re.search(r"^SEED = (\d+)", BENCHMARK, re.M)[1])]),
        (r"([\d,]+) years of each kind", [int(re.search(r"years: int = (\d+)", BENCHMARK)[1])]),
        (r"draws ([\d,]+) candidate years where", [int(re.search(r"^CANDIDATES = (\d+)", BENCHMARK, re.M)[1])]),
    ],
)  # fmt: skip
def test_a_number_on_the_page_is_that_of_the_code(words, values):
    found = re.search(words, TEXT)
    assert found, words
    assert [float(one.replace(",", "")) for one in found.groups()] == pytest.approx(list(values))


def test_what_the_page_says_was_called_held_in_85_of_100_and_the_intervals_in_80():
    rows = [line.strip("|").split("|") for line in TEXT.splitlines() if re.match(r"\| [^|]+ \| \d+/\d+/\d+ \|", line)]
    assert len(rows) == 5
    for _, _, covers, briers, *calls in rows:
        assert all(float(one) >= 0.8 for one in re.findall(r"\.\d\d", covers))
        ours, *rivals = ([float(one) for one in rule.split("/")] for rule in briers.split(" · "))
        assert all(ours[at] < rival[at] for rival in rivals for at in range(3))
        held = [float(one) for call in calls for one in re.findall(r"\.\d\d", call)]
        assert all(one >= 0.85 for one in held)
