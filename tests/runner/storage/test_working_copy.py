"""Exports and reports of a store, as the rest of the suite meets them."""

from __future__ import annotations

import pytest

from helpers.runner.batch import publication
from helpers.runner.editions.disk import files_in
from helpers.runner.storage import working_copy

pytestmark = pytest.mark.slow


def test_what_a_run_publishes_is_the_same_on_disk_and_in_a_store(where, held, write, order):
    write("eerste", "print(quarter)")
    write("tweede", "print('abc')")
    publication.run(order())
    on_disk = {name: content for name, content in files_in(order().out).items() if not name.startswith(".")}
    with working_copy.reports(str(where), print) as copy:
        publication.run(order(out=copy.folder))
        copy.send(print)
    assert held() == on_disk
    with working_copy.reports(str(where), print) as copy:
        [again] = publication.run(order(out=copy.folder)).published
        copy.send(print)
        assert not again.is_new and again.edition == 1
    assert held() == on_disk
