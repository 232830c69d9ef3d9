"""Which code made something: every file of ours that it can read beside the code counts."""

import pytest

from helpers.floor.kept import identity


@pytest.fixture
def package(tmp_path):
    for name in ("__init__.py", "tokens.py", "tokens.css", "other.py"):
        (tmp_path / name).write_text("x = 1\n", encoding="utf-8")
    return tmp_path


def test_a_changed_module_and_what_lies_beside_it_under_its_name_change_the_hash(package):
    hashes = [identity.hash_of(identity.modules(package))]
    for name in ("other.py", "tokens.css"):
        (package / name).write_text("x = 2\n", encoding="utf-8")
        hashes.append(identity.hash_of(identity.modules(package)))
    (package / "other.py").rename(package / "another.py")
    hashes.append(identity.hash_of(identity.modules(package)))
    assert len(set(hashes)) == len(hashes)


def test_every_file_that_is_no_module_lies_beside_one_or_is_of_the_page_or_read_by_jupyterlab_alone():
    modules = set(identity.modules().values())
    other = [one for one in identity.CODE.rglob("*") if one.is_file() and one.suffix not in (".py", ".pyc", ".typed")]
    apart = [one for one in other if not (one.suffix in (".css", ".json") and one.with_suffix(".py") in modules)]
    of_a_page = {("runner", "page", "templates"), ("runner", "lab", "jupyter")}
    assert {one.relative_to(identity.CODE).parts[:3] for one in apart} == of_a_page


def test_the_stages_left_out_do_not_count(package, monkeypatch):
    (package / "runner").mkdir()
    (package / "runner" / "x.py").write_text("x = 1\n", encoding="utf-8")
    before = identity.modules(package)
    monkeypatch.setattr(identity, "modules", lambda: before)
    hashes = identity.code(), identity.code(["runner"])
    (package / "runner" / "x.py").write_text("x = 2\n", encoding="utf-8")
    assert identity.code() != hashes[0] and identity.code(["runner"]) == hashes[1]
