"""Unknown is neither yes nor no: deliveries with cells left empty, made of the sample; cases 7, 8 and 27 of the builders."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers import sources
from helpers.analyses import cyber_training, dealer_compliance, safety_indicators
from helpers.floor import paths
from helpers.floor.shapes import tables
from helpers.measures.dealers.inspections import ITEMS

CASES = paths.ROOT.parent / "shared" / "cases"
FEW, MANY = 4, 10_000


def changed(delivery, dataset, blank):
    """The delivery in which `blank` has left cells of one export empty, in a copy."""
    table = delivery[dataset].copy()
    blank(table)
    return replace(delivery, tables={**delivery.tables, dataset: table})


def without_ages(delivery, persons):
    year = cyber_training.year_of(delivery)
    who = year.elderly.participant.drop_duplicates().head(persons)

    def blank(table):
        table.loc[table.participant.isin(who), ["age_low", "age_high"]] = pd.NA

    return changed(delivery, "cybertraining_deelnemers", blank)


def half_filled_in(delivery, dealers):
    table = delivery["opkoper_controles"]
    met = table[(table.date >= "2026-01-01") & ~(table[list(ITEMS)] == "nee").any(axis=1)]
    who = met.dealer.drop_duplicates().head(dealers)

    def blank(table):
        table.loc[(table.date >= "2026-01-01") & table.dealer.isin(who), list(ITEMS[1:])] = None

    return changed(delivery, "opkoper_controles", blank)


def without_ends(delivery, members):
    who = delivery["crisisrollen"].member.drop_duplicates().head(members)

    def blank(table):
        table.loc[table.member.isin(who), "valid_until"] = pd.NaT

    return changed(delivery, "crisisrollen", blank)


def status_of(delivery, indicator):
    now = delivery.quarter.label
    settings = delivery.settings
    one = next(one for one in settings.indicators if one.id == indicator)
    ours = replace(delivery, settings=settings.model_copy(update={"indicators": (one,)}))
    result = safety_indicators.analyse(ours)
    value = tables.the(result.measures, measure=one.measure, split="", period=now)
    return tables.the(result.estimates, model="status", term=indicator), value, result


PROMISES = {
    "VE-1-4": (without_ages, "deelnemers is de leeftijd niet bekend"),
    "VE-2-4": (half_filled_in, "opkopers is de controle niet volledig ingevuld"),
    "BR-1-4": (without_ends, "leden is niet bekend of de opleiding nog geldt"),
}


@pytest.mark.parametrize("indicator", PROMISES)
def test_with_so_many_unknown_that_the_verdict_could_differ_there_is_none(sample, indicator):
    blank, said = PROMISES[indicator]
    row, _, result = status_of(blank(sample, MANY), indicator)
    assert row.verdict == "geen oordeel" and said in row.rule and "te ruim voor een oordeel" in row.rule
    assert pd.isna(row.estimate) and row.basis == ""
    assert said in str(show.indicators_by_goal(result).as_json())


@pytest.mark.parametrize("indicator", PROMISES)
def test_where_all_is_known_nothing_is_said_of_it(sample, indicator):
    row, _, result = status_of(sample, indicator)
    said = PROMISES[indicator][1]
    assert row.verdict != "geen oordeel" and said not in row.rule
    assert said not in str(show.indicators_by_goal(result).as_json())


def test_a_few_of_unknown_age_are_said_as_few_and_leave_the_judgement(sample):
    row, value, result = status_of(without_ages(sample, FEW), "VE-1-4")
    known, all_known, _ = status_of(sample, "VE-1-4")
    assert (row.verdict, value.value) == (known.verdict, all_known.value - FEW)
    page = str(show.indicators_by_goal(result).as_json())
    assert "van minder dan 10 deelnemers is de leeftijd niet bekend." in page


@pytest.mark.parametrize("persons", [1, 9])
def test_a_hidden_number_of_unknown_age_changes_no_published_byte_beside_the_headline(sample, persons):
    """One to nine look the same: only the headline itself tells of the persons that are known."""
    rules = {
        status_of(without_ages(sample, n), "VE-1-4")[2].estimates.query("model == 'unknown'").rule.item()
        for n in (persons, FEW)
    }
    assert len(rules) == 1


def test_the_chapters_say_it_beside_their_number(sample, analysed):
    training = cyber_training.analyse(without_ages(sample, MANY))
    answer, figure = show.answer(training), show.pacing(training)
    assert "te veel onbekend" in answer.headline and "leeftijd niet bekend" in " ".join(answer.sentences)
    assert "verwacht" not in figure.title and "verwacht" not in str(figure.rows)
    dealers = dealer_compliance.analyse(half_filled_in(sample, MANY))
    answer = show.answer(dealers)
    assert "te veel onbekend" in answer.headline and "niet volledig ingevuld" in " ".join(answer.sentences)
    bounds = tables.the(dealers.estimates, term="bounds")
    wide = tables.the(analysed(dealer_compliance).estimates, term="bounds")
    assert bounds.low < wide.low and bounds.high >= wide.high


@pytest.fixture
def opened(tmp_path):
    """A delivery of files, opened as an analyst's: the sample after `edit`."""

    def open_(edit):
        folder = tmp_path / "delivery"
        shutil.copytree(paths.SAMPLE, folder)
        (folder / "VOORBEELDDATA.md").unlink()
        edit(folder)
        return sources.open_delivery(str(folder), "2026-Q3")

    return open_


def test_the_door_warns_of_each_person_without_an_age_and_of_each_training_without_an_end(opened):
    def edit(folder):
        file = folder / "cybertraining_deelnemers.csv"
        file.write_text(file.read_text("utf-8-sig").replace(";85+;", ";onbekend;"), "utf-8")
        file = folder / "crisisrollen.csv"
        file.write_text(
            "Lid;Rol;Opgeleid op;Geldig tot;In functie van;Uit functie op\nL001;a;15-06-2025;;01-09-2025;\n"
        )

    delivery = opened(edit)
    of_rule = pd.Series([fault.rule for fault in delivery.warnings]).value_counts()
    assert of_rule["training has an end"] == 1
    assert of_rule["age is known"] == delivery["cybertraining_deelnemers"].age_low.isna().sum() > 10


@pytest.mark.parametrize(
    ("case", "indicator", "rule"),
    [
        ("07-age-not-filled-in", "VE-1-4", "age is known"),
        ("08-inspection-half-filled-in", "VE-2-4", "every item is answered"),
        ("27-training-without-end-date", "BR-1-4", "training has an end"),
    ],
)
def test_the_cases_of_the_builders(case, indicator, rule, tmp_path):
    if not (CASES / case).is_dir():
        pytest.skip("the cases are only on a machine of the builders")
    folder = tmp_path / "delivery"
    if (CASES / case / "make.py").is_file():
        subprocess.run([sys.executable, CASES / case / "make.py", paths.ROOT, folder], check=True)
    else:
        shutil.copytree(paths.SAMPLE, folder)
        (folder / "VOORBEELDDATA.md").unlink()
        shutil.copy(CASES / case / "crisisrollen.csv", folder)
    delivery = sources.open_delivery(str(folder), "2026-Q3")
    row, _, result = status_of(delivery, indicator)
    assert row.verdict == "geen oordeel" and PROMISES[indicator][1] in row.rule
    assert rule in {fault.rule for fault in delivery.warnings}
    assert PROMISES[indicator][1] in str(show.indicators_by_goal(result).as_json())
