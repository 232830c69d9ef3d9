"""What a notebook says, as a hash: its cells, and what the suite reads of its metadata; not what JupyterLab adds."""

import hashlib
import json
from pathlib import Path
from typing import Any

from helpers.runner.notebooks.chapters import source_of


def fingerprint(notebook: Path) -> str:
    """The hash of what a notebook says; "" when it is not there.

    Opening and saving it, or running it in JupyterLab, changes its metadata and outputs, and changes nothing here.
    """
    if not notebook.is_file():
        return ""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    told = {
        "cells": [_cell(cell) for cell in content["cells"]],
        "helpers": content.get("metadata", {}).get("helpers", {}),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


def _cell(cell: dict[str, Any]) -> list[Any]:
    tags = sorted(cell.get("metadata", {}).get("tags", []))
    return [cell["cell_type"], source_of(cell).replace("\r\n", "\n"), tags, cell.get("attachments") or {}]
