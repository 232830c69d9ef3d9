"""The reference of a made-up municipality: two words that its names share, a double name, one of two words."""

import pytest

WIJKEN = """wijk,name,short_name
WK000101,Zanddrecht West,Zd-West
WK000102,Zanddrecht Noord / Park Meerzicht,Zd-Noord
WK000103,'t Veld / De Brink,'t Veld
WK000104,Havenstad - Zuid en omgeving,Havenstad-Zuid
WK000105,Ouderkerk,Ouderkerk
WK000106,"Het Grote Bos / Duinzoom / Oude Boerderij aan Zee",Grote Bos
"""


@pytest.fixture
def reference(tmp_path):
    (tmp_path / "wijken.csv").write_text(WIJKEN, "utf-8")
    return tmp_path
