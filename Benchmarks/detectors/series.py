# SPDX-License-Identifier: Apache-2.0
"""Adds to a folder of shipments what detectors of series need: 100 monthly series of eight years, and an event.

Usage: series.py FOLDER [--seed N]

FOLDER gets series.csv, events.yaml, and a case.yaml that names the shipments, the companies and the series.
"""

import argparse
import os

import numpy as np

CASE = """
  - id: series
    path: series.csv
    profile: statistics
    publisher: nobody, generated
    mapping:
      period: {column: period, format: YYYY-MM}
      reporter: {is: CHN}
      partner: {is: RUS}
      flow: {is: export}
      goods: {column: hs6}
      edition: {is: HS2017}
      value: {column: value_usd, currency: USD, basis: FOB}
# All goods, so that the simulation has as many sellers as there are.
options:
  detectors:
    seller-removal: {goods: any}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = np.random.default_rng([options.seed, 77])
    months = np.arange(96)
    lines = ["period,hs6,value_usd"]
    for index in range(100):
        level = rng.uniform(2e5, 5e7)
        season = rng.uniform(0, 0.5) * np.sin(2 * np.pi * (months + rng.integers(0, 12)) / 12)
        y = np.log(level) + season + rng.uniform(-0.004, 0.01) * months + rng.normal(0, rng.uniform(0.08, 0.25), 96)
        # Every tenth rises at the event (March 2022 is month 62), every tenth in the last year only.
        if index % 10 == 3:
            y += np.where(months >= 62, np.log(rng.uniform(1.8, 5)), 0)
        if index % 10 == 7:
            y += np.where(months >= 84, np.log(rng.uniform(2.2, 6)), 0)
        for month, value in zip(months, np.exp(y)):
            lines.append(f"{2017 + month // 12}-{month % 12 + 1:02d},{840000 + 137 * index},{value:.2f}")
    with open(os.path.join(options.folder, "series.csv"), "w") as out:
        out.write("\n".join(lines) + "\n")
    with open(os.path.join(options.folder, "events.yaml"), "w") as out:
        out.write("events:\n  - {id: event, title: An invented event, when: 2022-02-24}\n")
    path = os.path.join(options.folder, "case.yaml")
    with open(path) as case:
        text = case.read()
    if "id: series" not in text:
        with open(path, "w") as case:
            case.write(text.rstrip() + CASE)


if __name__ == "__main__":
    main()
