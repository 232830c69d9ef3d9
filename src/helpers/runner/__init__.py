"""Notebooks as files: their parameters, how they are run, and how a quarter is published."""

import sys

# jsonschema can do without, and nothing here checks an IRI: importing it builds grammars for more than a second.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None is how Python says it is not there
# Nor is papermill given the address of a store: its clients, where they are installed, take a quarter of a second.
for _name in ("papermill.abs", "papermill.adl", "papermill.s3"):
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
