"""environment.yml, written from pyproject.toml so that conda and uv install the same things.

`python -m helpers.runner.conda` writes it; a test compares it.
"""

import re
import tomllib

from helpers.floor import paths

# PyPI name → conda-forge name, where they differ.
CONDA_NAMES = {
    "cyclonedx-python-lib[json-validation]": "cyclonedx-python-lib",
    "matplotlib": "matplotlib-base",
    "moto[s3]": "moto",
    "psycopg[binary]": "psycopg",
}
_GROUPS = ("archive", "dask", "dev", "explore", "fetch")
FILE = paths.ROOT / "environment.yml"


def environment(pyproject: str) -> str:
    """The text of environment.yml for the text of pyproject.toml.

    >>> print(environment('[project]\\nname = "x"\\nrequires-python = ">=3.11"\\ndependencies = ["matplotlib>=3"]'))
    # Made from pyproject.toml by: python -m helpers.runner.conda
    # No conda solve was run on it: uv.lock is what the tests use.
    name: x
    channels:
      - conda-forge
      - nodefaults
    dependencies:
      - python>=3.11
      - matplotlib-base>=3
      - pip
      - pip:
          - --editable .
    """
    content = tomllib.loads(pyproject)
    project = content["project"]
    groups = content.get("dependency-groups", {})
    wanted = [*project["dependencies"], *(one for name in _GROUPS for one in groups.get(name, []))]
    lines = [
        "# Made from pyproject.toml by: python -m helpers.runner.conda",
        "# No conda solve was run on it: uv.lock is what the tests use.",
        f"name: {project['name']}",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f"  - python{project['requires-python']}",
        *(f"  - {_conda(requirement)}" for requirement in sorted(wanted)),
        "  - pip",
        "  - pip:",
        "      - --editable .",
    ]
    return "\n".join(lines) + "\n"


def _conda(requirement: str) -> str:
    name = re.split(r"[^\w.\[\]-]", requirement)[0]
    return CONDA_NAMES.get(name, name) + requirement.removeprefix(name)


if __name__ == "__main__":
    FILE.write_text(environment((paths.ROOT / "pyproject.toml").read_text("utf-8")), "utf-8", newline="\n")
