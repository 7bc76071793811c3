# SPDX-License-Identifier: Apache-2.0
"""Adds to a folder of shipments what detectors of parties and of routes find: planted firms, filings, and trade of both sides.

Usage: plant.py FOLDER [--seed N]

FOLDER gets planted.csv, planted-companies.csv, filings.csv, filings.yaml, trade.csv, imports.csv and totals.csv, and a case.yaml that
names them. Nobody here exists. Run series.py before.
"""

import argparse
import os

import numpy as np
import pandas as pd

import plant_firms
import plant_trade

CASE = """
  - id: planted
    path: planted.csv
    profile: shipments
    publisher: nobody, generated
    mapping:
      number: {column: number}
      date: {column: date, format: DD.MM.YYYY}
      flow: {column: direction, words: {ИМ: import, ЭК: export}}
      reporter: {is: RUS}
      consignor: {column: consignor, country: {column: consignor_country, codes: iso2}}
      consignee: {column: consignee, country: RUS, number: {column: consignee_inn}, number-kind: INN}
      manufacturer: {column: manufacturer}
      goods: {column: hs_code}
      edition: {by-year: true}
      description: {column: description}
      origin: {column: origin, codes: iso2}
      destination: {column: destination, codes: iso3}
      quantity: {column: quantity, unit: {column: unit}}
      weight: {column: net_kg, unit: kg}
      value: {column: value_usd, currency: USD}
  - id: planted-companies
    path: planted-companies.csv
    profile: companies
    publisher: nobody, generated
  - id: filings
    path: filings.csv
    profile: filings.yaml
    publisher: nobody, generated
"""

FILINGS = """id: filings-generated
title: Invented filings for conformity with codes
of: shipments
grade: filing
mapping:
  number: {column: number}
  date: {column: date, format: DD.MM.YYYY}
  applicant: {column: consignee, country: RUS, number: {column: consignee_inn}, number-kind: INN}
  creator: {column: creator, country: RUS, number: {column: creator_inn}, number-kind: INN}
  manufacturer: {column: manufacturer}
  goods: {column: hs_code}
  edition: {by-year: true}
  description: {column: description}
  destination: {is: RUS}
"""

TRADE = """  - id: {name}
    path: {name}.csv
    profile: statistics
    publisher: nobody, generated
    mapping:
      period: {{column: period, format: YYYY-MM}}
      reporter: {{column: reporter}}
      partner: {{column: partner}}
      flow: {{column: flow}}
      goods: {{column: hs6}}
      edition: {{is: HS2017}}
      value: {{column: value_usd, currency: USD}}
      weight: {{column: kg, unit: kg}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = np.random.default_rng([options.seed, 99])
    write = lambda name, frame: frame.to_csv(os.path.join(options.folder, name), index=False)
    firms = plant_firms.Firms(rng)
    write("planted.csv", firms.shipments())
    write("filings.csv", firms.filings())
    write("planted-companies.csv", pd.DataFrame(firms.companies))
    for name, frame in plant_trade.tables(rng).items():
        write(f"{name}.csv", frame)
    with open(os.path.join(options.folder, "filings.yaml"), "w") as out:
        out.write(FILINGS)
    path = os.path.join(options.folder, "case.yaml")
    with open(path) as case:
        text = case.read()
    if "id: planted" not in text:
        sources, options_of_case = text.split("# All goods, so that", 1)
        added = CASE.lstrip("\n") + "".join(TRADE.format(name=name) for name in ["trade", "imports", "totals"])
        with open(path, "w") as case:
            case.write(sources.rstrip() + "\n" + added + "# All goods, so that" + options_of_case)


if __name__ == "__main__":
    main()
