# SPDX-License-Identifier: Apache-2.0
"""Reads the case's files into frames: shipments and filings, statistics, companies."""

import os
from dataclasses import dataclass

import numpy as np
import pandas as pd

SINCE = pd.Timestamp("2022-02-24")
TARGET = "RUS"
# Common High Priority List, BIS, 23 February 2024, in HS 2022; the codes below are not in HS 2017.
CONCERN = set("""
    854231 854232 854233 854239 851762 852691 853221 853224 854800 847150 850440 851769 852589 852910 852990 853669 853690
    854110 854121 854129 854130 854149 854151 854159 854160 848210 848220 848230 848250 880730 901310 901380 901420 901480
    847180 848610 848620 848640 853400 854320 902750 903020 903032 903039 903082 845710 845811 845891 845961 846693
    """.split())
NEW_CODES = {"852589", "854149", "854151", "854159", "854800", "880730"}
ISO3 = dict(zip("CN TR DE HK KZ AE IT KR IN JP US PL UZ AM KG TW VN TH RU KP IR".split(),
                "CHN TUR DEU HKG KAZ ARE ITA KOR IND JPN USA POL UZB ARM KGZ TWN VNM THA RUS PRK IRN".split()))
UNITS = {"кг": "kg", "шт": "pieces", "пар": "pairs", "м2": "m2"}
TEXTS = ["consignor", "consignor_country", "consignee", "consignee_inn", "manufacturer", "brand", "hs_code", "origin",
         "destination", "unit", "direction", "creator", "creator_inn"]


@dataclass
class Case:
    deals: pd.DataFrame      # customs records and filings
    stats: pd.DataFrame      # monthly statistics
    companies: pd.DataFrame  # party, registered, address, activity
    shown: pd.Series         # party -> name
    moved: set               # headings that hold other goods in another edition


def month_number(day):
    return day.dt.year * 12 + day.dt.month - 1


class Who:
    """Names as written, with country and number -> parties."""

    def __init__(self, folder):
        table = pd.read_csv(os.path.join(folder, "who.csv"), dtype=str, keep_default_na=False)
        self.known = table.set_index(["name", "country", "number"]).party
        self.shown = table.drop_duplicates("party").set_index("party").shown

    def parties(self, name, country, number):
        """Columns of the same length; country and number may be a constant. Only distinct combinations are looked up."""
        frame = pd.DataFrame({"name": name, "country": country, "number": number})
        for column in frame:
            frame[column] = frame[column].astype("string").fillna("").astype("category")
        codes, distinct = pd.factorize(pd.MultiIndex.from_frame(frame))
        found = self.known.reindex(pd.MultiIndex.from_tuples(distinct)).to_numpy(dtype=object)
        return pd.Series(pd.Categorical(found), dtype="category").iloc[codes].set_axis(frame.index)


def with_categories(column, change):
    """Changes a column of categories by its few distinct words."""
    column = column.astype("category")
    return column.map({word: change(word) for word in column.cat.categories}).astype("category")


def read_deals(path, who, customs):
    # As text first: numbers of companies and codes of goods begin with zeros.
    frame = pd.read_csv(path, dtype=str, usecols=lambda name: name not in ("number", "description"), on_bad_lines="skip")
    frame = frame.reindex(columns=["date", "quantity", "net_kg", "value_usd"] + TEXTS)
    for name in TEXTS:
        frame[name] = frame[name].astype("category")
    out = pd.DataFrame({"day": pd.to_datetime(frame.date, format="%d.%m.%Y", errors="coerce")})
    for name, source in [("quantity", "quantity"), ("kg", "net_kg"), ("usd", "value_usd")]:
        out[name] = pd.to_numeric(frame[source], errors="coerce").astype("float64")
    # Faulty rows are no records: a day that no calendar has, a value that is no number.
    good = out.day.notna() & ~(out.usd.isna() & frame.value_usd.notna())
    frame, out = frame[good], out[good]
    country = with_categories(frame.consignor_country, ISO3.get)
    out["buyer"] = who.parties(frame.consignee, "RUS", frame.consignee_inn)
    out["seller"] = who.parties(frame.consignor, country, "")
    out["maker"] = who.parties(frame.manufacturer, "", "")
    out["brand"] = who.parties(frame.brand.where(frame.brand != "НЕТ"), "", "")
    out["creator"] = who.parties(frame.creator, "RUS", frame.creator_inn)
    out["code"] = frame.hs_code.astype("category")
    out["hs6"] = with_categories(frame.hs_code, lambda code: code[:6])
    out["chapter"] = with_categories(frame.hs_code, lambda code: code[:2])
    out["origin"] = with_categories(frame.origin, ISO3.get)
    out["destination"] = frame.destination.fillna("RUS") if frame.destination.notna().any() else "RUS"
    out["unit"] = with_categories(frame.unit, lambda unit: UNITS.get(unit, unit))
    out["flow"] = with_categories(frame.direction, lambda word: "export" if word == "ЭК" else "import")
    out["customs"] = customs
    out["source"] = os.path.splitext(os.path.basename(path))[0]
    return out


def read(folder):
    who = Who(folder)
    parts = [read_deals(os.path.join(folder, name + ".csv"), who, customs)
             for name, customs in [("shipments", True), ("planted", True), ("filings", False)]
             if os.path.exists(os.path.join(folder, name + ".csv"))]
    deals = pd.concat(parts, ignore_index=True)
    for name in ["buyer", "seller", "maker", "brand", "creator", "code", "hs6", "chapter", "origin", "destination", "unit", "flow",
                 "source"]:
        deals[name] = deals[name].astype("category")
    deals["month"] = month_number(deals.day)
    listed = deals.hs6.cat.categories.isin(CONCERN)[deals.hs6.cat.codes] & (deals.hs6.cat.codes >= 0)
    recent = deals.hs6.cat.categories.isin(NEW_CODES)[deals.hs6.cat.codes]
    deals["concern"] = listed & ~(recent & (deals.day.dt.year < 2022))
    tables = []
    for name in ["series", "trade", "imports", "totals"]:
        path = os.path.join(folder, name + ".csv")
        if os.path.exists(path):
            table = pd.read_csv(path, dtype={"hs6": str})
            defaults = {"reporter": "CHN", "partner": "RUS", "flow": "export", "kg": np.nan}
            tables.append(table.assign(source=name, **{k: v for k, v in defaults.items() if k not in table}))
    stats = pd.concat(tables, ignore_index=True)
    stats["month"] = stats.period.str[:4].astype(int) * 12 + stats.period.str[5:7].astype(int) - 1
    stats = stats.rename(columns={"hs6": "product", "value_usd": "usd"})
    files = [os.path.join(folder, name) for name in ["companies.csv", "planted-companies.csv"]]
    companies = pd.concat([pd.read_csv(path, dtype=str) for path in files if os.path.exists(path)], ignore_index=True)
    companies["party"] = "inn-" + companies.inn
    companies["registered"] = pd.to_datetime(companies.registered)
    moved = set(pd.read_csv(os.path.join(folder, "moved.csv"), dtype=str).heading)
    return Case(deals, stats, companies, who.shown, moved)
