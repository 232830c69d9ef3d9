"""What holds for every measure: shares lie in 0-100, order and later rows do not matter, inputs stay as they are."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.floor.shapes.tables import MEASURE_COLUMNS
from helpers.measures.dealers import compliance, reinspections
from helpers.measures.indicators import crisis_organisation, dashboard, enforcement, wijk_safety
from helpers.measures.scan_car import cleanliness, driven_hours
from helpers.measures.training import participants
from helpers.measures.training.year import TrainingYear

KINDS = {"waste": ["Zwerfvuil"], "lighting": ["Straatverlichting"], "other": ["Overig"]}

QUARTER = Quarter(2026, 2)
WIJKEN = ["a", "b", "c"]
TRAINING = ("cybertraining_deelnemers", "cybertraining_bijeenkomsten")
Measure = Callable[..., pd.DataFrame]


def of_year(measure: Measure) -> Measure:
    """A measure of the training on its two exports, as the others are called."""
    return lambda people, sessions, quarter: measure(TrainingYear(people, sessions, quarter, 65))


MEASURES: dict[str, tuple[Measure, tuple[str, ...], tuple]] = {
    "crisis_agreements": (crisis_organisation.crisis_agreements, ("crisisafspraken",), (["a", "b"],)),
    "register_agreements": (crisis_organisation.register_agreements, ("crisisafspraken",), (["a", "b"],)),
    "open_processes": (crisis_organisation.open_processes, ("crisisafspraken",), (["a", "b"],)),
    "open_protocols": (crisis_organisation.open_protocols, ("crisisprotocollen",), ()),
    "untrained_roles": (crisis_organisation.untrained_roles, ("crisisrollen",), ()),
    "open_wijken": (wijk_safety.open_wijken, ("wijkveiligheidsscans",), (WIJKEN,)),
    "enforcement_chain": (enforcement.enforcement_chain, ("bestuursdwang",), ()),
    "months_without_update": (dashboard.months_without_update, ("dashboard_updates",), ()),
    "crisis_protocols": (crisis_organisation.crisis_protocols, ("crisisprotocollen",), ()),
    "protocols_by_date": (crisis_organisation.protocols_by_date, ("crisisprotocollen",), ()),
    "local_exercises": (crisis_organisation.local_exercises, ("crisisoefeningen",), ()),
    "trained_members": (crisis_organisation.trained_members, ("crisisrollen",), ()),
    "role_awareness": (crisis_organisation.role_awareness, ("rolbewustzijn",), ()),
    "adequate_exercises": (crisis_organisation.adequate_exercises, ("crisisoefeningen",), ()),
    "scanned_wijken": (wijk_safety.scanned_wijken, ("wijkveiligheidsscans",), (WIJKEN,)),
    "consulted_wijken": (wijk_safety.consulted_wijken, ("wijkveiligheidsscans",), (WIJKEN,)),
    "planned_wijken": (wijk_safety.planned_wijken, ("wijkveiligheidsscans",), (WIJKEN,)),
    "data_driven_plans": (wijk_safety.data_driven_plans, ("wijkveiligheidsscans",), ()),
    "elderly_trained": (of_year(participants.elderly_trained), TRAINING, ()),
    "elderly_by_wijk": (of_year(participants.elderly_by_wijk), TRAINING, ()),
    "new_elderly_per_session": (of_year(participants.new_elderly_per_session), TRAINING, ()),
    "hours_per_1000": (driven_hours.hours_per_1000, ("scanauto_inzet",), ({"a": 1000},)),
    "hours_per_hectare": (driven_hours.hours_per_hectare, ("scanauto_inzet",), ({"a": 10.0},)),
    "hours_per_week": (driven_hours.hours_per_week, ("scanauto_inzet",), ()),
    "scan_car_hours": (driven_hours.scan_car_hours, ("scanauto_inzet",), ()),
    "hours_by_purpose": (driven_hours.hours_by_purpose, ("scanauto_inzet",), ()),
    "hours_per_month": (driven_hours.hours_per_month, ("scanauto_inzet",), ()),
    "hours_so_far": (driven_hours.hours_so_far, ("scanauto_inzet",), ()),
    "quarterly_hours": (driven_hours.quarterly_hours, ("scanauto_inzet",), ()),
    "wijk_hours": (driven_hours.wijk_hours, ("scanauto_inzet",), ()),
    "exposure": (driven_hours.exposure, ("scanauto_inzet", "wijkatlas"), ()),
    "clean_percent": (cleanliness.clean_percent, ("wijkatlas",), ()),
    "lighting_percent": (cleanliness.lighting_percent, ("wijkatlas",), ()),
    "sites_out_of_norm": (cleanliness.sites_out_of_norm, ("afvalwaarnemingen",), ()),
    "litter_reports": (cleanliness.litter_reports, ("meldingen",), ({"a": 1000}, KINDS)),
    "lighting_reports": (cleanliness.lighting_reports, ("meldingen",), ({"a": 1000}, KINDS)),
    "urgent_enforcement": (enforcement.urgent_enforcement, ("bestuursdwang",), ()),
    "bodycams": (enforcement.bodycams, ("bodycams",), ()),
    "compliant_dealers": (compliance.compliant_dealers, ("opkoper_controles",), ()),
    "first_inspection_compliance": (compliance.first_inspection_compliance, ("opkoper_controles",), ()),
    "compliance_by_reason": (compliance.compliance_by_reason, ("opkoper_controles",), ()),
    "drawn_compliance": (compliance.drawn_compliance, ("opkoper_controles",), ()),
    "after_failure": (reinspections.after_failure, ("opkoper_controles",), ()),
    "item_failures": (compliance.item_failures, ("opkoper_controles",), ()),
    "empty_inspections": (compliance.empty_inspections, ("opkoper_controles",), ()),
    "registered_dealers": (compliance.registered_dealers, ("opkopers",), ()),
    "dashboard_months": (dashboard.dashboard_months, ("dashboard_updates",), ()),
    "dashboard_interventions": (dashboard.dashboard_interventions, ("interventies",), ()),
}
# A planned session is a row after the date that does matter: it is shown as planned.
SEES_AHEAD = {"new_elderly_per_session"}
LOGS = {
    "crisisoefeningen": "date",
    "rolbewustzijn": "counted_on",
    "scanauto_inzet": "date",
    "wijkatlas": "fieldwork_end",
    "afvalwaarnemingen": "date",
    "meldingen": "month",
    "bestuursdwang": "month",
    "bodycams": "counted_on",
    "opkoper_controles": "date",
    "opkopers": "registered_on",
    "dashboard_updates": "date",
    "interventies": "date",
    "cybertraining_bijeenkomsten": "date",
}
CHOICES = {
    "status": ["gehouden", "gepland", "vervallen"],
    "age_low": [0, 65, 85, None],
    "kind": ["oefening", "juridisch scenario"],
    "evaluation": ["adequaat", "niet adequaat", "nog niet geëvalueerd"],
    "purpose": ["afval", "parkeren", "beide"],
    "reason": ["steekproef", "risico", "melding", "hercontrole"],
    "category": ["Zwerfvuil", "Straatverlichting", "Overig"],
    "wave": ["2024", "2026"],
}
WHOLES = ("sites_out_of_norm", "aware", "effective", "boas_with_bodycam")  # each at most 5, its whole at least 5
DAYS = pd.date_range("2025-06-29", "2026-08-02", freq="3D").tolist()


def cell(name: str, dtype: str, number: int) -> st.SearchStrategy:
    if name in ("inspection", "session") and dtype == "str":
        return st.just(f"{name}{number}")
    if name.startswith("item_"):
        return st.sampled_from(["ja", "nee", "nvt", None])
    if name in CHOICES:
        return st.sampled_from(CHOICES[name])
    if name == "fieldwork_start":
        return st.just(pd.Timestamp("2025-10-01"))
    return {
        "datetime64[us]": st.sampled_from(DAYS),
        "Int64": st.integers(0, 5) if name in WHOLES else st.integers(5, 50),
        "float64": st.integers(0, 8).map(float) if name == "hours" else st.integers(0, 100).map(float),
        "boolean": st.sampled_from([True, False, None]),
        "str": st.sampled_from(["a", "b", "c"]),
    }[dtype]


@st.composite
def frame(draw, shapes, typed, dataset: str) -> pd.DataFrame:
    shape = shapes[dataset]
    size = draw(st.integers(0, 8))
    rows = [tuple(draw(cell(name, dtype, i)) for name, dtype in shape.items()) for i in range(size)]
    made = typed(dataset, rows)
    if dataset == "cybertraining_deelnemers":
        made["session"] = made.index.map(lambda i: f"session{i % 3}").astype("str")
    return made.drop_duplicates(["wave", "wijk"]) if dataset == "wijkatlas" else made


def compute(name: str, frames: list[pd.DataFrame], quarter: Quarter = QUARTER) -> pd.DataFrame:
    measure, _, values = MEASURES[name]
    return measure(*frames, quarter, *values)


@pytest.mark.parametrize("name", MEASURES)
@how(max_examples=4, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_measure_keeps_the_rules(name, data, shapes, typed):
    datasets = MEASURES[name][1]
    frames = [data.draw(frame(shapes, typed, dataset)) for dataset in datasets]
    before = [one.copy(deep=True) for one in frames]
    found = compute(name, frames)

    assert dict(found.dtypes.astype(str)) == MEASURE_COLUMNS
    assert (found.value.isna() == (found.withheld == "missing")).all()
    shares = found[(found.unit == "percent") & found.value.notna()]
    assert shares.value.between(0, 100).all()
    assert ((shares.numerator >= 0) & (shares.numerator <= shares.denominator)).all()
    for frame_before, frame_after in zip(before, frames, strict=True):
        pd.testing.assert_frame_equal(frame_before, frame_after)

    shuffled = [one.sample(frac=1, random_state=data.draw(st.integers(0, 9))) for one in frames]
    pd.testing.assert_frame_equal(compute(name, shuffled), found)


@pytest.mark.parametrize("name", sorted(set(MEASURES) - SEES_AHEAD))
@how(max_examples=4, deadline=None, derandomize=True)
@given(data=st.data())
def test_rows_after_the_quarter_do_not_matter(name, data, shapes, typed):
    datasets = MEASURES[name][1]
    frames = [data.draw(frame(shapes, typed, dataset)) for dataset in datasets]
    cut = [
        one[one[LOGS[dataset]] <= pd.Timestamp(QUARTER.end)] if dataset in LOGS else one
        for dataset, one in zip(datasets, frames, strict=True)
    ]
    pd.testing.assert_frame_equal(compute(name, cut), compute(name, frames))


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_export_gives_no_value_or_a_share_of_a_known_whole(name, typed):
    found = compute(name, [typed(dataset) for dataset in MEASURES[name][1]])
    assert dict(found.dtypes.astype(str)) == MEASURE_COLUMNS
    # Only a share of a fixed list (crucial processes, wijken) is a real 0 when the export is empty.
    fixed = {"crisis_agreements", "register_agreements", "scanned_wijken", "consulted_wijken", "planned_wijken"}
    if name in {"open_processes", "open_wijken"}:  # of such a list every unit is open
        assert len(found) and (found.value == 1).all()
        return
    assert (found.value == 0).all() if name in fixed else found.value.isna().all()
