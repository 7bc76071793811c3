# SPDX-License-Identifier: Apache-2.0
"""Writes the generated shipments in the other formats: shipments.xlsx, .jsonl and .json beside shipments.csv.

Usage: convert.py FOLDER   (FOLDER as Benchmarks/shipments/generate.py wrote it, with at most a million rows)
"""

import csv
import json
import os
import sys

import xlsxwriter

NUMBERS = {"quantity", "net_kg", "value_usd"}


def value(name, text):
    """Amounts are numbers where they are some, as exports of databases have them."""
    if name in NUMBERS:
        try:
            return float(text)
        except ValueError:
            pass
    return text


def main(folder):
    book = xlsxwriter.Workbook(os.path.join(folder, "shipments.xlsx"), {"constant_memory": False})
    sheet = book.add_worksheet("Data")
    with (
        open(os.path.join(folder, "shipments.csv"), newline="", encoding="utf-8") as source,
        open(os.path.join(folder, "shipments.jsonl"), "w", encoding="utf-8") as lines,
        open(os.path.join(folder, "shipments.json"), "w", encoding="utf-8") as array,
    ):
        rows = csv.reader(source)
        names = next(rows)
        sheet.write_row(0, 0, names)
        array.write('{"count":0,"data":[')
        written = 0
        for cells in rows:
            if len(cells) != len(names):
                continue
            row = {name: value(name, cell) for name, cell in zip(names, cells) if cell != ""}
            for column, name in enumerate(names):
                cell = row.get(name)
                if isinstance(cell, float):
                    sheet.write_number(written + 1, column, cell)
                elif cell is not None:
                    sheet.write_string(written + 1, column, cell)
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            lines.write(text + "\n")
            array.write(("," if written else "") + text)
            written += 1
        array.write("]}")
    book.close()
    print(f"{written} rows")


if __name__ == "__main__":
    main(sys.argv[1])
