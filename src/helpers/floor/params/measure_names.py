"""The measures that an indicator can be counted with, and what from: so that a check knows without counting."""

# A test holds this equal to what the analysis of the indicators can compute, and to what it reads for that.
MEASURES: dict[str, tuple[str, ...]] = {
    "crisis_agreements_percent": ("crisisafspraken",),
    "register_agreements_percent": ("crisisafspraken",),
    "crisis_protocols_percent": ("crisisprotocollen",),
    "crisis_protocols_by_date_percent": ("crisisprotocollen",),
    "local_exercises": ("crisisoefeningen",),
    "trained_members_percent": ("crisisrollen",),
    "role_awareness_percent": ("rolbewustzijn",),
    "adequate_exercises": ("crisisoefeningen",),
    "scanned_wijken_percent": ("wijkveiligheidsscans",),
    "consulted_wijken_percent": ("wijkveiligheidsscans",),
    "planned_wijken_percent": ("wijkveiligheidsscans",),
    "data_driven_plans_percent": ("wijkveiligheidsscans",),
    "elderly_trained": ("cybertraining_bijeenkomsten", "cybertraining_deelnemers"),
    "scan_car_hours": ("scanauto_inzet",),
    "urgent_enforcement_percent": ("bestuursdwang",),
    "bodycam_percent": ("bodycams",),
    "compliant_dealers_percent": ("opkoper_controles",),
    "first_inspection_percent": ("opkoper_controles",),
    "dashboard_months": ("dashboard_updates",),
    "dashboard_interventions": ("interventies",),
}
