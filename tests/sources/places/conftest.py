"""The reference of a made-up municipality: two words that its names share, a double name, one of two words."""

import pytest

WIJKEN = """wijk,name,short_name,tile_row,tile_column,hectares,inhabitants,inhabitants_year
WK000101,Zanddrecht West,Zd-West,1,0,100,5000,2024
WK000102,Zanddrecht Noord / Park Meerzicht,Zd-Noord,1,1,100,5000,2024
WK000103,'t Veld / De Brink,'t Veld,1,2,100,5000,2024
WK000104,Havenstad - Zuid en omgeving,Havenstad-Zuid,1,3,100,5000,2024
WK000105,Ouderkerk,Ouderkerk,1,4,100,5000,2024
WK000106,"Het Grote Bos / Duinzoom / Oude Boerderij aan Zee",Grote Bos,1,5,100,5000,2024
"""


@pytest.fixture
def reference(tmp_path):
    (tmp_path / "wijken.csv").write_text(WIJKEN, "utf-8")
    return tmp_path
