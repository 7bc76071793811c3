# SPDX-License-Identifier: Apache-2.0
"""Takes the pinned files out of the fetched wheels, checks each against its hash, and puts it in place.

Usage: unpack.py WHEEL-FOLDER DEPS-FOLDER
"""

import hashlib
import os
import sys
import zipfile

# wheel, member, place below .deps, SHA-256 of the member
FILES = [
    ("bareduckdb-", "bareduckdb/_libs/libduckdb.so", "lib/libduckdb.so", "fc23f12e376c47be520f75221288281906e7942e8fd6f6ce4849198ba60d0405"),
    ("duckdb_extension_excel-", "duckdb_extension_excel/extensions/v1.5.5/excel.duckdb_extension",
     "extensions/v1.5.5/linux_amd64/excel.duckdb_extension", "9063a4f13804d3d1bdc37d37bde735f0779791971d3b909f5cc87ff3f8814483"),
    ("panel-", "panel/dist/bundled/echarts/echarts@6.0.0/dist/echarts.min.js", "share/echarts.min.js", "baa8dfe7e1d9336b98e8986ba7e20ea15e7cdbea1ef42a59d59478632fa45a1d"),
    ("panel-", "panel/dist/bundled/datatabulator/tabulator-tables@6.4.0/dist/js/tabulator.min.js",
     "share/tabulator.min.js", "26109755ae3e775957536099a2ca75e944f35d72afda75b60d828ee65190d895"),
    ("panel-", "panel/dist/bundled/datatabulator/tabulator-tables@6.4.0/dist/css/tabulator.min.css",
     "share/tabulator.min.css", "93ab046ce80d8c1933b06b30d530b5835796047aff2e057a1ec458287ba5515b"),
]


def main(wheels, deps):
    names = os.listdir(wheels)
    for prefix, member, place, expected in FILES:
        wheel = next((name for name in names if name.startswith(prefix)), None)
        if wheel is None:
            sys.exit(f"setup: no wheel {prefix}* in {wheels}")
        content = zipfile.ZipFile(os.path.join(wheels, wheel)).read(member)
        found = hashlib.sha256(content).hexdigest()
        if found != expected:
            sys.exit(f"setup: {member} has SHA-256 {found}, not the pinned {expected}; nothing was put in place of it")
        target = os.path.join(deps, place)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        # A rename is atomic: a set-up that is killed leaves the old file or the new one, never half of one.
        with open(target + ".part", "wb") as out:
            out.write(content)
        os.replace(target + ".part", target)
        print(f"setup: {place} ({len(content):,} bytes, checked)", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
