#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Packs a relocatable tree: make_tarball.py OUT NAME TIME INSTALL_TREE PLACES...

NAME is the one folder in it. PLACES are those of place.py, beside the files of
the install tree.
"""

import subprocess
import sys
import tempfile

from place import compressed, place, set_times, write


def main(out, name, time, tree, *places):
    with tempfile.TemporaryDirectory() as folder:
        root = f"{folder}/{name}"
        place(root, places)
        subprocess.run(["tar", "-xpf", tree, "-C", root], check=True)
        set_times(root, int(time))
        packed = subprocess.run(
            ["tar", "-c", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
             "--format=gnu", "-C", folder, name], check=True, stdout=subprocess.PIPE)
    write(out, compressed(packed.stdout))


if __name__ == "__main__":
    main(*sys.argv[1:])
