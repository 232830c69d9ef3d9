"""Nothing can be read of a watched delivery without a note of it."""

import copy
import dataclasses
import pickle

import pandas as pd
import pytest

from helpers.floor.faults import AskedWrongly, Fault
from helpers.floor.kept import watched as watching
from helpers.floor.kept.reads import Part, recorded
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery

QUARTER = Quarter(2026, 3)
TABLES = {"bodycams": pd.DataFrame({"n": [1]}), "opkopers": pd.DataFrame({"n": [2]})}
DELIVERY = Delivery(QUARTER, TABLES, {"overlast": "te laat"}, None, None, name="f00d")
FIELDS = {one.name for one in dataclasses.fields(Delivery)} - {"quarter", "tables"}


def heard(read, delivery=DELIVERY):
    with recorded() as parts:
        read(watching.watched(delivery))
    return [(part.name, part.dataset) for part in parts]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_is_noted(name):
    assert heard(lambda delivery: getattr(delivery, name)) == [(name, "")]


def test_every_answer_of_a_delivery_is_noted_or_hands_over_a_watched_one():
    names = [name for name in vars(Delivery) if not name.startswith("_") and name not in FIELDS]
    properties = [name for name in names if isinstance(vars(Delivery)[name], property)]
    asked = set(names) - set(properties) - {"at", "last_yearly", "named", "in_quarter", "in_year"}
    assert asked == watching.BY_EXPORT
    for name in asked:
        assert heard(lambda delivery, name=name: getattr(delivery, name)("bodycams", "overlast")) == [
            (name, "bodycams"),
            (name, "overlast"),
        ]
    for name in properties:
        assert heard(lambda delivery, name=name: getattr(delivery, name)) == [(name, "")]


@pytest.mark.parametrize(
    ("read", "noted"),
    [
        (lambda one: one["bodycams"], ("table", "bodycams")),
        (lambda one: one.tables["bodycams"], ("table", "bodycams")),
        (lambda one: one.tables.get("overlast"), ("table", "overlast")),
        (lambda one: "overlast" in one.tables, ("has", "overlast")),
        (lambda one: "overlast" in one.tables.keys(), ("has", "overlast")),  # noqa: SIM118
        (lambda one: list(one.tables), ("tables", "")),
        (lambda one: len(one.tables), ("tables", "")),
        (lambda one: bool(one.tables), ("tables", "")),
        (lambda one: dict(one.tables), ("tables", "")),
        (lambda one: list(one.tables.items()), ("tables", "")),
        (lambda one: list(one.tables.values()), ("tables", "")),
        (lambda one: one.at(Quarter(2026, 1))["bodycams"], ("table", "bodycams")),
        (lambda one: copy.copy(one).warnings, ("warnings", "")),
        (lambda one: copy.deepcopy(one).warnings, ("warnings", "")),
        (lambda one: pickle.loads(pickle.dumps(one)).warnings, ("warnings", "")),
        (lambda one: dataclasses.replace(one, name="x"), ("warnings", "")),
        (lambda one: dataclasses.replace(one, name="x")["bodycams"], ("table", "bodycams")),
        (lambda one: dataclasses.astuple(dataclasses.replace(one, tables={})), ("warnings", "")),
        (lambda one: vars(one)["warnings"], ("warnings", "")),
        (lambda one: vars(one)["tables"]["bodycams"], ("table", "bodycams")),
        (lambda one: one.__dict__, ("history", "")),
        (lambda one: repr(one.at(QUARTER)), ("missing", "")),
        (lambda one: one == one.at(QUARTER), ("missing", "")),
        (lambda one: one.has("bodycams"), ("has", "bodycams")),
    ],
)
def test_no_way_around(read, noted):
    assert noted in heard(read)


@pytest.mark.parametrize("show", [repr, lambda one: one._repr_html_()], ids=["text", "html"])
def test_what_is_shown_of_a_delivery_was_read(show):
    told = {("tables", ""), ("exports", ""), ("missing", ""), ("is_made_up", ""), ("month", "")}
    assert told <= set(heard(show))
    assert show(watching.watched(DELIVERY)) == show(DELIVERY)


def test_a_table_that_is_not_there_is_noted_with_the_reason_that_was_given():
    def ask(one):
        with pytest.raises(AskedWrongly, match="ontbreekt: te laat"):
            one["overlast"]

    assert {("table", "overlast"), ("missing", "")} <= set(heard(ask))


def test_another_quarter_is_another_part():
    with recorded() as parts:
        one = watching.watched(DELIVERY)
        one.newest, one.at(Quarter(2026, 1)).newest
    assert list(parts) == [Part("newest", "", "2026-Q3"), Part("newest", "", "2026-Q1")]


def test_blocks_in_each_other_both_hear():
    one = watching.watched(DELIVERY)
    with recorded() as outer:
        one.name  # noqa: B018
        with recorded() as inner:
            one.newest  # noqa: B018
        one.is_made_up  # noqa: B018
    assert [part.name for part in outer] == ["name", "newest", "is_made_up"]
    assert [part.name for part in inner] == ["newest"]


def test_the_fingerprint_of_a_part_follows_what_it_stands_for():
    warned = Fault("Leeg.", level="warning", dataset="opkopers", holds_back="is leeg")
    fewer = dataclasses.replace(DELIVERY, tables={"bodycams": TABLES["bodycams"]}, warnings=(warned,))

    def differs(*part):
        return watching.print_of(DELIVERY, Part(*part)) != watching.print_of(fewer, Part(*part))

    assert not differs("table", "bodycams") and differs("table", "opkopers")
    assert not differs("has", "bodycams") and differs("has", "opkopers")
    assert not differs("missing") and differs("warnings") and differs("tables")
    assert not differs("strange_of", "bodycams", "2026-Q3") and differs("strange_of", "opkopers", "2026-Q3")
