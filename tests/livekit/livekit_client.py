# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""LiveKit's package livekit-client, for tests."""

import os
import shutil
import subprocess

HERE = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"], "tests/livekit")


def install(folder):
    """install installs the package in a new folder. It returns the problem, or None."""
    os.makedirs(folder)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(HERE, name), folder)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund",
         "--prefer-offline", "--fetch-retries=1", "--fetch-timeout=30000"],
        cwd=folder, capture_output=True, text=True, timeout=200, check=False)
    return None if done.returncode == 0 else f"npm ci failed:\n{done.stderr}"
