# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A call on several threads with rotating keys is clean under valgrind."""

import unittest

from hooks.c.tests.prefix import EXAMPLES, Prefix

# BoringSSL's state of the main thread stays reachable, which is not a leak.
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full",
            "--show-leak-kinds=definite,indirect,possible",
            "--errors-for-leak-kinds=definite,indirect,possible"]


class ValgrindTest(unittest.TestCase):

    def test_threads_and_rotating_keys(self):
        prefix = Prefix()
        program = prefix.compile(EXAMPLES + "/threads.c", "-std=c99",
                                 "-pedantic", *prefix.flags("sealframe"),
                                 "-pthread")
        said = prefix.run(*VALGRIND, program)
        for profile in ("sframe", "livekit", "videosdk", "jframe", "dave",
                        "getstream"):
            self.assertIn(f"{profile}: 390 frames of 3 senders", said)
        self.assertNotIn("==", said)


if __name__ == "__main__":
    unittest.main()
