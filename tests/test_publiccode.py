"""publiccode.yml by the rules of its standard, version 0.7, and in agreement with what else says the same.

The rules are those of docs/standard/schema.core.rst of publiccodeyml/publiccode.yml; the lists of categories and
scopes are those of its categories-list and scope-list, as italia/publiccode-parser-go checks them.
"""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date
from urllib.parse import urlparse

import pytest
import yaml
from jsonschema import Draft202012Validator
from packaging.licenses import canonicalize_license_expression

from helpers.floor import paths

TEXT = (paths.ROOT / "publiccode.yml").read_text("utf-8")
CATEGORIES = [
    "accounting",
    "agile-project-management",
    "applicant-tracking",
    "application-development",
    "appointment-scheduling",
    "backup",
    "billing-and-invoicing",
    "blog",
    "budgeting",
    "business-intelligence",
    "business-process-management",
    "cad",
    "call-center-management",
    "cloud-management",
    "collaboration",
    "communications",
    "compliance-management",
    "contact-management",
    "content-management",
    "crm",
    "customer-service-and-support",
    "data-analytics",
    "data-collection",
    "data-visualization",
    "design",
    "design-system",
    "digital-asset-management",
    "digital-citizenship",
    "document-management",
    "donor-management",
    "e-commerce",
    "e-signature",
    "educational-content",
    "email-management",
    "email-marketing",
    "employee-management",
    "enterprise-project-management",
    "enterprise-social-networking",
    "erp",
    "event-management",
    "facility-management",
    "feedback-and-reviews-management",
    "financial-reporting",
    "fleet-management",
    "fundraising",
    "gamification",
    "geographic-information-systems",
    "grant-management",
    "graphic-design",
    "help-desk",
    "hr",
    "ide",
    "identity-management",
    "instant-messaging",
    "integrated-library-system",
    "inventory-management",
    "it-asset-management",
    "it-development",
    "it-management",
    "it-security",
    "it-service-management",
    "knowledge-management",
    "learning-management-system",
    "marketing",
    "mind-mapping",
    "mobile-marketing",
    "mobile-payment",
    "network-management",
    "office",
    "online-booking",
    "online-community",
    "payment-gateway",
    "payroll",
    "predictive-analysis",
    "procurement",
    "productivity-suite",
    "project-collaboration",
    "project-management",
    "property-management",
    "real-estate-management",
    "regulations-and-directives",
    "remote-support",
    "resource-management",
    "sales-management",
    "seo",
    "service-desk",
    "social-media-management",
    "survey",
    "talent-management",
    "task-management",
    "taxes-management",
    "test-management",
    "time-management",
    "time-tracking",
    "translation",
    "video-conferencing",
    "video-editing",
    "visitor-management",
    "voip",
    "warehouse-management",
    "web-collaboration",
    "web-conferencing",
    "whistleblowing",
    "website-builder",
    "workflow-management",
    "other",
]
SCOPES = [
    "agriculture",
    "culture",
    "defence",
    "education",
    "emergency-services",
    "employment",
    "energy",
    "environment",
    "finance-and-economic-development",
    "foreign-affairs",
    "government",
    "healthcare",
    "infrastructures",
    "justice",
    "local-authorities",
    "manufacturing",
    "research",
    "science-and-technology",
    "security",
    "society",
    "sport",
    "tourism",
    "transportation",
    "welfare",
]
# ISO 3166-1 alpha-2; capitals, since small letters are deprecated. BCP 47: the primary language is never left out.
COUNTRIES = {"type": "array", "items": {"pattern": "^[A-Z]{2}$"}}
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{5,8})*$"
TEXTUAL = {"type": "string", "minLength": 1}
WEB = {"type": "string", "pattern": r"^https?://[^/\s]+"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
LISTED = {"type": "array", "minItems": 1}


def record(required, **properties):
    """An object of exactly these properties."""
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


def dependency():
    versions = dict.fromkeys(("version", "versionMin", "versionMax"), TEXTUAL)
    return {"type": "array", "items": record("name", name=TEXTUAL, optional={"type": "boolean"}, **versions)}


DESCRIPTION = record(
    "shortDescription",
    localisedName=TEXTUAL,
    shortDescription={**TEXTUAL, "maxLength": 150, "pattern": r"^[^\n]+$"},
    longDescription={"type": "string", "minLength": 150, "maxLength": 10_000},
    documentation=WEB,
    apiDocumentation=WEB,
    features={**LISTED, "items": TEXTUAL},
    screenshots={"type": "array", "items": {"pattern": r"^(?!/|file:).+\.(png|jpe?g)$"}},
    videos={"type": "array", "items": WEB},
    awards={"type": "array", "items": TEXTUAL},
)
ORGANISATION = {"uri": {"type": "string", "pattern": r"^(https?|urn):\S+$"}, "name": TEXTUAL}
CONTACT = record("name", name=TEXTUAL, email={"pattern": r"^[^@\s]+@[^@\s]+$"}, phone=TEXTUAL, affiliation=TEXTUAL)
CONTRACTOR = record("name until", name=TEXTUAL, until=DAY, email={"pattern": r"^[^@\s]+@[^@\s]+$"}, website=WEB)
SCHEMA = record(
    "publiccodeYmlVersion name url platforms developmentStatus softwareType description legal maintenance localisation",
    publiccodeYmlVersion={"enum": ["0.7", "0.7.0"]},
    name=TEXTUAL,
    applicationSuite=TEXTUAL,
    url={"type": "string", "pattern": r"^(https?|git|ssh|svn)://[^/\s]+/\S+$"},
    landingURL=WEB,
    isBasedOn={"type": ["string", "array"]},
    softwareVersion=TEXTUAL,
    releaseDate=DAY,
    logo={"type": "string", "pattern": r"^(?!/|file:).+\.(svgz?|png)$"},
    organisation=record("uri", **ORGANISATION),
    fundedBy={"type": "array", "items": record("name", **ORGANISATION)},
    platforms={**LISTED, "items": TEXTUAL},
    categories={"type": "array", "items": {"enum": CATEGORIES}},
    usedBy={"type": "array", "items": TEXTUAL},
    roadmap=WEB,
    developmentStatus={"enum": ["concept", "development", "beta", "stable", "obsolete"]},
    softwareType={
        "enum": [
            *(f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web", "backend", "other")),
            "addon",
            "library",
            "configurationFiles",
        ]
    },
    intendedAudience=record(
        "", countries=COUNTRIES, unsupportedCountries=COUNTRIES, scope={"type": "array", "items": {"enum": SCOPES}}
    ),
    description={
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": LANGUAGE},
        "additionalProperties": DESCRIPTION,
    },
    legal=record("license", license=TEXTUAL, mainCopyrightOwner=TEXTUAL),
    maintenance=record(
        "type",
        type={"enum": ["internal", "contract", "community", "none"]},
        contractors={**LISTED, "items": CONTRACTOR},
        contacts={**LISTED, "items": CONTACT},
    ),
    localisation=record(
        "localisationReady availableLanguages",
        localisationReady={"type": "boolean"},
        availableLanguages={**LISTED, "items": {"pattern": LANGUAGE}},
    ),
    dependsOn=record("", open=dependency(), proprietary=dependency(), hardware=dependency()),
    # A section of a country has its own rules; none is written here.
)


def faults(content):
    """The keys that break a rule."""
    broken = [
        "/".join(map(str, [*error.absolute_path, *_missing(error)]))
        for error in Draft202012Validator(SCHEMA).iter_errors(content)
    ]
    maintenance, described = content.get("maintenance", {}), content.get("description", {}).values()
    kind = maintenance.get("type")
    if (kind == "contract") != ("contractors" in maintenance):
        broken.append("maintenance/contractors")
    if kind in ("internal", "community") and "contacts" not in maintenance:
        broken.append("maintenance/contacts")
    broken += [key for key in ("longDescription", "features") if not any(key in one for one in described)]
    days = [("maintenance/until", one.get("until")) for one in maintenance.get("contractors", [])]
    days.append(("releaseDate", content.get("releaseDate")))
    return broken + [key for key, day in days if day and not _is_day(day)]


def _missing(error):
    return re.findall(r"^'(\w+)' is a required", error.message)


def _is_day(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@pytest.fixture
def content():
    return yaml.safe_load(TEXT)


def test_the_file_keeps_every_rule_of_the_standard(content):
    assert faults(content) == []


GONE = object()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", GONE), ("url", "kwartaalrapport"), ("name", GONE), ("publiccodeYmlVersion", "0.4"),
        ("categories", ["reporting-issues"]), ("developmentStatus", "alpha"), ("softwareType", "standalone"),
        ("platforms", []), ("releaseDate", "29-11-2026"), ("releaseDate", "2026-02-30"), ("landingURL", "www.example.org"),
        ("logo", "/logo.svg"), ("intendedAudience/countries", ["nl"]), ("intendedAudience/scope", ["police"]),
        ("description", {}), ("description/dutch", {"shortDescription": "x"}), ("description/nl/shortDescription", "x" * 151),
        ("description/nl/longDescription", "te kort"), ("description/nl/longDescription", GONE),
        ("description/nl/features", []), ("description/nl/features", GONE), ("legal/license", GONE),
        ("maintenance/type", "intern"), ("maintenance/contacts", GONE), ("maintenance/contractors", [{"name": "x", "until": "2027-01-01"}]),
        ("localisation/localisationReady", "no"), ("localisation/availableLanguages", []),
        ("localisation/availableLanguages", ["-NL"]), ("dependsOn/open", [{"versionMin": "3"}]), ("onbekend", "x"),
        ("legal/repoOwner", "x"),
    ],
)  # fmt: skip
def test_each_rule_sees_its_fault(content, key, value):
    *way, last = key.split("/")
    section = broken = copy.deepcopy(content)
    for name in way:
        section = section[name]
    section.pop(last) if value is GONE else section.update({last: value})
    assert faults(broken)


def test_contractors_are_asked_for_with_a_contract_only(content):
    content["maintenance"] = {"type": "contract"}
    assert faults(content) == ["maintenance/contractors"]
    content["maintenance"]["contractors"] = [{"name": "x", "until": "2027-01-01"}]
    assert faults(content) == []


def test_every_parser_reads_the_same():
    # YAML 1.1 reads "no" as false and a bare date as a day; the standard asks for YAML 1.2 in UTF-8.
    bare = yaml.load(TEXT, Loader=yaml.BaseLoader)
    assert bare["localisation"]["localisationReady"] in ("true", "false")
    assert yaml.safe_load(TEXT)["releaseDate"] == bare["releaseDate"]


def test_it_agrees_with_the_project(content):
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"(?m)^## (\S+) \((\S+)\)$", (paths.ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert (content["softwareVersion"], content["releaseDate"]) == newest.groups()
    assert (content["softwareVersion"], content["legal"]["license"]) == (project["version"], project["license"])
    assert canonicalize_license_expression(project["license"]) == project["license"]
    for picture in content["description"]["nl"]["screenshots"]:
        assert (paths.ROOT / picture).is_file()


def test_while_the_address_is_a_reserved_name_the_readme_says_to_fill_it_in(content):
    # RFC 2606 keeps example.org for nobody: an address that cannot be somebody else's.
    if (urlparse(content["url"]).hostname or "").endswith("example.org"):
        assert "publiccode.yml" in (paths.ROOT / "README.md").read_text("utf-8")
