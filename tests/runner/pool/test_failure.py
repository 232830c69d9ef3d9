"""When a notebook counts as done."""

from __future__ import annotations

import pytest

from helpers.runner.pool.failure import Failure, failure_of, without_paths


def code(source: str = "x", count: int | None = 1, outputs: tuple = ()) -> dict:
    return {"cell_type": "code", "source": source, "metadata": {}, "execution_count": count, "outputs": list(outputs)}


ERROR = {"output_type": "error", "ename": "ValueError", "evalue": "nee", "traceback": []}


def test_a_notebook_is_done_when_every_cell_that_is_not_empty_ran():
    assert (
        failure_of(
            "a", {"cells": [code(), code(" \n", None), {"cell_type": "markdown", "source": "t", "metadata": {}}]}
        )
        is None
    )


def test_a_cell_that_did_not_run_is_named_though_papermill_calls_it_completed():
    late = code("show.answer(result)", None) | {"metadata": {"papermill": {"status": "completed", "exception": None}}}
    assert (
        str(failure_of("a", {"cells": [code(), late]}))
        == "Notebook a, cel 2 (show.answer(result)): de cel is niet uitgevoerd."
    )


def test_an_error_output_counts_even_when_papermill_raised_nothing():
    assert failure_of("a", {"cells": [code(), code("1/0", 2, (ERROR,))]}) == Failure("a", 2, "1/0", "ValueError", "nee")


def test_cells_that_papermill_added_do_not_count_in_the_number():
    added = [code() | {"metadata": {"tags": [tag]}} for tag in ("papermill-error-cell-tag", "injected-parameters")]
    assert failure_of("a", {"cells": [added[0], code(), added[1], code("y", 2, (ERROR,))]}).cell == 2


def test_no_notebook_at_all_is_a_failure():
    assert failure_of("a", None, "WorkerStopped", "weg") is not None
    assert failure_of("a", None) is not None


@pytest.mark.parametrize(
    "text",
    ["No such file: '/home/ann/data/x.csv'", r"No such file: 'C:\Users\ann\data\x.csv'", r"\\server\share\data\x.csv"],
)
def test_a_message_holds_no_absolute_path(text):
    said = without_paths(text)
    assert "x.csv" in said and "data" not in said and "ann" not in said and "server" not in said


def test_a_message_keeps_its_fractions_dates_and_addresses():
    assert without_paths("3/4 op 30/9/2026, zie https://a.nl/b/c") == "3/4 op 30/9/2026, zie https://a.nl/b/c"


def test_a_full_disk_is_told_in_dutch_whether_papermill_or_a_cell_met_it():
    content = {"cells": [code(count=None)]}
    of_papermill = failure_of("x", content, "OSError", "[Errno 28] No space left on device: '/tmp/helpers-1/x.ipynb'")
    output = {"output_type": "error", "ename": "OSError", "evalue": "[Errno 28] No space left on device"}
    of_a_cell = failure_of("x", {"cells": [code(outputs=(output,))]})
    for told in (of_papermill, of_a_cell):
        assert told.reason == "de schijf is vol. Maak ruimte, ook in de tijdelijke map."
