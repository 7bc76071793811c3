# SPDX-License-Identifier: Apache-2.0
"""Writes a customs dump of invented shipments, the same bytes for the same rows, seed and library versions.

Usage: generate.py FOLDER [--rows N] [--seed N] [--faults SHARE] [--plant]

FOLDER gets shipments.csv, companies.csv, case.yaml and planted.json; README.md tells their columns.
"""

import argparse
import datetime
import io
import json
import os
import shutil

import numpy as np
import polars as pl

import vocabulary

FIRST, LAST = datetime.date(2019, 1, 1), datetime.date(2024, 12, 31)
WAR = (datetime.date(2022, 3, 1) - FIRST).days
CHUNK = 500_000
POSTS = ["10702070", "10131010", "10005030", "10216170", "10317120", "10012020", "10511010", "10418010"]


def zipf(count, rng, exponent=1.0, shift=8):
    """A sampler of 0 ..< count by rank; who has which rank is shuffled by the seed."""
    weights = 1 / (np.arange(count) + shift) ** exponent
    cumulative = np.cumsum(weights / weights.sum())
    order = rng.permutation(count)
    return lambda rng, size: order[np.minimum(np.searchsorted(cumulative, rng.random(size)), count - 1)]


class World:
    """All that does not depend on the row."""

    def __init__(self, rows, seed, plant):
        rng = np.random.default_rng([seed, 1])
        self.buyers = max(200, rows // 100)
        self.sellers = max(100, rows // 200)
        self.buyer_names = pl.Series(vocabulary.consignees(rng, self.buyers))
        self.buyer_numbers = pl.Series(vocabulary.inn(rng, self.buyers))
        names, countries = vocabulary.consignors(rng, self.sellers)
        self.seller_names, self.seller_countries = pl.Series(names), pl.Series(countries)
        self.makers = max(60, self.sellers // 5)
        self.maker_names = self.seller_names.head(self.makers)
        self.brands = pl.Series(vocabulary.brands(rng, 400))
        self.pick_buyer = zipf(self.buyers, rng)
        self.pick_seller = zipf(self.sellers, rng)
        self.pick_maker = zipf(self.makers, rng)
        # Goods: variants of each code, with a price and a weight of their own.
        self.variants = 100 * len(vocabulary.GOODS)
        kind = np.arange(self.variants) % len(vocabulary.GOODS)
        self.pick_goods = zipf(self.variants, rng, exponent=0.7)
        tails = rng.integers(0, 10_000, size=self.variants)
        model = rng.integers(10, 990, size=self.variants)
        texts, codes, units = [], [], []
        for index in range(self.variants):
            code, unit, noun, which, _, _ = vocabulary.GOODS[kind[index]]
            codes.append(f"{code}{tails[index] // 100 * 100 % 10_000:04d}")
            units.append(unit)
            comma = "," if index % 3 else ""
            texts.append(f"{noun}{comma} {which if index % 2 else ''} {vocabulary._LATIN[index % 20]}-{model[index]} АРТ ".replace("  ", " "))
        self.texts, self.codes, self.units = pl.Series(texts), pl.Series(codes), pl.Series(units)
        self.price = np.array([vocabulary.GOODS[k][4] for k in kind]) * np.exp(rng.normal(0, 0.5, self.variants))
        self.weight = np.array([vocabulary.GOODS[k][5] for k in kind]) * np.exp(rng.normal(0, 0.2, self.variants))
        # Later goods come in larger lots for smaller prices.
        self.lot = np.clip(40_000 / self.price, 1, 50_000)
        # When each buyer was founded, as days from the first: most long before.
        self.founded = -rng.integers(200, 7000, size=self.buyers)
        self.days = pl.Series(
            [(FIRST + datetime.timedelta(days=n)).strftime("%d.%m.%Y") for n in range((LAST - FIRST).days + 1)])
        self.stamps = pl.Series(
            [(FIRST + datetime.timedelta(days=n)).strftime("%d%m%y") for n in range((LAST - FIRST).days + 1)])
        self.plant = plant
        if plant:
            planted = rng.permutation(self.buyers)
            share = max(3, self.buyers // 500)
            self.premium, self.young = planted[:share], planted[share:2 * share]
            self.surge = "854231"
            self.founded[self.young] = WAR + rng.integers(0, 400, size=len(self.young))
        self.kind = kind


def chunk(world, seed, number, first, rows, total):
    """Rows first ..< first + rows, made from their own seed, so that chunks can be made apart."""
    rng = np.random.default_rng([seed, 2, number])
    span = (LAST - FIRST).days + 1
    # Files are sorted by day, roughly, as a dump of a register is.
    day = np.clip((np.arange(first, first + rows) / total * span + rng.normal(0, 4, rows)).astype(int), 0, span - 1)
    buyer, seller, maker = world.pick_buyer(rng, rows), world.pick_seller(rng, rows), world.pick_maker(rng, rows)
    goods = world.pick_goods(rng, rows)
    count = np.maximum(1, np.round(world.lot[goods] * np.exp(rng.normal(0, 0.8, rows)))).astype(np.int64)
    price = world.price[goods] * np.exp(rng.normal(0, 0.15, rows))
    if world.plant:
        after = day >= WAR
        is_surge = np.array([g[0] == world.surge for g in vocabulary.GOODS])[world.kind[goods]]
        count = np.where(after & is_surge, count * 6, count)
        price = np.where(after & np.isin(buyer, world.premium), price * 2.5, price)
        # A young company buys nothing before it is founded: its earlier rows are somebody else's.
        early = np.isin(buyer, world.young) & (day < world.founded[buyer])
        buyer = np.where(early, (buyer + 1) % world.buyers, buyer)
        early = np.isin(buyer, world.young) & (day < world.founded[buyer])
        buyer = np.where(early, int(np.setdiff1d(np.arange(200), world.young)[0]), buyer)
    value = np.round(price * count, 2)
    net = np.round(world.weight[goods] * count * np.exp(rng.normal(0, 0.05, rows)), 3)
    export = rng.random(rows) < 0.04
    countries = world.seller_countries.gather(seller)
    # Four in five are made where they are sent from.
    origin = world.seller_countries.gather(np.where(rng.random(rows) < 0.8, seller, maker))
    article = rng.integers(10_000, 9_999_999, size=rows)

    def hidden(values, share, words=None):
        series = pl.Series(values).cast(pl.String)
        mask = rng.random(rows) < share
        return series.set(pl.Series(mask), words)

    frame = pl.DataFrame({
        "number": pl.Series(POSTS).gather(rng.integers(0, len(POSTS), rows)) + "/" + world.stamps.gather(day) + "/"
        + pl.Series(first + np.arange(rows) % 9_000_000 + 1).cast(pl.String).str.zfill(7),
        "date": world.days.gather(day),
        "direction": pl.Series(["ИМ", "ЭК"]).gather(export.astype(np.int64)),
        "consignor": world.seller_names.gather(seller),
        "consignor_country": countries,
        "consignee": world.buyer_names.gather(buyer),
        "consignee_inn": hidden(world.buyer_numbers.gather(buyer), 0.01),
        "manufacturer": hidden(world.maker_names.gather(maker), 0.45),
        "brand": hidden(world.brands.gather(maker % 400), 0.25, "НЕТ"),
        "hs_code": world.codes.gather(goods),
        "description": world.texts.gather(goods) + pl.Series(article).cast(pl.String),
        "origin": origin,
        "dispatch": countries,
        "quantity": hidden(count, 0.06),
        "unit": world.units.gather(goods),
        "net_kg": hidden(net, 0.01, "-"),
        "value_usd": hidden(value, 0.02),
    })
    return frame, rng


def with_faults(frame, rng, share):
    """Bad days, numbers that are none, and descriptions with commas that nobody quoted."""
    rows = frame.height
    picks = rng.permutation(rows)[: int(rng.poisson(share * rows))] if share > 0 else np.array([], dtype=int)
    kinds = rng.integers(0, 3, size=len(picks))
    date, value, direction = frame["date"], frame["value_usd"], frame["direction"]
    date = date.scatter(picks[kinds == 0], "31.02.2022") if (kinds == 0).any() else date
    value = value.scatter(picks[kinds == 1], "1.2.3") if (kinds == 1).any() else value
    # A mark that no cell holds; replaced by a bare comma once the row is text.
    direction = direction.scatter(picks[kinds == 2], "ИМ\x01") if (kinds == 2).any() else direction
    frame = frame.with_columns(date.alias("date"), value.alias("value_usd"), direction.alias("direction"))
    return frame, {name: int((kinds == index).sum()) for index, name in enumerate(["date", "value", "cells"])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.00002, help="share of rows that can't be taken")
    parser.add_argument("--plant", action="store_true", help="plant signals, told in planted.json")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    world = World(options.rows, options.seed, options.plant)
    faults = {"date": 0, "value": 0, "cells": 0}
    with open(os.path.join(options.folder, "shipments.csv"), "wb") as out:
        for number, first in enumerate(range(0, options.rows, CHUNK)):
            frame, rng = chunk(
                world, options.seed, number, first, min(CHUNK, options.rows - first), options.rows)
            frame, found = with_faults(frame, rng, options.faults)
            buffer = io.BytesIO()
            frame.write_csv(buffer, include_header=first == 0)
            out.write(buffer.getbuffer() if not found["cells"] else buffer.getvalue().replace(b"\x01", b","))
            for name in found:
                faults[name] += found[name]
    pl.DataFrame({
        "name": world.buyer_names, "country": "RUS", "inn": world.buyer_numbers, "ogrn": None, "uscc": None,
        "registered": [(FIRST + datetime.timedelta(days=int(n))).isoformat() for n in world.founded],
        "address": None, "activity": None, "note": None,
    }, schema_overrides={name: pl.String for name in ["ogrn", "uscc", "address", "activity", "note"]}).write_csv(
        os.path.join(options.folder, "companies.csv"))
    truth = {"rows": options.rows, "seed": options.seed, "faults": faults}
    if options.plant:
        truth["surge"] = {"hs6": world.surge, "from": "2022-03-01", "times": 6}
        truth["premium"] = {"from": "2022-03-01", "times": 2.5,
                            "consignee_inn": sorted(world.buyer_numbers.gather(world.premium).to_list())}
        truth["young"] = {"consignee_inn": sorted(world.buyer_numbers.gather(world.young).to_list())}
    with open(os.path.join(options.folder, "planted.json"), "w") as out:
        json.dump(truth, out, indent=1)
    shutil.copy(os.path.join(os.path.dirname(os.path.abspath(__file__)), "case.yaml"), options.folder)


if __name__ == "__main__":
    main()
