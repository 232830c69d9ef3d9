"""Members of the crisis organisation, their role and their training."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule, announced, milestone, not_before

CONTRACT = Contract(
    dataset="crisisrollen",
    title="Rollen in de crisisorganisatie",
    row="een lid met zijn rol",
    columns=(
        Column("member", "Lid", parsers.code, "Het nummer van het lid; nooit een naam.", holds="pseudonym"),
        Column("role", "Rol", parsers.text, "De rol in de crisisorganisatie.", holds="thing"),
        Column(
            "trained_on",
            "Opgeleid op",
            parsers.done_day,
            "De dag waarop de opleiding klaar was.",
            is_required=False,
            may_lie_ahead=True,
        ),
        Column(
            "valid_until",
            "Geldig tot",
            parsers.day,
            "Tot wanneer de opleiding geldt.",
            is_required=False,
            may_lie_ahead=True,
        ),
        Column("in_function_from", "In functie van", parsers.day, "De eerste dag in functie.", may_lie_ahead=True),
        Column(
            "left_on",
            "Uit functie op",
            parsers.end_day,
            "De dag van vertrek; leeg zolang het lid dient.",
            is_required=False,
            may_lie_ahead=True,
        ),
    ),
    key=("member", "role"),
    rules=(
        not_before("valid_until", "trained_on", "De opleiding verloopt voordat zij is afgerond."),
        not_before("left_on", "in_function_from", "Het lid vertrekt voordat het in functie komt."),
        *milestone("trained_on", "De opleiding is pas klaar op {trained_on}; tot die dag telt zij niet mee."),
        *milestone("in_function_from", "Het lid komt pas in functie op {in_function_from}; tot dan telt het niet mee."),
        announced("left_on", "Het lid vertrekt pas op {left_on}; tot die dag telt het mee."),
        Rule(
            "valid training has a day",
            "warning",
            "De opleiding geldt tot {valid_until}, maar de dag van opleiding ontbreekt.",
            lambda t: t.valid_until.notna() & t.trained_on.isna(),
            "trained_on",
        ),
        Rule(
            "training has an end",
            "warning",
            "De opleiding heeft geen einddatum: of zij nog geldt, is niet bekend.",
            lambda t: t.trained_on.notna() & t.valid_until.isna() & t.left_on.isna(),
            "valid_until",
            "Vul in tot wanneer de opleiding geldt.",
        ),
    ),
    days=("trained_on", "in_function_from", "left_on"),
    counted="member",
    moves_on=("trained_on", "valid_until", "left_on"),
)
