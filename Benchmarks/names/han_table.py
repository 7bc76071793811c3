# SPDX-License-Identifier: Apache-2.0
"""Writes Sources/Names/Resources/han.tsv: the reading in pinyin and the simplified form of the Chinese characters of the basic
plane, as ICU's transliterators Han-Latin and Hant-Hans give them. Asking ICU when the program starts would take half a second.

usage: han_table.py > han.tsv        needs: pip install pyicu
"""
import collections
import icu

latin = icu.Transliterator.createInstance("Han-Latin; Latin-ASCII")
simple = icu.Transliterator.createInstance("Hant-Hans")
by = collections.defaultdict(str)
pairs = ""
for code in range(0x3400, 0xA000):
    character = chr(code)
    reading = "".join(c for c in latin.transliterate(character).lower() if "a" <= c <= "z")
    if reading:
        by[reading] += character
    plain = simple.transliterate(character)
    if plain != character and len(plain) == 1 and 0x3400 <= ord(plain) <= 0x9FFF:
        pairs += character + plain
print("# Chinese characters by their reading in pinyin without tones; after *, traditional and simplified ones by turns.")
print(f"# Made by Benchmarks/names/han_table.py from ICU {icu.ICU_VERSION}, Unicode {icu.UNICODE_VERSION}.")
for reading in sorted(by):
    print(f"{reading}\t{by[reading]}")
print(f"*\t{pairs}")
