from helpers.sources import contracts, dictionary


def test_the_dictionary_in_the_docs_is_the_one_of_the_contracts():
    assert dictionary.FILE.read_text(encoding="utf-8") == dictionary.markdown(), (
        "run: python -m helpers.sources.dictionary"
    )


def test_every_export_and_every_column_stands_in_the_dictionary():
    text = dictionary.markdown()
    for contract in contracts().values():
        assert f"## {contract.title} (`{contract.dataset}`)" in text
        assert all(f"| {column.header} | `" in text for column in contract.columns)
        assert all(f"`{name}`" in text for name in contract.dtypes)


def test_no_message_shows_a_name_of_the_code():
    whole = dictionary.markdown()
    exports, rest = whole.split("## De bestanden in data/reference")
    of_reference, between = rest.split("## Regels over reeksen")
    assert "short_name" in of_reference  # there a header is the name in the code
    rules = [line for line in f"{exports}\n{between}".splitlines() if line.startswith("- ")]
    assert not [
        line
        for line in rules
        if "{" in line
        or "_" in line.replace("met_bijplaatsing", "").replace("buiten_norm", "").replace("locaties_gezien", "")
    ]
