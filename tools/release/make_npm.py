#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Packs the npm package: make_npm.py OUT VERSION TIME PLACES...

PLACES are those of place.py. The same files give the same bytes.
"""

import json
import subprocess
import sys
import tempfile

from place import compressed, place, read, set_times, write

# The folder that npm expects in a package.
TOP = "package"


def main(out, version, time, *places):
    with tempfile.TemporaryDirectory() as folder:
        place(f"{folder}/{TOP}", places)
        named = json.loads(read(f"{folder}/{TOP}/package.json"))["version"]
        if named != version:
            sys.exit(f"package.json has version {named}: set it to {version}")
        set_times(f"{folder}/{TOP}", int(time))
        packed = subprocess.run(
            ["tar", "-c", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
             "--format=ustar", "-C", folder, TOP], check=True, stdout=subprocess.PIPE)
    write(out, compressed(packed.stdout))


if __name__ == "__main__":
    main(*sys.argv[1:])
