"""YAML in which every scalar is text, so that `no`, `0363` and `12:30` stay what was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from helpers.floor.faults import BadInput, Fault


class _TextLoader(yaml.BaseLoader):
    """No types, no tags, no aliases, no duplicate keys."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                None, None, "een verwijzing (*) mag niet", self.peek_event().start_mark
            )
        event = self.peek_event()
        if getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(None, None, "een type (!) mag niet", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(None, None, f"“{key.value}” staat er twee keer", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=True)


def read_yaml(file: Path) -> dict[str, Any]:
    """Read a mapping from a UTF-8 YAML file; every scalar as text. Raises BadInput with the row."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506
    except UnicodeDecodeError:
        raise BadInput([Fault("Het bestand is geen UTF-8.", "Sla het op als UTF-8.", file.name)]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        row = mark.line + 1 if mark else None
        raise BadInput(
            [Fault(f"Dit is geen geldige YAML: {error.problem}.", file=file.name, row=row)]
        ) from None
    except yaml.YAMLError:
        raise BadInput([Fault("Dit is geen geldige YAML.", file=file.name)]) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise BadInput([Fault("Bovenaan horen namen met een dubbele punt te staan.", file=file.name)])
    return content
