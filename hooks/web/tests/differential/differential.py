# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Makes random calls of the WebAssembly module and of the native library.

    tools/bazel run //hooks/web/tests/differential -- [SECONDS [SEED]]

Both must give the same bytes, and keep the claims of the C interface.

  SECONDS  from 0 to 1000000, by default 60. It takes some seconds in any case, until each
           kind of sequence had its turn and each function succeeded.
  SEED     of the first sequence, from 0 to 4294967295, by default 1. Each further sequence
           has the next number.

It exits with 1 after the first fault. If that is in a sequence, it prints the sequence's
seed: run 0 seconds from that seed to repeat it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

from tests.testing import arguments


def parse(given):
    """parse returns the arguments. Those with the files are Bazel's."""
    parser = arguments.parser("differential", "[SECONDS [SEED]]", __doc__)
    parser.add_argument("--package", help=argparse.SUPPRESS)
    parser.add_argument("--file", action="append", help=argparse.SUPPRESS)
    parser.add_argument("seconds", metavar="SECONDS", nargs="?", default=60,
                        type=arguments.whole_number(0, 1000000), help=argparse.SUPPRESS)
    parser.add_argument("seed", metavar="SEED", nargs="?", default=1,
                        type=arguments.whole_number(0, 2**32 - 1), help=argparse.SUPPRESS)
    return parser.parse_args(given)


def main(given):
    chosen = parse(given)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(chosen.package) as tarball:
            tarball.extractall(folder)
        os.makedirs(f"{folder}/node_modules")
        os.rename(f"{folder}/package", f"{folder}/node_modules/sealframe")
        for file in chosen.file:
            shutil.copy(file, folder)
        return subprocess.run(
            ["node", "differential.mjs", str(chosen.seconds), str(chosen.seed)], cwd=folder,
            check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
