# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a test with livekit-client in browsers: livekit_test.py PACKAGE TEST BROWSERS..."""

import os
import sys

from hooks.web.tests.browsers import browser_test
from tests.livekit import livekit_client

FOLDER = os.path.join(os.environ["TEST_TMPDIR"], "livekit")


def main(*arguments):
    problem = livekit_client.install(FOLDER)
    if problem:
        print(f"LEFT OUT: calls with livekit-client, which could not be installed: {problem}",
              file=sys.stderr)
        return 0
    os.environ["LIVEKIT_CLIENT"] = FOLDER + "/node_modules/livekit-client/dist"
    return browser_test.main(*arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
