"""Reading a text as one export by the rules for it."""

import pytest

from helpers import sources
from helpers.floor import paths


@pytest.fixture
def own(own_folders, tmp_path):
    """Read a text as one export by the rules for it: the table, and what was said."""

    def read(dataset, rules, text, file="uitdraai.csv"):
        (paths.PARAMS / "exports.yml").write_text(f"{dataset}:\n{rules}", "utf-8")
        path = tmp_path / file
        path.write_text(text, "utf-8")
        return sources.check_file(dataset, path)

    return read
