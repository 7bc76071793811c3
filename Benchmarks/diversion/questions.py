# SPDX-License-Identifier: Apache-2.0
"""The questions every side answers, and how answers are printed: one line each, `name value`."""

DESTINATIONS = ["ARM", "BLR", "GEO", "KAZ", "KGZ", "RUS", "UZB"]
NOW = ("2022-01", "2022-10")
BEFORE = ("2021-01", "2021-10")
# The Common High Priority List (50 HS6, February 2024), as written.
PRIORITY = """
854231 854232 854233 854239 851762 852691 853221 853224 854800 847150 850440 851769 852589 852910 852990 853669 853690
854110 854121 854129 854130 854149 854151 854159 854160 848210 848220 848230 848250 880730 901310 901380 901420 901480
847180 848610 848620 848640 853400 854320 902750 903020 903032 903039 903082 845710 845811 845891 845961 846693
""".split()


def show(answers):
    for name in sorted(answers):
        print(f"{name} {answers[name]:.9g}")
