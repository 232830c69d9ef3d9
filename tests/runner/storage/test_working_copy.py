"""What is published in a store is, byte for byte, what is published on a disk."""

from __future__ import annotations

import shutil

import pytest

from helpers.runner.batch import publication
from helpers.runner.editions import disk
from helpers.runner.storage import working_copy

pytestmark = pytest.mark.slow


def shown(folder):
    """What readers see."""
    return {name: content for name, content in disk.files_in(folder).items() if not name.startswith(".")}


def test_a_run_publishes_the_same_on_disk_and_in_a_store_and_nothing_twice(where, held, write, order):
    write("enige", "print(quarter)")
    publication.run(order())
    with working_copy.reports(str(where), print) as copy:
        publication.run(order(out=copy.folder))
        copy.send(print)
    assert held() == shown(order().out)
    with working_copy.reports(str(where), print) as copy:
        [again] = publication.run(order(out=copy.folder)).published
        assert not again.is_new and again.edition == 1
        copy.send(lambda _: pytest.fail("nothing had changed"))


def test_a_real_quarter_comes_back_as_it_went(where, held, published):
    with working_copy.reports(str(where), print) as copy:
        shutil.copytree(published, copy.folder, dirs_exist_ok=True)
        copy.send(print)
    assert held() == shown(published)
    with working_copy.reports(str(where), print, is_read_only=True) as copy:
        assert shown(copy.folder) == shown(published)
