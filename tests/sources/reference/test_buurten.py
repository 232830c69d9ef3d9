"""The names of buurten that travel with a delivery: those of the municipality, and none where the table is broken."""

import pytest

from helpers.floor.areas import Areas
from helpers.floor.params.settings import load as load_settings
from helpers.sources.delivery import snapshot
from helpers.sources.places import buurten
from helpers.sources.reference import reading

CSV = "buurtcode2024;buurtnaam2024\n99990100;Dorp\nBU99990201;Winkelhof \n00010100;Elders\n99990202;\n"


@pytest.mark.parametrize("text", [CSV, CSV.replace("99990100", "noord")])
def test_a_table_that_is_broken_gives_no_names(tmp_path, text):
    (tmp_path / "buurten.csv").write_text(text, "utf-8")
    names = {"BU99990100": "Dorp", "BU99990201": "Winkelhof"} if text == CSV else {}
    assert buurten.names_by_code(tmp_path, "GM9999") == names


def test_the_names_are_frozen_with_the_delivery(tmp_path, monkeypatch, wijken_csv):
    own = load_settings(snapshot.paths.PARAMS).municipality.code
    (tmp_path / "wijken.csv").write_text(wijken_csv({f"WK{own[2:]}01": "Noord"}), "utf-8")
    monkeypatch.setattr(snapshot.paths, "REFERENCE", tmp_path)
    (tmp_path / "buurten.csv").write_text(f"buurtcode;buurtnaam\n{own[2:]}0100;Winkelhof\n", "utf-8")
    kept = snapshot.as_read(snapshot.beside(), reading.read(tmp_path))
    files = {name.removeprefix("reference/"): content for name, content in kept.items()}
    assert Areas.of(files).buurten == {f"BU{own[2:]}0100": "Winkelhof"}
