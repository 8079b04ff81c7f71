# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Times the npm package beside WebCrypto and LiveKit's worker: bench.py PACKAGE SCRIPT PLACES..."""

import os
import subprocess
import sys
import tarfile
import tempfile

# As in a test: `bazel run` starts programs among their files.
os.environ.setdefault("TEST_SRCDIR", os.path.dirname(os.getcwd()))
os.environ.setdefault("TEST_WORKSPACE", os.path.basename(os.getcwd()))

from tests.livekit import livekit_client  # pylint: disable=wrong-import-position


def main(package, script, *places):
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(package) as tarball:
            tarball.extractall(folder)
        problem = livekit_client.install(folder + "/livekit")
        if problem:
            print(f"Without LiveKit's worker: {problem}", file=sys.stderr)
        return subprocess.run(["node", script, *places], check=False, env={
            **os.environ, "SEALFRAME_PACKAGE": folder + "/package",
            "LIVEKIT_CLIENT": folder + "/livekit/node_modules/livekit-client/dist"}).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
