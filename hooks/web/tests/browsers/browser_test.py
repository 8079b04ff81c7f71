# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a test of the npm package in browsers: browser_test.py PACKAGE TEST BROWSERS..."""

import os
import subprocess
import sys
import tarfile


def main(package, test, *browsers):
    folder = os.environ["TEST_TMPDIR"]
    with tarfile.open(package) as tarball:
        tarball.extractall(folder)
    return subprocess.run(["node", test, *browsers], check=False, env={
        **os.environ, "SEALFRAME_PACKAGE": folder + "/package"}).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
