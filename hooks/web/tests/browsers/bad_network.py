# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The demo over a network that loses, delays and repeats packets:

    tools/bazel run //hooks/web/tests/browsers:bad_network -- BROWSER MINUTES

BROWSER is chromium, and MINUTES a whole number from 1 to 1440. The demo's profiles take
turns. For each, bad_network.mjs prints how many pictures were sent and seen, and the longest
time without one; it fails if bob stops seeing alice.
"""

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile

from hooks.libwebrtc.sfu import bad_network
from tests.testing import arguments


def call(package, script, browser, minutes):
    """call returns the problems of the demo's calls."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(package) as tarball:
            tarball.extractall(folder)
        code = subprocess.run(["node", script, browser, str(minutes)], check=False, env={
            **os.environ, "SEALFRAME_PACKAGE": folder + "/package"}).returncode
    return [f"{os.path.basename(script)} ended with {code}"] if code else []


def main():
    parser = arguments.parser("bad_network", "BROWSER MINUTES", __doc__)
    parser.add_argument("files", nargs=2, help=argparse.SUPPRESS)  # Bazel's.
    parser.add_argument("browser", metavar="BROWSER", choices=["chromium"],
                        help=argparse.SUPPRESS)
    parser.add_argument("minutes", metavar="MINUTES", type=arguments.whole_number(1, 1440),
                        help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    return bad_network.run("the demo",
                           lambda: call(*chosen.files, chosen.browser, chosen.minutes))


if __name__ == "__main__":
    sys.exit(main())
