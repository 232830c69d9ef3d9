"""The measures that an indicator can be counted with: their names, so that a check knows them without counting."""

# A test holds this list equal to what the analysis of the indicators can compute.
MEASURES = (
    "crisis_agreements_percent",
    "register_agreements_percent",
    "crisis_protocols_percent",
    "crisis_protocols_by_date_percent",
    "local_exercises",
    "trained_members_percent",
    "role_awareness_percent",
    "adequate_exercises",
    "scanned_wijken_percent",
    "consulted_wijken_percent",
    "planned_wijken_percent",
    "data_driven_plans_percent",
    "elderly_trained",
    "scan_car_hours",
    "urgent_enforcement_percent",
    "bodycam_percent",
    "compliant_dealers_percent",
    "first_inspection_percent",
    "dashboard_months",
    "dashboard_interventions",
)
