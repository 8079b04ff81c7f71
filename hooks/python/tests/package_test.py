# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The Python package in Debian's Python: its tests, types and examples."""

import os
import subprocess
import unittest

from docs import pages
from docs.pages import ROOT
from hooks.libwebrtc.sfu import private_network

HOOK = ROOT + "/hooks/python"


def run(*command):
    """run returns a command's output, and fails the test if the command fails."""
    done = subprocess.run(
        command, cwd=HOOK, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False, env={
            "PATH": "/usr/bin:/bin", "PYTHONPATH": HOOK, "MYPYPATH": HOOK,
            "LD_LIBRARY_PATH": ROOT + "/hooks/c"})
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}")
    return done.stdout


def run_python(*arguments):
    return run("/usr/bin/python3", "-B", *arguments)


class PackageTest(unittest.TestCase):

    def test_the_api_holds_its_promises(self):
        said = run_python("tests/api_tests.py")
        self.assertRegex(said, r"Ran [1-9]\d* tests")
        self.assertTrue(said.rstrip().endswith("OK"), said)

    def test_the_package_and_its_examples_are_strictly_typed(self):
        said = run("/usr/bin/mypy", "--strict", "--ignore-missing-imports",
                   "--explicit-package-bases", "--cache-dir=" + os.environ["TEST_TMPDIR"], "sealframe",
                   "examples/call.py", "examples/aiortc_call.py")
        self.assertIn("Success: no issues found", said)

    def test_the_example_prints_what_its_page_shows(self):
        shown = pages.blocks(pages.read("docs/embedding/python.md"), "text")
        self.assertEqual(run_python("examples/call.py"), shown[0])

    def test_a_call_with_aiortc_is_sealed(self):
        private_network.enter()
        self.assertEqual(run_python("examples/aiortc_call.py"),
                         "OK after 30 frames\n")


if __name__ == "__main__":
    unittest.main()
