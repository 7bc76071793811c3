# SPDX-License-Identifier: Apache-2.0
"""What both cleaning scripts know of the dump: words of its columns, and which parties a row names."""

COUNTRIES = {
    "AE": "ARE", "AM": "ARM", "CN": "CHN", "DE": "DEU", "HK": "HKG", "IN": "IND", "IT": "ITA", "JP": "JPN", "KG": "KGZ", "KR": "KOR", "KZ": "KAZ",
    "PL": "POL", "TH": "THA", "TR": "TUR", "TW": "TWN", "US": "USA", "UZ": "UZB", "VN": "VNM",
}
UNITS = {"шт": "pieces", "кг": "kg", "пар": "pairs", "м2": "m²"}
FLOWS = {"ИМ": "import", "ЭК": "export"}
AMOUNTS = {"quantity": [""], "net_kg": ["", "-"], "value_usd": [""]}
NOBODY = ["", "-", "НЕТ", "НЕ УКАЗАНО", "Б/Н"]
# Role, column of the name, of the country (or a constant), of the number.
ROLES = [
    ("consignor", "consignor", "consignor_country", None),
    ("consignee", "consignee", "=RUS", "consignee_inn"),
    ("manufacturer", "manufacturer", None, None),
    ("brand", "brand", None, None),
]
# The HS edition in force from a year on.
EDITIONS = [(2022, "HS2022"), (2017, "HS2017"), (2012, "HS2012")]
