# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The demo over a network that loses, delays and repeats packets:

    tools/bazel run //hooks/web/tests/browsers:bad_network -- chromium MINUTES

Its profiles take turns. For each, bad_network.mjs prints how many pictures were sent and
seen, and the longest time without one; it fails if bob stops seeing alice.
"""

import os
import subprocess
import sys
import tarfile
import tempfile

from hooks.libwebrtc.sfu import bad_network, private_network


def main(package, script, browser, minutes):
    try:
        private_network.enter()
        network = bad_network.BadNetwork()
    except OSError as error:
        print(f"LEFT OUT: the demo over a bad network: {error}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(package) as tarball:
            tarball.extractall(folder)
        code = subprocess.run(["node", script, browser, minutes], check=False, env={
            **os.environ, "SEALFRAME_PACKAGE": folder + "/package"}).returncode
    problems = network.close()
    for problem in problems:
        print(problem)
    return 1 if problems else code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
