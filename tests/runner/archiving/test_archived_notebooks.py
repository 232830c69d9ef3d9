"""An executed notebook as it is kept: nothing of the machine or the clock, and no more than a page shows."""

import json

import nbformat
import pytest

from helpers.runner.archiving import notebooks


@pytest.fixture
def book():
    timed = {"papermill": {"start_time": "2026-10-01T09:00:00", "duration": 2.0}, "execution": {"iopub": "09:00"}}
    shown = nbformat.v4.new_output(
        "execute_result",
        {"text/html": "<p>12 wijken</p>", "text/plain": "<text>", "application/vnd.helpers.piece+json": {"secret": 3}},
        execution_count=2,
    )
    cells = [
        nbformat.v4.new_markdown_cell("# Titel", id="a"),
        nbformat.v4.new_code_cell(
            'delivery = "snapshot:ab12+cd34"', metadata={**timed, "tags": ["injected-parameters"]}, id="0a1b"
        ),
        nbformat.v4.new_code_cell(
            "show.answer(r)",
            metadata=timed,
            id="b",
            execution_count=2,
            outputs=[shown, nbformat.v4.new_output("stream", text="/home/piet: gelezen in 3 s")],
        ),
    ]
    about = {
        "helpers": {"chapter": 1},
        "papermill": {"input_path": "/home/piet/a.ipynb"},
        "kernelspec": {"name": "x", "display_name": "van Piet"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=about)


def test_code_stays_beside_what_it_showed(book):
    kept = nbformat.reads(notebooks.kept(book).decode(), as_version=4)
    nbformat.validate(kept)
    last = kept.cells[-1]
    assert (last.source, last.outputs[0].data["text/html"]) == ("show.answer(r)", "<p>12 wijken</p>")
    assert kept.metadata["helpers"] == {"chapter": 1}


@pytest.mark.parametrize("word", ["papermill", "piet", "09:00", "cd34", "0a1b", "secret", "gelezen in"])
def test_nothing_of_the_machine_the_clock_or_the_pieces_stays(book, word):
    assert word not in notebooks.kept(book).decode()


def test_two_runs_give_the_same_bytes(book):
    again = nbformat.from_dict(json.loads(json.dumps(book)))
    again.cells[1]["id"], again.cells[1]["metadata"]["papermill"] = "ffff", {"duration": 9.0}
    assert notebooks.kept(again) == notebooks.kept(book)


def test_what_is_on_no_page_is_not_kept_either(book):
    book.cells.append(nbformat.v4.new_raw_cell("Nog bellen met Jansen", id="c"))
    book.cells[-2].outputs[0].data["text/html"] = "<p>Noord\u202e\x1b[31m</p>"
    made = notebooks.kept(book).decode()
    nbformat.validate(nbformat.reads(made, as_version=4))
    assert not [one for one in ("Jansen", "\u202e", "u001b") if one in made] and "<p>Noord[31m</p>" in made
