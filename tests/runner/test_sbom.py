"""The bill of materials: valid CycloneDX, all of uv.lock and nothing else, and the same each time."""

import json
import re
import tomllib

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from helpers.floor import paths
from helpers.runner import sbom

LOCK = (paths.ROOT / "uv.lock").read_text("utf-8")
PACKAGES = {(one["name"], one["version"]): one for one in tomllib.loads(LOCK)["package"] if one["name"] != "helpers"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return json.loads(sbom.write(tmp_path_factory.mktemp("sbom") / "sbom.cdx.json").read_text("utf-8"))


def by_name(made, name):
    return next(one for one in made["components"] if one["name"] == name)


def values(component, name):
    return [one["value"] for one in component["properties"] if one["name"] == name]


def form(component):
    """What its keys, its properties and its licences are, without their values."""
    stated = [sorted(one) for one in component.get("licenses", [])]
    return json.dumps([sorted(component), sorted({one["name"] for one in component["properties"]}), stated[:1]])


def test_it_is_valid_by_the_schema_of_cyclonedx(made):
    # One component of each form, with one of its files: the validator takes half a second a file.
    forms = {form(one): {**one, "externalReferences": one["externalReferences"][:1]} for one in made["components"]}
    validator = JsonStrictValidator(SchemaVersion.V1_5)
    assert validator.validate_str(json.dumps({**made, "components": list(forms.values())})) is None
    assert len({one["bom-ref"] for one in made["components"]}) == len(made["components"])
    for file in (file for one in made["components"] for file in one["externalReferences"]):
        (digest,) = file["hashes"]
        assert (file["type"], digest["alg"], set(file)) == ("distribution", "SHA-256", {"type", "url", "hashes"})
        assert file["url"].startswith("https://") and re.fullmatch("[0-9a-f]{64}", digest["content"])


def test_the_validator_sees_a_fault(made):
    broken = made | {"components": [{"name": "zonder soort"}], "dependencies": []}
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(json.dumps(broken)) is not None


def test_it_names_every_package_of_the_lock_with_its_address_and_every_hash(made):
    assert {(one["name"], one["version"]) for one in made["components"]} == set(PACKAGES)
    for one in made["components"]:
        locked = PACKAGES[one["name"], one["version"]]
        files = [*locked.get("wheels", []), *([locked["sdist"]] if "sdist" in locked else [])]
        told = {ref["hashes"][0]["content"] for ref in one["externalReferences"] if ref["type"] == "distribution"}
        assert told == {file["hash"].removeprefix("sha256:") for file in files}
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"


def test_it_says_what_needs_what(made):
    needs = {one["ref"]: one.get("dependsOn", []) for one in made["dependencies"]}
    assert set(needs) == {one["bom-ref"] for one in [*made["components"], made["metadata"]["component"]]}
    pandas = needs[by_name(made, "pandas")["bom-ref"]]
    assert by_name(made, "python-dateutil")["bom-ref"] in pandas


@pytest.mark.parametrize(
    ("name", "groups", "scope"),
    [
        ("pandas", {"always", "oracles"}, "required"),
        ("six", {"always"}, "required"),  # by way of others
        ("pytest", {"dev"}, "optional"),
        ("duckdb", {"oracles"}, "optional"),
        ("fsspec", {"fetch", "storage"}, "optional"),
    ],
)
def test_each_package_says_which_group_brings_it(made, name, groups, scope):
    component = by_name(made, name)
    assert groups <= set(values(component, sbom.GROUP)) and component["scope"] == scope
    assert scope == "required" or sbom.ALWAYS not in values(component, sbom.GROUP)


def test_every_package_has_a_group_and_a_licence_or_why_none_is_known(made):
    assert [one["name"] for one in made["components"] if not values(one, sbom.GROUP)] == []
    known = {sbom.NOT_INSTALLED, sbom.SAYS_NONE}
    unsaid = [one for one in made["components"] if not one.get("licenses")]
    assert all(set(values(one, sbom.LICENCE)) < known and values(one, sbom.LICENCE) for one in unsaid)
    assert by_name(made, "pandas")["licenses"]
    assert made["metadata"]["component"]["licenses"] == [{"expression": "EUPL-1.2"}]


def test_the_licence_of_another_version_than_the_installed_one_is_not_said():
    assert sbom.licences("pandas", "0.1") == ([], sbom.NOT_INSTALLED)
    assert sbom.licences("bestaat-niet", "1") == ([], sbom.NOT_INSTALLED)


def test_the_same_lock_gives_the_same_bytes_and_another_lock_another_number(made, tmp_path):
    again = sbom.write(tmp_path / "again.json").read_text("utf-8")
    assert json.loads(again) == made and "timestamp" not in made["metadata"]
    other = sbom.sbom(sbom.exported(), LOCK + "\n")
    assert other["serialNumber"] != made["serialNumber"]
