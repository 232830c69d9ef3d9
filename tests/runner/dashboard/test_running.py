"""What the command says before a dashboard runs."""

from dataclasses import replace

from helpers.floor import paths
from helpers.floor.month import Month
from helpers.runner.dashboard import planning, running


def test_an_export_of_the_dashboard_that_is_missing_is_named_and_no_other(order, sample):
    plan = planning.planned(order(notebooks=paths.NOTEBOOKS, params=paths.PARAMS, is_sample=True))
    why = "een reden is niet gegeven"
    lacking = replace(sample, month=Month(2026, 9), missing={"afvalwaarnemingen": why, "bodycams": why})
    assert running._about(plan, lacking, ()) == [
        "Maand: september 2026.",
        "De export “Waarnemingen bij afvallocaties” ontbreekt. Het dashboard komt er zonder.",
    ]
    assert running._about(plan, replace(lacking, missing={}), ()) == ["Maand: september 2026."]
