"""sbom.cdx.json, the bill of materials: every package of uv.lock in CycloneDX 1.5, with its licence and its group.

`python -m helpers.runner.sbom` writes it. uv tells packages, versions, hashes and what needs what. Licences are those
that the packages of this environment state of themselves; of one that is not installed here none is known. So the file
is made where it is needed and stands in no repository: the same lock in the same environment gives the same bytes.
"""

import hashlib
import json
import os
import subprocess
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from helpers.bootstrap import uv
from helpers.floor import paths
from helpers.floor.faults import RunFailed

FILE = paths.ROOT / "sbom.cdx.json"
LICENCE, GROUP = "helpers:licence", "helpers:group"  # the names of our properties
ALWAYS = "always"  # the group of what every command needs
NOT_INSTALLED, SAYS_NONE = "not installed here", "stated nowhere"
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 100  # signs of a licence's name; more is its text


def write(file: Path = FILE) -> Path:
    """Make the file. Raises RunFailed where uv is not there or does not read the lock."""
    made = sbom(exported(), (paths.ROOT / "uv.lock").read_text("utf-8"))
    file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    return file


def exported() -> dict[str, Any]:
    """What uv tells of the lock, as CycloneDX."""
    program = uv.ready(os.environ)
    if program is None:
        raise RunFailed("uv is niet klaargezet.", "Installeer uv, en geef de opdracht opnieuw.")
    how = ["export", "--format", "cyclonedx1.5", "--frozen", "--offline", "--all-groups", "--quiet"]
    told = subprocess.run([program, *how, "--project", str(paths.ROOT)], capture_output=True, text=True, check=False)
    if told.returncode:
        raise RunFailed(f"uv leest uv.lock niet: {told.stderr.strip()[-300:]}", "Is uv nieuw genoeg?")
    content: dict[str, Any] = json.loads(told.stdout)
    return content


def sbom(told: Mapping[str, Any], lock: str) -> dict[str, Any]:
    """What uv told, made lasting (no moment, no chance) and with licence and group of each package."""
    project, groups = told["metadata"]["component"], _groups(told, lock)
    about = {key: value for key, value in told["metadata"].items() if key != "timestamp"}
    own = {"type": "application", "bom-ref": project["bom-ref"], "name": project["name"], "version": project["version"]}
    about["component"] = own | {"licenses": licences(project["name"], project["version"])[0]}
    number = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(lock.encode()).hexdigest())
    components = [_component(one, groups[one["bom-ref"]]) for one in told["components"]]
    return {**told, "serialNumber": f"urn:uuid:{number}", "metadata": about, "components": components}


def licences(name: str, version: str) -> tuple[list[dict[str, Any]], str]:
    """What an installed package states as its licence, and why nothing where it is nothing."""
    try:
        found = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return [], NOT_INSTALLED
    if found["version"] != version:
        return [], NOT_INSTALLED
    if expression := found.get("license_expression"):
        return [{"expression": expression}], ""
    classified = [one.removeprefix(_CLASSIFIER) for one in found.get("classifier", ()) if _CLASSIFIER in one]
    stated = " ".join(str(found.get("license", "")).split())
    names = classified or [stated] * (0 < len(stated) <= _LONGEST)
    return [{"license": {"name": one}} for one in names], "" if names else SAYS_NONE


def _component(told: Mapping[str, Any], groups: Sequence[str]) -> dict[str, Any]:
    stated, why = licences(told["name"], told["version"])
    properties = [*told.get("properties", []), *({"name": GROUP, "value": one} for one in groups)]
    if why:
        properties.append({"name": LICENCE, "value": why})
    scope = "required" if ALWAYS in groups else "optional"
    made = {**told, "scope": scope, "properties": properties}
    return made | ({"licenses": stated} if stated else {})


def _groups(told: Mapping[str, Any], lock: str) -> dict[str, list[str]]:
    """Of each package the groups that bring it, by way of others too."""
    needs = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    refs: dict[str, list[str]] = {}
    for one in told["components"]:
        refs.setdefault(one["name"], []).append(one["bom-ref"])
    name = told["metadata"]["component"]["name"]
    (own,) = (package for package in tomllib.loads(lock)["package"] if package["name"] == name)
    asked = {ALWAYS: own["dependencies"], **own.get("dev-dependencies", {})}
    reached = {
        group: _reached([ref for one in names for ref in refs[one["name"]]], needs) for group, names in asked.items()
    }
    return {ref: [group for group, all_of in reached.items() if ref in all_of] for ref in needs}


def _reached(start: Sequence[str], needs: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = set(start), list(start)
    while waiting:
        new = set(needs.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


if __name__ == "__main__":
    print(write().relative_to(paths.ROOT))
