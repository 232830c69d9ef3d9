"""What an edition says it was made with."""

from __future__ import annotations

import pandas as pd

from helpers.runner.editions import provenance


def test_the_hash_of_the_code_changes_with_the_code_and_not_with_line_ends(tmp_path):
    hash_of = provenance.code_hash.__wrapped__
    (tmp_path / "a.py").write_bytes(b"x = 1\n")
    first = hash_of(tmp_path)
    (tmp_path / "a.py").write_bytes(b"x = 1\r\n")
    assert hash_of(tmp_path) == first
    (tmp_path / "a.py").write_bytes(b"x = 2\n")
    assert hash_of(tmp_path) != first


def test_a_folder_outside_git_has_no_commit(tmp_path):
    assert provenance.commit(tmp_path) == ""


def test_packages_are_those_that_are_installed():
    assert provenance.packages()["pandas"] == pd.__version__
