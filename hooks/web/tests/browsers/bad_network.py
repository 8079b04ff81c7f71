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

from hooks.libwebrtc.sfu import bad_network


def call(package, script, browser, minutes):
    """call returns the problems of the demo's calls."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(package) as tarball:
            tarball.extractall(folder)
        code = subprocess.run(["node", script, browser, minutes], check=False, env={
            **os.environ, "SEALFRAME_PACKAGE": folder + "/package"}).returncode
    return [f"{os.path.basename(script)} ended with {code}"] if code else []


if __name__ == "__main__":
    sys.exit(bad_network.run("the demo", lambda: call(*sys.argv[1:])))
