# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Continuous integration runs the two commands of the README."""

import os
import re
import unittest

RUNFILES = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])


def read(path):
    with open(os.path.join(RUNFILES, path), encoding="utf-8") as file:
        return file.read()


class WorkflowTest(unittest.TestCase):

    def test_the_workflow_runs_the_commands_of_the_readme(self):
        section = re.search(r"^## Two commands$.*?^```sh\n(.*?)^```$",
                            read("README.md"), re.MULTILINE | re.DOTALL)[1]
        commands = [line.partition("#")[0].strip() for line in section.splitlines()]
        self.assertEqual(len(commands), 2)
        runs = re.findall(r"^ +- run: (.*)$", read(".github/workflows/test.yml"),
                          re.MULTILINE)
        self.assertEqual(runs[:2], commands)


if __name__ == "__main__":
    unittest.main()
