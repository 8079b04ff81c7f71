# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""No branch and no address of the engine depends on a secret."""

import concurrent.futures
import os
import subprocess
import unittest

PROGRAM = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"],
                       "tests/constant_time/constant_time")
LEAKY = 99
VALGRIND = ["valgrind", "--quiet", "--leak-check=no", f"--error-exitcode={LEAKY}"]


# Masks of BoringSSL's, for processors without the instructions for AES and
# GHASH, and without SSSE3 as well. Valgrind's own processor has all of them.
WITHOUT_INSTRUCTIONS = ("~0x200000200000000", "~0x200020200000000")


def run(name, mask=None):
    environment = dict(os.environ, **({"OPENSSL_ia32cap": mask} if mask else {}))
    return subprocess.run([*VALGRIND, PROGRAM, name], capture_output=True, text=True,
                          timeout=600, check=False, env=environment)


class ConstantTimeTest(unittest.TestCase):

    def setUp(self):
        listed = subprocess.run([PROGRAM], capture_output=True, text=True, check=True)
        names = listed.stdout.splitlines()
        self.leaks = [name for name in names if name.startswith("leak: ")]
        self.cases = [name for name in names if name not in self.leaks]

    def test_nothing_depends_on_a_secret(self):
        # Eight suites, once with keys for single streams.
        self.assertGreaterEqual(len(self.cases), 2 * 8 + 1 + 2 * 5 + 2)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for name, done in zip(self.cases, pool.map(run, self.cases)):
                with self.subTest(name):
                    self.assertEqual(done.returncode, 0, done.stderr)

    def test_nothing_depends_on_a_secret_without_special_instructions(self):
        for mask in WITHOUT_INSTRUCTIONS:
            for name in ("sframe AES_128_GCM_SHA256_128",
                         "sframe AES_256_CTR_HMAC_SHA512_80"):
                with self.subTest(name, mask=mask):
                    done = run(name, mask)
                    self.assertEqual(done.returncode, 0, done.stderr)

    def test_leaks_are_found(self):
        self.assertEqual(len(self.leaks), 4)
        for name in self.leaks:
            with self.subTest(name):
                done = run(name)
                self.assertEqual(done.returncode, LEAKY, done.stderr)
                self.assertIn("uninitialised", done.stderr)


if __name__ == "__main__":
    unittest.main()
