# SPDX-License-Identifier: Apache-2.0
"""Invented firms with a story each: what they ship, file and register."""

import datetime

import numpy as np
import pandas as pd

# Listed goods that the generated shipments have none of, and chapters that hardly anybody combines with them.
LISTED = ["850440", "853221", "847180", "903020", "852910", "854110"]
QUIET = ["030617", "440710", "520100", "710813", "970110", "220421", "480257", "570242", "890392", "920110"]
WORDS = "ASTER BRIGO CALDEN DORMIK ELVAR FENTON GARMEX HOLTIN IRVEK JANTOR KELMAR LORBIT MAVREN NOLTEK ORBANE PELVIK".split()
ENDS = "GROUP SUPPLY EXPORT DEVICES CIRCUITS TOOLS LOGIC METAL".split()
RU = "ВЕСТОР ГЛАДИС ДЕЛЬМА ЕРМОЛ ЖИВАН ЗЕНТОР ИЛМАР КРОНОС ЛАНДОР МИРАКС НАВЕРТ ОРЛИКС ПЕРВОК РУБИКС СТЕНДА ТАЛИКС".split()
RU_ENDS = "ПЛЮС ГАРАНТ СИСТЕМА РЕСУРС АЛЬЯНС ВЕКТОР".split()


class Firms:
    def __init__(self, rng):
        self.rng = rng
        self.rows, self.papers, self.companies = [], [], []
        self.names = iter([f"{a} {b} {c} LTD" for c in ENDS for b in WORDS for a in WORDS if a < b])
        self.russian = iter([f'ООО "{a} {b} {c}"' for c in RU_ENDS for b in RU for a in RU if a < b])
        self.count = 0

    # Somebody new

    def seller(self):
        return next(self.names)

    def buyer(self, registered="2011-05-16", address=""):
        self.count += 1
        number = self.inn(770_000_000 + self.count * 317)
        name = next(self.russian)
        self.companies.append({"name": name, "country": "RUS", "inn": number, "ogrn": "", "uscc": "", "registered": registered,
                               "address": address, "activity": "", "note": ""})
        return name, number

    @staticmethod
    def inn(stem):
        digits = [int(c) for c in f"{stem:09d}"]
        check = sum(w * d for w, d in zip([2, 4, 10, 3, 5, 9, 4, 6, 8], digits)) % 11 % 10
        return "".join(map(str, digits)) + str(check)

    # What is recorded

    def ship(self, day, seller, buyer, code, maker="", country="CN", destination="RUS", value=None):
        value = value or float(np.round(np.exp(self.rng.normal(9.5, 0.9)), 2))
        count = max(1, int(value / 40))
        self.rows.append([day, seller, country, *buyer, maker, code + "0000", country, destination, count, value])

    def days(self, first, last, count):
        first, last = (datetime.date.fromisoformat(d) if isinstance(d, str) else d for d in (first, last))
        span = (last - first).days
        return sorted(first + datetime.timedelta(days=int(n)) for n in self.rng.integers(0, span + 1, count))

    def shipments(self):
        self.successors()
        self.sleepers()
        self.opportunists()
        self.embargoed()
        self.turners()
        self.small_for_large()
        self.house_mates()
        columns = ["date", "consignor", "consignor_country", "consignee", "consignee_inn", "manufacturer", "hs_code", "origin",
                   "destination", "quantity", "value_usd"]
        frame = pd.DataFrame(self.rows, columns=columns).sort_values("date", kind="stable")
        frame["date"] = [day.strftime("%d.%m.%Y") for day in frame.date]
        frame.insert(0, "number", [f"10702070/{n:06d}" for n in range(len(frame))])
        frame["direction"], frame["unit"], frame["net_kg"] = "ИМ", "шт", (frame.quantity * 0.7).round(3)
        frame["description"] = "ИЗДЕЛИЯ " + frame.hs_code
        return frame

    def successors(self):
        """A seller, then another that nobody saw before, with the same goods of the same maker to the same buyer."""
        for index in range(14):
            buyer, maker, old, new = self.buyer(), self.seller(), self.seller(), self.seller()
            change = datetime.date(2022, 3, 1) + datetime.timedelta(days=int(self.rng.integers(0, 400)))
            gap = datetime.timedelta(days=int(self.rng.integers(5, 200)))
            for code in LISTED[: 1 + index % 2]:
                for day in self.days("2020-01-10", change, 6 + index):
                    self.ship(day, old, buyer, code, maker)
                for day in self.days(change + gap, change + gap + datetime.timedelta(days=400), 4 + index):
                    self.ship(day, new, buyer, code, maker)

    def sleepers(self):
        """Back after a long silence; and old firms that first appear late."""
        for index in range(16):
            buyer, sellers = self.buyer(), [self.seller() for _ in range(2)]
            for month in range(8 + index):
                for day in self.days(f"{2019 + month // 12}-{month % 12 + 1:02d}-01", f"{2019 + month // 12}-{month % 12 + 1:02d}-28", 2):
                    self.ship(day, sellers[0], buyer, LISTED[index % 4])
            for day in self.days(datetime.date(2022, 6, 1) + datetime.timedelta(days=20 * index), "2024-12-01", 9):
                self.ship(day, sellers[0], buyer, LISTED[index % 4])
        for index in range(10):
            buyer, seller = self.buyer("2004-09-01"), self.seller()
            for day in self.days(datetime.date(2022, 5, 1) + datetime.timedelta(days=15 * index), "2024-11-01", 60):
                self.ship(day, seller, buyer, LISTED[index % 4])

    def opportunists(self):
        """Late, in bursts, of this and that."""
        for index in range(30):
            seller, buyers = self.seller(), [self.buyer() for _ in range(2)]
            start = datetime.date(2022, 4, 1) + datetime.timedelta(days=20 * index)
            for burst in range(3):
                begin = start + datetime.timedelta(days=int(burst * self.rng.integers(90, 190)))
                for day in self.days(begin, begin + datetime.timedelta(days=6), 4):
                    code = [LISTED[index % 6], QUIET[index % 10], QUIET[(index + 3) % 10]][int(self.rng.integers(0, 3))] if burst else LISTED[index % 6]
                    self.ship(day, seller, buyers[burst % 2], code, value=float(np.round(np.exp(self.rng.normal(9, 1.3)), 2)))

    def embargoed(self):
        """Exporters to a country under embargo, later to another."""
        for index in range(12):
            seller, buyer, there = self.seller(), self.buyer(), f"{['IRN', 'PRK'][index % 2]}"
            for day in self.days("2019-02-01", "2021-06-01", 2 + index % 4):
                self.ship(day, seller, ("", ""), LISTED[index % 6], destination=there)
            for day in self.days("2022-05-01", "2024-06-01", 3 + index):
                self.ship(day, seller, buyer, LISTED[index % 6])

    def turners(self):
        """From one kind of goods to listed goods that nobody combines with it."""
        for index in range(18):
            buyer = self.buyer()
            old, new = self.seller(), self.seller()
            for day in self.days("2019-03-01", "2022-02-01", 6 + index):
                self.ship(day, old, buyer, QUIET[index % 10])
            for day in self.days("2022-05-01", "2024-09-01", 7 + index % 5):
                self.ship(day, new, buyer, LISTED[index % 6])

    def small_for_large(self):
        """Goods that pass from a few large sellers to many small ones."""
        for code in ["850440", "903020"]:
            large, small = [self.seller() for _ in range(5)], [self.seller() for _ in range(30)]
            buyers = [self.buyer() for _ in range(20)]
            for day in self.days("2019-01-05", "2022-02-10", 600):
                which = large[int(self.rng.integers(0, 5))] if self.rng.random() < 0.85 else small[int(self.rng.integers(0, 8))]
                self.ship(day, which, buyers[int(self.rng.integers(0, 20))], code)
            for day in self.days("2022-03-01", "2024-12-20", 600):
                which = large[int(self.rng.integers(0, 5))] if self.rng.random() < 0.12 else small[int(self.rng.integers(0, 30))]
                self.ship(day, which, buyers[int(self.rng.integers(0, 20))], code)

    def house_mates(self):
        """Two or three importers at one address, one of them new."""
        for index in range(10):
            address = f"125009, МОСКВА, УЛ. ПОЛЕВАЯ БОЛЬШАЯ, {index + 3}"
            seller = self.seller()
            for place in range(2 + index % 2):
                buyer = self.buyer("2022-08-01" if place else "2012-03-05", address)
                for day in self.days("2022-09-20", "2024-12-01", 5):
                    self.ship(day, seller, buyer, LISTED[index % 6])

    def filings(self):
        """Applicants of a few kinds of goods, those of very many, and whoever enters filings for others."""
        codes, makers = LISTED + QUIET, [self.seller() for _ in range(60)]
        agents = [self.buyer() for _ in range(4)]

        def file(buyer, code, agent=("", "")):
            day = self.days("2021-01-01", "2024-12-01", 1)[0]
            self.papers.append([day.strftime("%d.%m.%Y"), *buyer, *agent, makers[int(self.rng.integers(0, 60))], code + "0000"])

        for _ in range(240):
            buyer, own = self.buyer(), self.rng.choice(codes, int(self.rng.integers(1, 3)), replace=False)
            for _ in range(int(self.rng.integers(1, 6))):
                agent = agents[int(self.rng.integers(0, 4))] if self.rng.random() < 0.2 else ("", "")
                file(buyer, str(self.rng.choice(own)), agent)
        for index in range(8):
            buyer = self.buyer()
            for code in [LISTED[index % 6]] + list(self.rng.permutation(QUIET)[: 5 + index % 4]):
                for _ in range(3):
                    file(buyer, str(code))
        frame = pd.DataFrame(self.papers, columns=["date", "consignee", "consignee_inn", "creator", "creator_inn", "manufacturer", "hs_code"])
        frame.insert(0, "number", [f"Д-{n:06d}" for n in range(len(frame))])
        frame["description"] = "ИЗДЕЛИЯ " + frame.hs_code
        return frame
