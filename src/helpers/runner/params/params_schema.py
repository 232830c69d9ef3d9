"""JSON Schemas of the params files, so that an editor helps: `python -m helpers.runner.params.params_schema`."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from helpers.floor import paths
from helpers.floor.params import fetch_sources, settings
from helpers.floor.params.house_style import HouseStyle
from helpers.floor.params.preregistration import Preregistration
from helpers.runner.notebooks import chapters, parameters
from helpers.runner.notebooks.chapters import Notebook
from helpers.runner.params import params_file
from helpers.sources import commentary
from helpers.sources.mapping import exports_file

FOLDER = paths.PARAMS / "schema"
FIRST_LINE = "# yaml-language-server: $schema=schema/{name}.schema.json"
_ENDING = ".schema.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # the one that editors of YAML know


class _PlainSchema(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes from English names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schemas(found: Sequence[Notebook]) -> dict[str, dict[str, Any]]:
    """The schema of every params file, by its name: those of the settings and the commentary, and one a notebook."""
    models: dict[str, type[BaseModel]] = {
        "municipality": settings.Municipality,
        "indicators": settings.Indicators,
        "preregistration": Preregistration,
        "sources": fetch_sources.Sources,
        "commentary": commentary.Commentary,
        "exports": exports_file.model(),
        "house_style": HouseStyle,
    }
    for notebook in found:
        models[notebook.stem] = params_file.model_of(parameters.in_file(notebook), notebook.title)
    return {name: schema_of(model) for name, model in models.items()}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of one model."""
    return {"$schema": _DRAFT, **model.model_json_schema(schema_generator=_PlainSchema)}


def texts(made: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What each file in the folder holds, by file name."""
    return {
        f"{name}{_ENDING}": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()
    }


def write(found: Sequence[Notebook], folder: Path = FOLDER) -> list[Path]:
    """Write every schema, take away those of notebooks that are gone, and give back what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = texts(schemas(found))
    for file in folder.glob(f"*{_ENDING}"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in wanted]


if __name__ == "__main__":
    for written in write(chapters.find()):
        print(written.relative_to(paths.HOME))
